import { describe, expect, it } from "vitest";
import { calmEyeScene, everydayEyeScene } from "../../../drivers/iris-camera/eye-scene.ts";
import { growIrisTexture } from "../../../drivers/iris-camera/iris-texture.ts";
import { synthesiseEye } from "../../../drivers/iris-camera/synthesise-eye.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

describe("synthesiseEye", () => {
  it("draws the same frame from the same stream and scene, another from another stream", () => {
    const draw = (seed: string) => synthesiseEye(createRandom(seed), calmEyeScene("eye-1")).image.pixels;
    const first = draw("a");
    expect(Buffer.compare(draw("a"), first)).toBe(0);
    expect(Buffer.compare(draw("b"), first)).not.toBe(0);
  });

  it("gives an eye one texture for life, and no other eye the same", () => {
    const sample = (seed: string) => {
      const texture = growIrisTexture(seed);
      return Array.from({ length: 50 }, (_, index) => texture(index / 8 - 3, (index % 10) / 10));
    };
    expect(sample("eye-1")).toEqual(sample("eye-1"));
    expect(sample("eye-1")).not.toEqual(sample("eye-2"));
  });

  it("tells where limbus and pupil are, and paints the pupil dark there", () => {
    const scene = { ...calmEyeScene("eye-3"), offsetXPx: 40, offsetYPx: -20, reflections: 0, noiseDeviation: 0 };
    const { image, truth } = synthesiseEye(createRandom("c"), scene);
    expect(truth.limbus).toEqual({ x: 360, y: 220, radius: 118 });
    expect(truth.pupil).toMatchObject({ x: 362, y: 218 });
    expect(image.pixels[218 * 640 + 362]).toBe(scene.pupilLevel);
    expect(truth.openIrisRatio).toBeGreaterThan(0.9);
  });

  it("is closed at no opening and free at full opening", () => {
    const opening = (openingRatio: number) =>
      synthesiseEye(createRandom("d"), { ...calmEyeScene("eye-4"), openingRatio }).truth.openIrisRatio;
    expect(opening(0)).toBe(0);
    expect(opening(1)).toBeGreaterThan(0.97);
  });

  it("draws everyday scenes within what the frame can hold", () => {
    const random = createRandom("scenes");
    for (let index = 0; index < 200; index += 1) {
      const scene = everydayEyeScene(random, "eye");
      expect(320 - Math.abs(scene.offsetXPx) - scene.limbusRadiusPx).toBeGreaterThan(0);
      expect(240 - Math.abs(scene.offsetYPx) - scene.limbusRadiusPx).toBeGreaterThan(0);
      expect(scene.scleraLevel).toBeGreaterThan(scene.irisLevel);
    }
  });
});
