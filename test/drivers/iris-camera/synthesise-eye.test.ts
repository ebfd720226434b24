import { describe, expect, it } from "vitest";
import { calmEyeScene, type EyeScene, everydayEyeScene, hardEyeScene } from "../../../drivers/iris-camera/eye-scene.ts";
import { eyeRegion } from "../../../drivers/iris-camera/eye-truth.ts";
import { growIrisTexture } from "../../../drivers/iris-camera/iris-texture.ts";
import { synthesiseEye } from "../../../drivers/iris-camera/synthesise-eye.ts";
import { synthesiseEyes } from "../../../drivers/iris-camera/synthesise-eyes.ts";
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

const still = { reflections: 0, noiseDeviation: 0, lashes: 0, defocusPx: 0 } as const;
const draw = (changes: Partial<EyeScene>, seed = "e") =>
  synthesiseEye(createRandom(seed), { ...calmEyeScene("eye-5"), ...still, ...changes });

describe("synthesiseEye, one parameter at a time", () => {
  it("turns the iris into an ellipse that leaves the middle to where the eye looks", () => {
    const { truth } = draw({ gazeYawDeg: 20 });
    expect(truth.limbusEllipse.semiMinorPx / truth.limbusEllipse.semiMajorPx).toBeCloseTo(Math.cos(Math.PI / 9), 6);
    expect(Math.abs(truth.limbusEllipse.angleDeg)).toBeCloseTo(90, 6);
    expect(truth.limbus.x).toBeGreaterThan(320 + 60);
    expect(draw({ gazePitchDeg: 10 }).truth.limbus.y).toBeLessThan(240 - 30);
    expect(Math.abs(draw({ gazePitchDeg: 10 }).truth.limbusEllipse.angleDeg)).toBeCloseTo(0, 6);
  });

  it("says of every pixel what it shows: a pupil of the area of its ellipse, and a usable part of the open iris", () => {
    const { truth } = draw({ gazeYawDeg: -12, openingRatio: 1 });
    const pupilPixels = truth.regions.filter((region) => region === eyeRegion.pupil).length;
    const { semiMajorPx, semiMinorPx } = truth.pupilEllipse;
    expect(pupilPixels / (Math.PI * semiMajorPx * semiMinorPx)).toBeCloseTo(1, 2);
    expect(truth.usableIrisRatio).toBeCloseTo(truth.openIrisRatio, 2);
    const { truth: lashed } = draw({ lashes: 40, reflections: 4, reflectionSpreadRatio: 2 });
    expect(lashed.usableIrisRatio).toBeLessThan(lashed.openIrisRatio - 0.01);
  });

  it("moves the odd rows alone between two fields", () => {
    const even = draw({}).image.pixels;
    const shaken = draw({ interlacePx: 2 }).image.pixels;
    expect(shaken.subarray(240 * 640, 241 * 640)).toEqual(even.subarray(240 * 640, 241 * 640));
    expect([...shaken.subarray(241 * 640 + 2, 242 * 640)]).toEqual([...even.subarray(241 * 640, 242 * 640 - 2)]);
  });

  it.each([
    ["a lens' rim", { lensRimLevels: 15 }],
    ["a lens' print", { lensPrintLevels: 20 }],
    ["glasses", { glassesReflections: 2 }],
    ["a brow", { browLevels: 60, offsetYPx: 60 }],
    ["pores", { skinRoughness: 6 }],
    ["a slope of light", { lightSlopeRatio: 0.3 }],
    ["less contrast", { contrastRatio: 0.6 }],
    ["lower lashes", { lowerLashes: 12 }],
    ["waves on the pupil", { pupilWaveRatio: 0.05 }],
    ["a fainter texture", { textureRatio: 0.3 }],
    ["a corner at the nose", { nasalSide: 1, limbusRadiusPx: 90 }],
  ] as const)("shows %s, and the boundaries stay where they were", (_, changes) => {
    const plain = draw({ offsetYPx: 60, limbusRadiusPx: 90 });
    const shown = draw({ offsetYPx: 60, limbusRadiusPx: 90, ...changes });
    expect(Buffer.compare(shown.image.pixels, plain.image.pixels)).not.toBe(0);
    expect(shown.truth.limbus).toEqual(plain.truth.limbus);
  });

  it("keeps the limbus of a hard eye inside the frame", () => {
    const random = createRandom("hard scenes");
    for (let index = 0; index < 300; index += 1) {
      const scene = hardEyeScene(random, "eye");
      const gazeReach = 1.7 * scene.limbusRadiusPx * Math.sin((Math.abs(scene.gazeYawDeg) * Math.PI) / 180);
      expect(320 - Math.abs(scene.offsetXPx) - scene.limbusRadiusPx - gazeReach).toBeGreaterThan(-25);
      expect(scene.pupilLevel).toBeLessThan(scene.irisLevel - 20);
    }
  });
});

describe("synthesiseEyes", () => {
  it("stands the right eye at the left of the frame and the left eye at its right", () => {
    const scene = { ...calmEyeScene("eye-6"), widthPx: 1280, limbusRadiusPx: 80 };
    const { image, truth } = synthesiseEyes(createRandom("f"), { right: scene, left: scene });
    expect([image.widthPx, image.heightPx]).toEqual([1280, 480]);
    expect(truth.left.limbus.x - truth.right.limbus.x).toBeCloseTo(2 * 5.3 * 80, 6);
    const at = ({ x, y }: { x: number; y: number }) => image.pixels[Math.round(y) * 1280 + Math.round(x)];
    expect(at({ ...truth.right.pupil, y: truth.right.pupil.y + 20 })).toBeLessThan(60);
    expect(at({ ...truth.left.pupil, y: truth.left.pupil.y + 20 })).toBeLessThan(60);
  });
});
