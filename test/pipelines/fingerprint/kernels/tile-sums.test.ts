import fc from "fast-check";
import { expect, it } from "vitest";
import { sumGradients } from "../../../../pipelines/fingerprint/kernels/block-gradients.ts";
import { measureSpread } from "../../../../pipelines/fingerprint/kernels/tile-spread.ts";
import {
  deviationOfTile,
  meanOfTileMeans,
  spreadOfTiles,
  sumTiles,
} from "../../../../pipelines/fingerprint/kernels/tile-sums.ts";
import type { GrayImage } from "../../../../runtime/kernel/image.ts";
import { flatImage } from "../read-print.ts";

const image: fc.Arbitrary<GrayImage> = fc
  .record({ widthPx: fc.integer({ min: 1, max: 75 }), heightPx: fc.integer({ min: 1, max: 70 }) })
  .chain(({ widthPx, heightPx }) =>
    fc
      .uint8Array({ minLength: widthPx * heightPx, maxLength: widthPx * heightPx })
      .map((pixels) => ({ widthPx, heightPx, resolutionPpi: 500, pixels })),
  );

it("counts each tile's pixels, levels and gradients, whole tiles and partial ones", () => {
  fc.assert(
    fc.property(image, (any) => {
      const tiles = sumTiles(any);
      expect(tiles.pixels).toHaveLength(Math.ceil(any.widthPx / 32) * Math.ceil(any.heightPx / 32));
      tiles.pixels.forEach((pixels, at) => {
        const left = 32 * (at % tiles.columns);
        const top = 32 * Math.floor(at / tiles.columns);
        const width = Math.min(32, any.widthPx - left);
        const height = Math.min(32, any.heightPx - top);
        const { mean, deviation } = measureSpread(any, { x: left, y: top, width, height });
        expect([pixels, tiles.levels[at]! / pixels, deviationOfTile(tiles, at)]).toEqual([
          width * height,
          mean,
          deviation,
        ]);
        expect({ xx: tiles.xx[at], yy: tiles.yy[at], xy: tiles.xy[at] }).toEqual(
          sumPlainly(any, { left, top, width, height }),
        );
      });
      const whole = measureSpread(any, { x: 0, y: 0, width: any.widthPx, height: any.heightPx });
      expect(spreadOfTiles(tiles)).toEqual(whole);
    }),
    { numRuns: 40 },
  );
});

it("weighs every tile alike, however small", () => {
  const two = flatImage(33, 32, 100);
  for (let y = 0; y < 32; y += 1) two.pixels[y * 33 + 32] = 200;
  expect(meanOfTileMeans(sumTiles(two))).toBe(150);
  expect(meanOfTileMeans(sumTiles(flatImage(0, 0, 0)))).toBe(0);
});

it("stays within 31 bits on the hardest tile there is", () => {
  const stripes = flatImage(32, 32, 0);
  for (let at = 0; at < 1024; at += 1) stripes.pixels[at] = (at + Math.floor(at / 32)) % 2 === 0 ? 255 : 0;
  const target = { xx: 0, yy: 0, xy: 0 };
  sumGradients(stripes.pixels, 32, { left: 0, top: 0, width: 32, height: 32 }, target);
  expect(target).toEqual(sumPlainly(stripes, { left: 0, top: 0, width: 32, height: 32 }));
});

/** Doubled differences, pixel by pixel as the standard words them. */
function sumPlainly(
  { widthPx, pixels }: GrayImage,
  tile: { left: number; top: number; width: number; height: number },
) {
  const at = (x: number, y: number) => pixels[(tile.top + y) * widthPx + tile.left + x]!;
  const difference = (read: (index: number) => number, index: number, size: number) => {
    const from = Math.max(0, index - 1);
    const to = Math.min(size - 1, index + 1);
    return from === to ? 0 : (2 * (read(to) - read(from))) / (to - from);
  };
  const sums = { xx: 0, yy: 0, xy: 0 };
  for (let y = 0; y < tile.height; y += 1) {
    for (let x = 0; x < tile.width; x += 1) {
      const fx = difference((index) => at(index, y), x, tile.width);
      const fy = difference((index) => at(x, index), y, tile.height);
      sums.xx += fx * fx;
      sums.yy += fy * fy;
      sums.xy += fx * fy;
    }
  }
  return sums;
}
