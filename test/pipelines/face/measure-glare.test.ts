import { describe, expect, it } from "vitest";
import type { AlignedFace } from "../../../pipelines/face/align-face.ts";
import { measureGeometry } from "../../../pipelines/face/face-geometry.ts";
import type { Landmark } from "../../../pipelines/face/find-landmarks.ts";
import { measureGlare } from "../../../pipelines/face/measure-glare.ts";

const sidePx = 616;
const area = sidePx ** 2;
const named: Readonly<Record<number, readonly [number, number]>> = {
  33: [231, 272],
  133: [271, 272],
  362: [344, 272],
  263: [384, 272],
  468: [251, 272],
  469: [261, 272],
  470: [251, 262],
  471: [241, 272],
  472: [251, 282],
  473: [364, 272],
  474: [374, 272],
  475: [364, 262],
  476: [354, 272],
  477: [364, 282],
};
const landmarks: readonly Landmark[] = Array.from({ length: 478 }, (_, index) => {
  const [x = 308, y = 340] = named[index] ?? [];
  return { x, y, z: 0 };
});

type Disc = { readonly x: number; readonly y: number; readonly radius: number };

/** A gray face over the whole frame, with discs painted on it. */
function face(bright: readonly Disc[] = [], red: readonly Disc[] = []): AlignedFace {
  const luminance = new Uint8Array(area).fill(80);
  const planes = new Float32Array(3 * area).fill(120);
  for (let index = 0; index < area; index += 1) {
    const isIn = ({ x, y, radius }: Disc) => Math.hypot((index % sidePx) - x, Math.floor(index / sidePx) - y) <= radius;
    if (bright.some(isIn)) luminance[index] = 255;
    if (red.some(isIn)) planes.set([210], index);
    if (red.some(isIn)) planes.set([40], index + area);
    if (red.some(isIn)) planes.set([40], index + 2 * area);
  }
  const asItIs = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 };
  return {
    frameToImage: asItIs,
    toImage: asItIs,
    sidePx,
    planes,
    luminance,
    mask: new Uint8Array(area).fill(1),
    geometry: measureGeometry(landmarks),
  };
}

describe("measureGlare", () => {
  it("finds nothing on an even face", () => {
    expect(measureGlare(face(), landmarks)).toEqual({ hotSpotRatio: 0, lensGlareRatio: 0, redEyeRatio: 0 });
  });

  it("takes a bright patch on the forehead for shine, by its share of the face", () => {
    const { hotSpotRatio, lensGlareRatio } = measureGlare(face([{ x: 308, y: 150, radius: 20 }]), landmarks);
    expect(hotSpotRatio).toBeCloseTo((Math.PI * 400) / area, 4);
    expect(lensGlareRatio).toBe(0);
  });

  it("takes one before an eye for a reflection on glasses, of the eye that shows more", () => {
    const glares: readonly Disc[] = [
      { x: 251, y: 262, radius: 10 },
      { x: 364, y: 262, radius: 20 },
    ];
    const { hotSpotRatio, lensGlareRatio } = measureGlare(face(glares), landmarks);
    expect(hotSpotRatio).toBe(0);
    expect(lensGlareRatio).toBeCloseTo((Math.PI * 400) / (90 * 66), 1);
  });

  it("passes over glints in the eyes and pearls of sweat", () => {
    const glints: readonly Disc[] = [
      { x: 254, y: 269, radius: 2 },
      { x: 300, y: 150, radius: 2 },
    ];
    expect(measureGlare(face(glints), landmarks)).toMatchObject({ hotSpotRatio: 0, lensGlareRatio: 0 });
  });

  it("finds the red in an iris by its share, and no red elsewhere", () => {
    const pupil = measureGlare(face([], [{ x: 364, y: 272, radius: 5 }]), landmarks);
    expect(pupil.redEyeRatio).toBeGreaterThan(0.2);
    expect(pupil.redEyeRatio).toBeLessThan(0.3);
    expect(measureGlare(face([], [{ x: 308, y: 402, radius: 30 }]), landmarks).redEyeRatio).toBe(0);
  });

  it("stays within 0 and 1 where the eyes lie outside the frame", () => {
    const far = landmarks.map(({ x, y }) => ({ x: x * 9, y: y * -4, z: 0 }));
    const outside = { ...face(), geometry: measureGeometry(far) };
    expect(measureGlare(outside, far)).toEqual({ hotSpotRatio: 0, lensGlareRatio: 0, redEyeRatio: 0 });
  });
});
