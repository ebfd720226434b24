import { describe, expect, it } from "vitest";
import { similarity } from "../../../pipelines/image/affine.ts";
import { buildPyramid } from "../../../pipelines/image/image-pyramid.ts";
import { sampleRegion } from "../../../pipelines/image/sample-region.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";

/** Red grows to the right, green downwards. */
function ramp(widthPx: number, heightPx: number): RgbImage {
  const pixels = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) pixels.set([x, y, 7], (y * widthPx + x) * 3);
  }
  return { widthPx, heightPx, pixels };
}

const whole = { widthPx: 4, heightPx: 3, outside: "black" } as const;

describe("sampleRegion", () => {
  it("copies pixels as they are, plane by plane, where nothing is scaled", () => {
    const planes = sampleRegion([ramp(9, 9)], { ...whole, toImage: similarity({ x: 2, y: 5 }, 1, 0) });
    expect([...planes.subarray(0, 4)]).toEqual([2, 3, 4, 5]);
    expect([...planes.subarray(12, 16)]).toEqual([5, 5, 5, 5]);
    expect([...planes.subarray(24)]).toEqual(new Array(12).fill(7));
  });

  it("interpolates between pixels", () => {
    const planes = sampleRegion([ramp(9, 9)], { ...whole, toImage: similarity({ x: 2.25, y: 5.5 }, 1, 0) });
    expect(planes[0]).toBeCloseTo(2.25, 6);
    expect(planes[12]).toBeCloseTo(5.5, 6);
  });

  it("puts black or the nearest pixel beyond the image", () => {
    const toImage = similarity({ x: -2, y: 0 }, 1, 0);
    expect([...sampleRegion([ramp(2, 3)], { ...whole, toImage }).subarray(24, 28)]).toEqual([0, 0, 7, 7]);
    const edged = sampleRegion([ramp(2, 3)], { ...whole, outside: "edge", toImage });
    expect([...edged.subarray(0, 4)]).toEqual([0, 0, 0, 1]);
  });

  it("reads from a smaller level for a region of large pixels, at the same places", () => {
    const pyramid = buildPyramid(ramp(256, 256));
    const toImage = similarity({ x: 0, y: 0 }, 64, 0);
    const planes = sampleRegion(pyramid, { ...whole, toImage });
    for (const column of [0, 1, 2, 3]) expect(planes[column]).toBeCloseTo(64 * column + 31.5, -0.5);
  });

  it("does not let fine stripes through as bands", () => {
    const stripes = ramp(256, 256);
    stripes.pixels.forEach((_, index) => {
      stripes.pixels[index] = Math.floor(index / 3) % 2 === 0 ? 0 : 255;
    });
    const toImage = similarity({ x: 0, y: 0 }, 2.1, 0);
    const planes = sampleRegion(buildPyramid(stripes), { widthPx: 100, heightPx: 1, outside: "edge", toImage });
    expect(planes.every((value) => Math.abs(value - 127.5) < 2)).toBe(true);
  });
});

describe("buildPyramid", () => {
  it("halves down to 64 pixels and leaves small and tiny images as they are", () => {
    expect(buildPyramid(ramp(200, 130)).map(({ widthPx, heightPx }) => [widthPx, heightPx])).toEqual([
      [200, 130],
      [100, 65],
    ]);
    expect(buildPyramid(ramp(1, 1))).toHaveLength(1);
  });

  it("takes the mean of four pixels", () => {
    const [, half] = buildPyramid(ramp(128, 128));
    expect([...(half?.pixels.subarray(3, 6) ?? [])]).toEqual([3, 1, 7]);
  });
});
