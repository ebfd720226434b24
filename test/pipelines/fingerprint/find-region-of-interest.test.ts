import { describe, expect, it } from "vitest";
import { findRegionOfInterest } from "../../../pipelines/fingerprint/find-region-of-interest.ts";
import { flatImage } from "./read-print.ts";

describe("findRegionOfInterest", () => {
  it("closes valleys and holes and keeps only the largest region", () => {
    const image = flatImage(300, 300, 255);
    fillBox(image.pixels, 300, { x: 40, y: 40, width: 180, height: 200 }, 30);
    fillBox(image.pixels, 300, { x: 120, y: 120, width: 6, height: 6 }, 255);
    fillBox(image.pixels, 300, { x: 262, y: 262, width: 30, height: 30 }, 30);
    const { mask, box } = findRegionOfInterest(image);
    expect(mask[123 * 300 + 123]).toBe(0);
    expect(mask[277 * 300 + 277]).toBe(255);
    expect(Math.abs(box!.x - 40)).toBeLessThan(8);
    expect(Math.abs(box!.width - 180)).toBeLessThan(16);
  });

  it("takes a flat image without failing, whatever its size", () => {
    for (const [width, height] of [
      [1, 1],
      [1, 90],
      [90, 1],
      [7, 5],
    ] as const) {
      expect(findRegionOfInterest(flatImage(width, height, 200)).mask).toHaveLength(width * height);
    }
  });
});

function fillBox(
  pixels: Uint8Array,
  stride: number,
  box: { x: number; y: number; width: number; height: number },
  level: number,
): void {
  for (let y = box.y; y < box.y + box.height; y += 1) {
    pixels.fill(level, y * stride + box.x, y * stride + box.x + box.width);
  }
}
