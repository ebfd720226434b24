import { describe, expect, it } from "vitest";
import { defaultFaceScene, type FaceScene } from "../../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../../drivers/face-camera/render-face.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import { modelsMissing, readCanonicalFace } from "../../pipelines/face/face-rig.ts";

if (modelsMissing !== null) process.stdout.write(`render-face: skipped, ${modelsMissing}\n`);

describe.skipIf(modelsMissing !== null)("renderFace", () => {
  const scene: FaceScene = { ...defaultFaceScene, widthPx: 300, heightPx: 400 };
  const render = (change: Partial<FaceScene> = {}) => renderFace(readCanonicalFace(), { ...scene, ...change });

  it("draws the size that was asked for, and the same pixels every time", async () => {
    const [first, second] = [await render(), await render()];
    expect(first.image.pixels).toHaveLength(300 * 400 * 3);
    expect(first).toEqual(second);
  });

  it("changes the noise and nothing of the truth with the seed", async () => {
    const [one, other] = [await render({ seed: "one" }), await render({ seed: "other" })];
    expect(one.truth).toEqual(other.truth);
    expect(one.image.pixels).not.toEqual(other.image.pixels);
    const quiet = await render({ noiseLevels: 0 });
    expect(levelAt(quiet.image, 5, 5)).toEqual(levelAt(quiet.image, 6, 5));
  });

  it("puts the eyes where they were asked for", async () => {
    const { truth } = await render({ eyes: { xRatio: 0.6, yRatio: 0.4 } });
    const corners = [33, 133, 362, 263].map((index) => truth.landmarks[index]!);
    expect(mean(corners.map(({ x }) => x))).toBeCloseTo(180, 0);
    expect(mean(corners.map(({ y }) => y))).toBeCloseTo(160, 0);
  });

  it("turns to the image's right, chin up and clockwise with positive angles", async () => {
    const nose = async (pose: FaceScene["pose"]) => {
      const { truth } = await render({ pose });
      return { tip: truth.landmarks[1]!, left: truth.landmarks[33]!, right: truth.landmarks[263]! };
    };
    const ahead = await nose({ yawDeg: 0, pitchDeg: 0, rollDeg: 0 });
    expect((await nose({ yawDeg: 20, pitchDeg: 0, rollDeg: 0 })).tip.x).toBeGreaterThan(ahead.tip.x + 2);
    expect((await nose({ yawDeg: 0, pitchDeg: 20, rollDeg: 0 })).tip.y).toBeLessThan(ahead.tip.y - 2);
    const leaning = await nose({ yawDeg: 0, pitchDeg: 0, rollDeg: 20 });
    expect(leaning.right.y).toBeGreaterThan(leaning.left.y + 10);
  });

  it("makes the face smaller with distance, as a pinhole camera does", async () => {
    const [near, far] = [await render({ distanceMm: 800 }), await render({ distanceMm: 1600 })];
    expect(near.truth.box.width / far.truth.box.width).toBeCloseTo(2, 1);
  });

  it("tells how far the eyes are open, from shut to wide", async () => {
    const ratios = [];
    for (const blinkRatio of [0, 0.5, 1]) ratios.push((await render({ blinkRatio })).truth.eyesOpenRatio);
    expect(ratios[0]).toBeCloseTo(0.073, 3);
    expect(ratios[1]).toBeCloseTo(ratios[0]! / 2, 2);
    expect(ratios[2]).toBeLessThan(0.01);
  });

  it("gives 478 landmarks within the picture, whatever is worn", async () => {
    for (const worn of [{ hasGlasses: true }, { hasHeadScarf: true }, { mouthOpenRatio: 1 }]) {
      const { truth } = await render(worn);
      expect(truth.landmarks).toHaveLength(478);
      expect(truth.landmarks.every(({ x, y }) => x > 0 && y > 0 && x < 300 && y < 400)).toBe(true);
    }
  });

  it("paints the backdrop asked for, darker in the shade", async () => {
    const [red = 0, green = 0, blue = 0] = levelAt((await render()).image, 4, 4);
    expect(blue).toBeGreaterThan(Math.max(red, green) + 60);
    const shaded = await render({ backdrop: { ...scene.backdrop, shadeRatio: 0.4 } });
    expect(levelAt(shaded.image, 4, 4)[2]).toBeLessThan(blue - 30);
  });

  it("darkens the cheek away from a lamp at the side", async () => {
    const { image, truth } = await render({ light: { ...scene.light, azimuthDeg: 70, ambientRatio: 0.3 } });
    const at = (index: number) => {
      const { x, y } = truth.landmarks[index]!;
      return levelAt(image, Math.round(x), Math.round(y))[1] ?? 0;
    };
    expect(at(280)).toBeGreaterThan(at(50) + 30);
  });

  it("turns the eyes in the head, and says where the irises then are", async () => {
    const irises = async (gaze: FaceScene["gaze"]) => {
      const { truth } = await render({ gaze });
      return { left: truth.landmarks[468]!, right: truth.landmarks[473]! };
    };
    const ahead = await irises({ rightDeg: 0, upDeg: 0 });
    const aside = await irises({ rightDeg: 20, upDeg: 0 });
    const up = await irises({ rightDeg: 0, upDeg: 20 });
    for (const eye of ["left", "right"] as const) {
      expect(aside[eye].x).toBeGreaterThan(ahead[eye].x + 2);
      expect(up[eye].y).toBeLessThan(ahead[eye].y - 2);
    }
  });

  it("reddens the pupils, burns out greasy skin and dresses the person as asked", async () => {
    const at = async (change: Partial<FaceScene>, index: number) => {
      const { image, truth } = await render({ noiseLevels: 0, ...change });
      const { x, y } = truth.landmarks[index]!;
      return levelAt(image, Math.floor(x), Math.floor(y));
    };
    expect((await at({}, 468))[0]).toBeLessThan(60);
    expect((await at({ redEyeRatio: 0.7 }, 468))[0]).toBeGreaterThan(180);
    expect(Math.min(...(await at({}, 5)))).toBeLessThan(200);
    expect(Math.min(...(await at({ skinShineRatio: 0.5 }, 5)))).toBe(255);
    const [red = 0, , blue = 0] = levelAt((await render({ clothes: "red" })).image, 20, 390);
    expect(red).toBeGreaterThan(blue + 100);
  });
});

function levelAt({ pixels, widthPx }: RgbImage, x: number, y: number): number[] {
  return [...pixels.subarray((y * widthPx + x) * 3, (y * widthPx + x) * 3 + 3)];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
