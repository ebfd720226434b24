import fc from "fast-check";
import { expect, it } from "vitest";
import { blurFixedPoint, blurStretches } from "../../../../pipelines/fingerprint/kernels/blur-fixed-point.ts";

const size = fc.record({ width: fc.integer({ min: 1, max: 70 }), height: fc.integer({ min: 1, max: 40 }) });

it("leaves a flat image as it is, whatever its size: the taps add up to one", () => {
  fc.assert(
    fc.property(size, fc.integer({ min: 0, max: 255 }), ({ width, height }, level) => {
      const flat = new Uint8Array(width * height).fill(level);
      expect(blurFixedPoint(flat, width, height, 41)).toEqual(flat);
    }),
    { numRuns: 30 },
  );
});

it("spreads a point evenly to both sides and both ways", () => {
  const pixels = new Uint8Array(61 * 61);
  for (let dy = -1; dy <= 1; dy += 1) pixels.fill(255, (30 + dy) * 61 + 29, (30 + dy) * 61 + 32);
  const blurred = blurFixedPoint(pixels, 61, 61, 41);
  const at = (x: number, y: number) => blurred[y * 61 + x];
  for (let step = 0; step <= 25; step += 1) {
    expect(at(30 - step, 30)).toBe(at(30 + step, 30));
    expect(at(30, 30 - step)).toBe(at(30 + step, 30));
  }
  expect(at(30, 30)).toBeGreaterThan(at(36, 30)!);
});

it("gives the very same result by stretches as by pixels", () => {
  const image = size.chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      pixels: fc
        .array(fc.constantFrom(0, 255), { minLength: width * height, maxLength: width * height })
        .map((levels) => Uint8Array.from(levels)),
    }),
  );
  fc.assert(
    fc.property(image, fc.constantFrom(5, 41, 91), ({ width, height, pixels }, taps) => {
      expect(blurStretches(pixels, width, height, taps)).toEqual(blurFixedPoint(pixels, width, height, taps));
    }),
    { numRuns: 40 },
  );
});
