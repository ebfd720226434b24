import fc from "fast-check";
import { expect, it } from "vitest";
import { openSimd, putData, takeBytes } from "../../../pipelines/simd/open-simd.ts";

const cellPx = 8;
const fields = 3;

const image = fc
  .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 24 }) })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      pixels: fc.uint8Array({ minLength: width * height, maxLength: width * height }),
    }),
  );

const within = (at: number, size: number) => Math.min(size - 1, Math.max(0, at));

it("pads darkness with the nearest pixel of the image", () => {
  const margin = 8;
  fc.assert(
    fc.property(image, ({ width, height, pixels }) => {
      const stride = width + 2 * margin;
      const expected = Float32Array.from({ length: stride * (height + 2 * margin) }, (_, at) => {
        const x = within((at % stride) - margin, width);
        const y = within(Math.floor(at / stride) - margin, height);
        return 255 - pixels[y * width + x]!;
      });
      const simd = openSimd();
      const target = simd.reserve(expected.byteLength);
      simd.padDarkness(putData(simd, pixels), target, width, height, margin);
      expect(new Float32Array(simd.memory.buffer, target, expected.length)).toEqual(expected);
    }),
  );
});

it("marks what is above 0 inside the margin, and neither 0 nor what is no number", () => {
  const margin = 2;
  const scene = fc
    .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 9 }) })
    .chain(({ width, height }) => {
      const length = (width + 2 * margin) * (height + 2 * margin);
      const values = fc.array(fc.float(), { minLength: length, maxLength: length });
      return fc.record({ width: fc.constant(width), height: fc.constant(height), values });
    });
  fc.assert(
    fc.property(scene, ({ width, height, values }) => {
      const stride = width + 2 * margin;
      const expected = Uint8Array.from({ length: width * height }, (_, at) => {
        return values[(Math.floor(at / width) + margin) * stride + (at % width) + margin]! > 0 ? 1 : 0;
      });
      const simd = openSimd();
      const source = putData(simd, Float32Array.from(values));
      const marks = simd.reserve(expected.length);
      simd.markPositive(source, marks, width, height, margin);
      expect(takeBytes(simd, marks, expected.length)).toEqual(expected);
    }),
  );
});

it("sums the products of a cell's gradients; the outermost pixels have none", () => {
  fc.assert(
    fc.property(image, ({ width, height, pixels }) => {
      const [columns, rows] = [Math.ceil(width / cellPx), Math.ceil(height / cellPx)];
      const cells = columns * rows;
      const expected = new Float32Array(fields * cells);
      for (let y = 1; y < height - 1; y += 1) {
        for (let x = 1; x < width - 1; x += 1) {
          const at = y * width + x;
          const along = pixels[at + 1]! - pixels[at - 1]!;
          const down = pixels[at + width]! - pixels[at - width]!;
          const cell = Math.floor(y / cellPx) * columns + Math.floor(x / cellPx);
          expected[cell]! += along * along - down * down;
          expected[cells + cell]! += 2 * along * down;
          expected[2 * cells + cell]! += along * along + down * down;
        }
      }
      const simd = openSimd();
      const target = simd.reserve(expected.byteLength);
      simd.sumGradients(putData(simd, pixels), target, width, height);
      expect(new Float32Array(simd.memory.buffer, target, expected.length)).toEqual(expected);
    }),
  );
});
