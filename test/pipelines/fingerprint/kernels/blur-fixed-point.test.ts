import fc from "fast-check";
import { expect, it } from "vitest";
import { blurFixedPoint } from "../../../../pipelines/fingerprint/kernels/blur-fixed-point.ts";
import { createFixedPointGaussian } from "../../../../pipelines/fingerprint/kernels/fixed-point-gaussian.ts";

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

it("gives what adding up every tap by itself gives, on any image", () => {
  const image = size.chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      pixels: fc.uint8Array({ minLength: width * height, maxLength: width * height }),
    }),
  );
  fc.assert(
    fc.property(image, fc.constantFrom(5, 41, 91), ({ width, height, pixels }, taps) => {
      expect(blurFixedPoint(pixels, width, height, taps)).toEqual(blurPlainly(pixels, width, height, taps));
    }),
    { numRuns: 25 },
  );
});

it("has taps that add up to 256, the same on both sides", () => {
  for (const count of [3, 5, 41, 91]) {
    const taps = createFixedPointGaussian(count);
    expect(taps.reduce((sum, tap) => sum + tap, 0)).toBe(256);
    expect(taps.toReversed()).toEqual(taps);
  }
});

function blurPlainly(pixels: Uint8Array, width: number, height: number, count: number): Uint8Array {
  const taps = createFixedPointGaussian(count);
  const radius = (count - 1) / 2;
  const across = Int32Array.from(pixels, (_, at) => {
    const row = Math.floor(at / width) * width;
    return taps.reduce(
      (sum, tap, step) => sum + tap * pixels[row + mirrorIndex((at % width) + step - radius, width)]!,
      0,
    );
  });
  return Uint8Array.from(pixels, (_, at) => {
    const row = Math.floor(at / width);
    const column = at % width;
    const sum = taps.reduce(
      (total, tap, step) => total + tap * across[mirrorIndex(row + step - radius, height) * width + column]!,
      0,
    );
    return (sum + 32_768) >> 16;
  });
}

/** The pixel that stands for `index` where a line of `size` is mirrored at its ends without repeating the end. */
function mirrorIndex(index: number, size: number): number {
  const period = Math.max(1, 2 * (size - 1));
  const at = ((index % period) + period) % period;
  return at < size ? at : period - at;
}
