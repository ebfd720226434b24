import fc from "fast-check";
import { expect, it } from "vitest";
import {
  fourierPx,
  pixelSlots,
  restoreBlock,
  rowSlots,
  transformColumns,
  transformRows,
} from "../../../../pipelines/fingerprint/kernels/block-fourier.ts";

const pixels = fc.uint8Array({ minLength: fourierPx ** 2, maxLength: fourierPx ** 2 });

function transform(levels: ArrayLike<number>): Int32Array {
  const rows = new Int32Array(fourierPx ** 2);
  for (let at = 0; at < rows.length; at += 1) {
    rows[(at & ~31) + pixelSlots[at & 31]!] = levels[at]!;
  }
  transformRows(rows);
  const block = putInSlots(rows);
  transformColumns(block);
  return block;
}

function putInSlots(rows: Int32Array): Int32Array {
  const block = new Int32Array(rows.length);
  for (let y = 0; y < fourierPx; y += 1) {
    block.set(rows.subarray(y * fourierPx, (y + 1) * fourierPx), rowSlots[y]! * fourierPx);
  }
  return block;
}

/** One frequency of the spectrum, by its definition. */
function sumWaves(levels: ArrayLike<number>, x: number, y: number): readonly [number, number] {
  let real = 0;
  let imaginary = 0;
  for (let at = 0; at < levels.length; at += 1) {
    const angle = (-2 * Math.PI * (x * (at & 31) + y * (at >> 5))) / fourierPx;
    real += levels[at]! * Math.cos(angle);
    imaginary += levels[at]! * Math.sin(angle);
  }
  return [real, imaginary];
}

it("is the spectrum of the definition, within rounding, as far as frequency 12", () => {
  fc.assert(
    fc.property(pixels, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 31 }), (levels, x, y) => {
      const [real, imaginary] = sumWaves(levels, x, y);
      // The highest frequency is dropped from the first number, which stands for two.
      fc.pre(x > 0);
      const at = y * fourierPx + 2 * x;
      const spectrum = transform(levels);
      expect(Math.abs(spectrum[at]! - real)).toBeLessThan(60);
      expect(Math.abs(spectrum[at + 1]! - imaginary)).toBeLessThan(60);
    }),
    { numRuns: 40 },
  );
});

it("sums a flat block, and leaves nothing else", () => {
  const spectrum = transform(new Uint8Array(1024).fill(100));
  expect(spectrum[0]).toBe(102_400);
  expect([...spectrum].filter((value) => value !== 0)).toEqual([102_400]);
});

it("finds its way back, 1024 times as large, from what holds no high frequency", () => {
  const wave = (at: number) =>
    100 +
    40 * Math.cos((2 * Math.PI * (3 * (at & 31) + 4 * (at >> 5))) / 32) +
    30 * Math.sin((Math.PI * (at & 31)) / 4);
  const levels = Int32Array.from({ length: 1024 }, (_, at) => Math.round(wave(at)));
  const spectrum = transform(levels);
  for (let at = 0; at < 1024; at += 1) if ((at & 31) >= 26) spectrum[at] = 0;
  const restored = new Int32Array(1024);
  restoreBlock(putInSlots(spectrum), restored);
  for (let at = 0; at < 1024; at += 1) expect(Math.abs(restored[at]! / 1024 - levels[at]!)).toBeLessThan(2);
});
