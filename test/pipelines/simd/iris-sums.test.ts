import fc from "fast-check";
import { expect, it } from "vitest";
import { openSimd, putData } from "../../../pipelines/simd/open-simd.ts";

// biome-ignore format: the filter's shape is easier to check in rows
const laplacian = [
  [0, 1, 1,   2,   2,   2, 1, 1, 0],
  [1, 2, 4,   5,   5,   5, 4, 2, 1],
  [1, 4, 5,   3,   0,   3, 5, 4, 1],
  [2, 5, 3, -12, -24, -12, 3, 5, 2],
  [2, 5, 0, -24, -40, -24, 0, 5, 2],
  [2, 5, 3, -12, -24, -12, 3, 5, 2],
  [1, 4, 5,   3,   0,   3, 5, 4, 1],
  [1, 2, 4,   5,   5,   5, 4, 2, 1],
  [0, 1, 1,   2,   2,   2, 1, 1, 0],
];

it("answers as the filter of the standard does, tap by tap", () => {
  const width = 12;
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 9 * width, maxLength: 9 * width }), fc.nat(width - 9), (pixels, left) => {
      const expected = laplacian
        .flatMap((row, down) => row.map((tap, across) => tap * pixels[down * width + left + across]!))
        .reduce((sum, product) => sum + product, 0);
      const simd = openSimd();
      expect(simd.filterLaplacian(putData(simd, pixels) + 4 * width + left + 4, width)).toBe(expected);
    }),
  );
});

it("sums slopes and combs as their definition has it, for any mask, width and parity", () => {
  const scene = fc
    .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 7 }), parity: fc.nat(1) })
    .chain((size) => {
      const bytes = (of: fc.Arbitrary<number>) =>
        fc.array(of, { minLength: size.width * size.height, maxLength: size.width * size.height });
      return fc.record({
        size: fc.constant(size),
        pixels: bytes(fc.nat(255)),
        regions: bytes(fc.constantFrom(1, 1, 1, 2, 2, 0, 3, 4)),
      });
    });
  fc.assert(
    fc.property(scene, ({ size: { width, height, parity }, pixels, regions }) => {
      let [squares, comb] = [0, 0];
      for (let at = width; at < width * (height - 1); at += 1) {
        const [x, y] = [at % width, Math.floor(at / width)];
        if (
          x < 4 ||
          x >= width - 4 ||
          ![at, at - 4, at + 4].every((place) => regions[place] === 1 || regions[place] === 2)
        )
          continue;
        const difference = pixels[at + 4]! - pixels[at - 4]!;
        const beyond = 2 * pixels[at]! - pixels[at - width]! - pixels[at + width]!;
        squares += difference ** 2;
        comb += (y % 2 === parity ? -1 : 1) * difference * beyond;
      }
      const simd = openSimd();
      const source = putData(simd, Uint8Array.from(pixels));
      const sums = simd.reserve(16);
      simd.sumInterlace(source, width, putData(simd, Uint8Array.from(regions)), width, height, parity, sums);
      expect([...new Float64Array(simd.memory.buffer, sums, 2)]).toEqual([squares, comb]);
    }),
  );
});
