import { describe, expect, it } from "vitest";
import { measureEyeOpening, measureGeometry, measureMouthOpening } from "../../../pipelines/face/face-geometry.ts";
import { findCheeks } from "../../../pipelines/face/find-cheeks.ts";
import type { Landmark } from "../../../pipelines/face/find-landmarks.ts";

/** Landmarks of which only the named ones are somewhere. */
function landmarks(named: Readonly<Record<number, readonly [number, number]>>): Landmark[] {
  return Array.from({ length: 478 }, (_, index) => ({ x: named[index]?.[0] ?? 0, y: named[index]?.[1] ?? 0, z: 0 }));
}

const face = landmarks({
  33: [80, 100],
  133: [120, 100],
  362: [180, 100],
  263: [220, 100],
  61: [120, 200],
  291: [180, 200],
  152: [150, 260],
  1: [150, 150],
  234: [60, 130],
  454: [240, 130],
  159: [100, 92],
  145: [100, 104],
  386: [200, 96],
  374: [200, 104],
  13: [150, 195],
  14: [150, 203],
  468: [104, 100],
  473: [204, 100],
});

describe("measureGeometry", () => {
  it("reads eyes, mouth, and the lengths between them", () => {
    expect(measureGeometry(face)).toMatchObject({
      eyeCentres: [
        { x: 100, y: 100 },
        { x: 200, y: 100 },
      ],
      betweenEyes: { x: 150, y: 100 },
      mouth: { x: 150, y: 200 },
      interEyePx: 100,
      faceLengthPx: 160,
      headWidthPx: 180,
      middle: { x: 150, y: 130 },
    });
  });

  it("takes the eye that is less open and the mouth, over the face's length", () => {
    expect(measureEyeOpening(face, 160)).toBeCloseTo(8 / 160, 9);
    expect(measureMouthOpening(face, 160)).toBeCloseTo(8 / 160, 9);
  });

  it("finds the cheek squares between eye and mouth, towards the nose", () => {
    expect(findCheeks(measureGeometry(face))).toEqual([
      { x: 100, y: 150, width: 30, height: 30 },
      { x: 170, y: 150, width: 30, height: 30 },
    ]);
  });

  it("stays finite when all landmarks fall together", () => {
    const point = landmarks({});
    expect(measureEyeOpening(point, 0)).toBe(0);
  });
});
