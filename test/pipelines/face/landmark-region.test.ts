import { describe, expect, it } from "vitest";
import { landmarkRegion } from "../../../pipelines/face/landmark-region.ts";
import { letterbox } from "../../../pipelines/face/letterbox.ts";
import { mapPoint } from "../../../pipelines/image/affine.ts";
import { plainImage } from "./face-rig.ts";

describe("landmarkRegion", () => {
  const box = { x: 100, y: 50, width: 80, height: 60 };

  it("is a square half as large again as the longer side, about the box's middle", () => {
    const { toImage } = landmarkRegion(box, { x: 0, y: 0 }, { x: 1, y: 0 });
    expect(mapPoint(toImage, { x: 96, y: 96 })).toEqual({ x: 140, y: 80 });
    expect(mapPoint(toImage, { x: 0, y: 96 }).x).toBeCloseTo(140 - 60, 9);
    expect(mapPoint(toImage, { x: 192, y: 96 }).x).toBeCloseTo(140 + 60, 9);
  });

  it("turns with the eyes, so that they lie level in the region", () => {
    const { toImage } = landmarkRegion(box, { x: 130, y: 70 }, { x: 150, y: 90 });
    const left = mapPoint(toImage, { x: 80, y: 96 });
    const right = mapPoint(toImage, { x: 112, y: 96 });
    expect(Math.atan2(right.y - left.y, right.x - left.x)).toBeCloseTo(Math.PI / 4, 9);
  });
});

describe("letterbox", () => {
  it("keeps proportions and puts the image in the middle", () => {
    const { toImage } = letterbox(plainImage(96, 192), 192);
    expect(mapPoint(toImage, { x: 96, y: 96 })).toEqual({ x: 48, y: 96 });
    expect(mapPoint(toImage, { x: 48, y: 0 })).toEqual({ x: 0, y: 0 });
  });

  it("leaves a margin when asked", () => {
    const { toImage } = letterbox(plainImage(192, 192), 192, 0.5);
    expect(mapPoint(toImage, { x: 48, y: 48 })).toEqual({ x: 0, y: 0 });
    expect(mapPoint(toImage, { x: 144, y: 144 })).toEqual({ x: 192, y: 192 });
  });
});
