import { describe, expect, it } from "vitest";
import { drawSlapScene } from "../../../drivers/fingerprint/draw-slap-scene.ts";
import { plainSlap, plainTouch, type SlapScene } from "../../../drivers/fingerprint/slap-scene.ts";
import { growSlapSkins, type SlapFingerTruth, synthesiseSlap } from "../../../drivers/fingerprint/synthesise-slap.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

const skins = growSlapSkins("synthesise-slap", 2);
const platen = { widthPx: 800, heightPx: 750, resolutionPpi: 250 };
const press = (changes: Partial<SlapScene> = {}, seed = "slap") =>
  synthesiseSlap(createRandom(seed), { ...plainSlap, platen, ...changes }, skins);

/** Mean darkness within a box, the box scaled about its middle. */
function darkness({ widthPx, pixels }: GrayImage, finger: SlapFingerTruth, scale: number): number {
  const turn = (finger.angleDeg * Math.PI) / 180;
  let sum = 0;
  let count = 0;
  for (let across = -0.5; across <= 0.5; across += 0.02) {
    for (let along = -0.5; along <= 0.5; along += 0.02) {
      const dx = across * finger.width * scale;
      const dy = along * finger.height * scale;
      const x = Math.round(finger.centre.x + Math.cos(turn) * dx - Math.sin(turn) * dy);
      const y = Math.round(finger.centre.y + Math.sin(turn) * dx + Math.cos(turn) * dy);
      sum += 255 - (pixels[y * widthPx + x] ?? 255);
      count += 1;
    }
  }
  return sum / count;
}

describe("synthesiseSlap", () => {
  it("gives the same bytes for the same seed, others for another", () => {
    const { scene } = drawSlapScene(createRandom("scene"), "left-four", platen);
    const one = press(scene);
    expect(press(scene)).toEqual(one);
    expect(press(scene, "other").image.pixels).not.toEqual(one.image.pixels);
    expect(drawSlapScene(createRandom("scene"), "left-four", platen).scene).toEqual(scene);
  });

  it("lays each hand down as it is seen from above, and the truth is where the skin is", () => {
    for (const [target, positions] of [
      ["right-four", [2, 3, 4, 5]],
      ["left-four", [10, 9, 8, 7]],
      ["thumbs", [6, 1]],
    ] as const) {
      const { image, fingers } = press({ target, rotationDeg: 4 });
      expect(image).toMatchObject(platen);
      expect(fingers.map(({ position }) => position)).toEqual(positions);
      for (const finger of fingers) {
        expect(finger.onPlatenRatio).toBeGreaterThan(0.97);
        expect(darkness(image, finger, 0.7)).toBeGreaterThan(80);
        expect(darkness(image, finger, 1.15)).toBeLessThan(darkness(image, finger, 0.7));
      }
    }
  });

  it("is as long at the middle finger and as short at the little one as a hand is", () => {
    const [index, middle, ring, little] = press().fingers;
    expect(middle!.centre.y).toBeLessThan(ring!.centre.y);
    expect(ring!.centre.y).toBeLessThan(little!.centre.y);
    expect(middle!.centre.y).toBeLessThan(index!.centre.y);
    expect(little!.width).toBeLessThan(middle!.width);
  });

  it("leaves out absent fingers, and never tells of what is no fingertip", () => {
    const { fingers } = press({
      absent: [4],
      touches: { 2: { ...plainTouch, creaseGapMm: 1 } },
      latent: { target: "left-four", strengthRatio: 0.3, rotationDeg: 0, shiftXMm: 3, shiftYMm: 3 },
      palmMm: 45,
      dirtCount: 20,
    });
    expect(fingers.map(({ position }) => position)).toEqual([2, 3, 5]);
  });

  it("shortens the truth of a finger that is lifted or lies over the edge", () => {
    const whole = press().fingers[1]!;
    const lifted = press({ touches: { 3: { ...plainTouch, lifted: { from: "base", shareRatio: 0.4 } } } }).fingers[1]!;
    expect(lifted.height).toBeLessThan(0.75 * whole.height);
    const cut = press({ shiftYMm: -26 }).fingers[1]!;
    expect(cut.onPlatenRatio).toBeLessThan(0.9);
    expect(cut.centre.y - cut.height / 2).toBeGreaterThan(-2);
  });
});
