import fc from "fast-check";
import { expect, it } from "vitest";
import { mapPoint } from "../../../../pipelines/image/affine.ts";
import { sampleBilinear } from "../../../../pipelines/image/kernels/sample-bilinear.ts";
import type { Region } from "../../../../pipelines/image/region.ts";
import { createRandom } from "../../../../runtime/kernel/random.ts";

const random = createRandom("noise");

function noise(widthPx: number, heightPx: number) {
  const pixels = Uint8Array.from({ length: widthPx * heightPx * 3 }, () => Math.floor(256 * random.next()));
  return { widthPx, heightPx, pixels };
}

/** Pixel by pixel, by the definition. */
function sampleSlowly(image: ReturnType<typeof noise>, { widthPx, heightPx, toImage, outside }: Region): number[] {
  const area = widthPx * heightPx;
  const planes = new Array<number>(3 * area).fill(0);
  const level = (x: number, y: number, channel: number) => {
    const column = Math.min(image.widthPx - 1, Math.max(0, x));
    const row = Math.min(image.heightPx - 1, Math.max(0, y));
    return image.pixels[(row * image.widthPx + column) * 3 + channel]!;
  };
  for (let index = 0; index < area; index += 1) {
    const place = mapPoint(toImage, { x: (index % widthPx) + 0.5, y: Math.floor(index / widthPx) + 0.5 });
    const [x, y] = [place.x - 0.5, place.y - 0.5];
    const isBeyond = x < -0.5 || y < -0.5 || x > image.widthPx - 0.5 || y > image.heightPx - 0.5;
    if (outside === "black" && isBeyond) continue;
    const [left, top] = [Math.floor(x), Math.floor(y)];
    for (let channel = 0; channel < 3; channel += 1) {
      const row = (at: number) => level(left, at, channel) * (left + 1 - x) + level(left + 1, at, channel) * (x - left);
      planes[index + channel * area] = row(top) * (top + 1 - y) + row(top + 1) * (y - top);
    }
  }
  return planes;
}

const side = fc.integer({ min: 1, max: 24 });
const factor = fc.oneof(fc.constantFrom(0, 1, -1), fc.double({ min: -3, max: 3, noNaN: true }));
// Off the places where half a pixel beyond the image begins, which rounding may put on either side.
const shift = fc.integer({ min: -40, max: 40 }).map((value) => value / 2 + 0.123);

it("samples every map of every image as the definition says, within and beyond it, and stretches the levels", () => {
  fc.assert(
    fc.property(
      fc.record({ width: side, height: side, widthPx: side, heightPx: side }),
      fc.record({ xx: factor, xy: factor, x0: shift, yx: factor, yy: factor, y0: shift }),
      fc.constantFrom("black" as const, "edge" as const),
      ({ width, height, widthPx, heightPx }, toImage, outside) => {
        const image = noise(width, height);
        const region = { widthPx, heightPx, toImage, outside };
        const planes = sampleBilinear(image, region, { gain: 2 / 255, offset: -1 });
        const expected = sampleSlowly(image, region);
        planes.forEach((value, index) => {
          expect(Math.abs(value - ((2 / 255) * expected[index]! - 1))).toBeLessThan(1e-4);
        });
      },
    ),
    { numRuns: 300 },
  );
});
