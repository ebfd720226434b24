import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { defaultFaceScene, type FaceScene } from "../../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../../drivers/face-camera/render-face.ts";
import { assessFace, defaultFaceLimits, type FaceAssessment } from "../../../pipelines/face/assess-face.ts";
import type { FaceModels } from "../../../pipelines/face/face-models.ts";
import { seeFaces } from "../../../pipelines/face/see-faces.ts";
import { planPortrait, shapePortrait } from "../../../pipelines/face/shape-portrait.ts";
import { buildPyramid } from "../../../pipelines/image/image-pyramid.ts";
import type { BackdropColour } from "../../../runtime/kernel/biometric.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import {
  loadFaceModels,
  mirrorImage,
  modelsMissing,
  placeOf,
  plainImage,
  readPhoto,
  toMonochrome,
} from "./face-rig.ts";

const scene: FaceScene = { ...defaultFaceScene, widthPx: 600, heightPx: 800 };
let models: FaceModels;

async function draw(change: Partial<FaceScene> = {}): Promise<RgbImage> {
  return (await renderFace(models.canonicalFace, { ...scene, ...change })).image;
}

function assess(image: RgbImage, backdrop: BackdropColour | null = "blue"): Promise<FaceAssessment> {
  return assessFace(image, models, { backdrop }, defaultFaceLimits);
}

function codesOf({ reasons }: FaceAssessment): string[] {
  return reasons.map(({ code }) => code);
}

if (modelsMissing !== null) process.stdout.write(`assess-face: skipped, ${modelsMissing}\n`);

describe.skipIf(modelsMissing !== null)("assessFace", () => {
  beforeAll(async () => {
    models = await loadFaceModels();
  });

  it("passes a resident who does everything right, and says where they are", async () => {
    const { image, truth } = await renderFace(models.canonicalFace, scene);
    const result = await assess(image);
    expect(result.reasons).toEqual([]);
    expect(result.score).toBeGreaterThanOrEqual(90);
    expect(result.backdropColour).toBe("blue");
    expect(result.faces).toHaveLength(1);
    expect(result.faces[0]?.landmarks).toHaveLength(478);
    expect(result.faces[0]?.box.x).toBeCloseTo(truth.box.x, -1.5);
    expect(result.faces[0]?.box.width).toBeCloseTo(truth.box.width, -1.5);
    expect(Object.values(result.measures).every(Number.isFinite)).toBe(true);
  });

  it("gives the same answer twice", async () => {
    const image = await draw();
    expect(await assess(image)).toEqual(await assess(image));
  });

  it("passes all skin tones, glasses and a head scarf", async () => {
    for (const skin of ["fair", "light", "medium", "tan", "brown", "dark"] as const) {
      expect([skin, codesOf(await assess(await draw({ skin })))]).toEqual([skin, []]);
    }
    expect(codesOf(await assess(await draw({ hasGlasses: true })))).toEqual([]);
    expect(codesOf(await assess(await draw({ hasHeadScarf: true })))).toEqual([]);
  });

  it.each<[string, Partial<FaceScene>, string]>([
    ["too far", { distanceMm: 1600 }, "too-far"],
    ["too near", { distanceMm: 420 }, "too-near"],
    ["beside the middle", { eyes: { xRatio: 0.72, yRatio: 0.44 } }, "off-centre"],
    ["turned", { pose: { yawDeg: 16, pitchDeg: 0, rollDeg: 0 } }, "yaw"],
    ["chin up", { pose: { yawDeg: 0, pitchDeg: 18, rollDeg: 0 } }, "pitch"],
    ["leaning", { pose: { yawDeg: 0, pitchDeg: 0, rollDeg: 13 } }, "roll"],
    ["eyes shut", { blinkRatio: 1 }, "eyes-closed"],
    ["looking to the right", { gaze: { rightDeg: 22, upDeg: 0 } }, "looking-aside"],
    ["looking to the left", { gaze: { rightDeg: -22, upDeg: 0 } }, "looking-aside"],
    ["looking up", { gaze: { rightDeg: 0, upDeg: 30 } }, "looking-aside"],
    ["at the edge of the frame", { eyes: { xRatio: 0.5, yRatio: 0.16 } }, "cut-off"],
    ["with a lamp in the glasses", { hasGlasses: true, lensGlareRatio: 0.5 }, "glasses-glare"],
    ["with red eyes", { redEyeRatio: 0.6 }, "red-eyes"],
    ["whose skin shines", { skinShineRatio: 0.5 }, "hot-spots"],
    ["mouth open", { mouthOpenRatio: 0.7 }, "mouth-open"],
    ["in the dark", { light: { ...scene.light, intensityRatio: 0.15 } }, "too-dark"],
    ["burnt out", { light: { ...scene.light, intensityRatio: 4 } }, "too-bright"],
    ["lit from one side", { light: { ...scene.light, azimuthDeg: 70, ambientRatio: 0.3 } }, "uneven-light"],
    ["out of focus", { blurPx: 4 }, "blurred"],
  ])("says of someone %s what to put right first", async (_, change, code) => {
    expect(codesOf(await assess(await draw(change)))[0]).toBe(code);
  });

  it("gives the measured value and the limit that it missed", async () => {
    const { reasons } = await assess(await draw({ pose: { yawDeg: -20, pitchDeg: 0, rollDeg: 0 } }));
    expect(reasons[0]).toMatchObject({ code: "yaw", limit: defaultFaceLimits.yawMaxDeg });
    expect(reasons[0]?.value).toBeLessThan(-15);
  });

  it("tells red, blue, orange and anything else apart, in the light and in the shade", async () => {
    for (const deepRatio of [1, 0.35]) {
      for (const colour of ["red", "blue", "orange"] as const) {
        // Orange in a third of the light is brown.
        const shadeRatio = colour === "orange" ? Math.max(deepRatio, 0.5) : deepRatio;
        const result = await assess(await draw({ backdrop: { colour, shadeRatio, gradientRatio: 0.3 } }), colour);
        expect([colour, shadeRatio, result.backdropColour]).toEqual([colour, shadeRatio, colour]);
        expect(codesOf(result)).toEqual([]);
      }
      for (const colour of ["grey", "green", "white"] as const) {
        const result = await assess(
          await draw({ backdrop: { colour, shadeRatio: deepRatio, gradientRatio: 0.3 } }),
          "red",
        );
        expect(result.backdropColour).toBe("other");
        expect(codesOf(result)).toContain("wrong-backdrop");
      }
    }
  });

  it("asks for another backdrop only when one was asked for", async () => {
    const image = await draw();
    expect(codesOf(await assess(image, "red"))).toEqual(["wrong-backdrop"]);
    expect(codesOf(await assess(image, null))).toEqual([]);
  });

  it("refuses a picture without colour", async () => {
    const result = await assess(toMonochrome(await draw()), null);
    expect(codesOf(result)).toEqual(["monochrome"]);
    expect(result.measures["skinChroma"]).toBeLessThan(1);
  });

  it("measures less sharpness the more a picture is blurred", async () => {
    const values: number[] = [];
    for (const blurPx of [0, 1, 2, 3, 6]) {
      values.push((await assess(await draw({ blurPx }))).measures["sharpnessNative"] ?? Number.NaN);
    }
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values[0]).toBeGreaterThan((values.at(-1) ?? 1) + 0.3);
  });

  it("counts a second person and keeps to the larger one", async () => {
    const both = beside(await draw({ distanceMm: 1000 }), await draw({ distanceMm: 1500 }));
    const result = await assess(both, null);
    expect(result.faces).toHaveLength(2);
    expect(result.faces[0]?.box.x).toBeLessThan(scene.widthPx);
    expect(result.reasons[0]).toEqual({ code: "several-faces", value: 2, limit: 1 });
  });

  it("finds no one in an empty booth, a single pixel, a line and a black frame, and says so", async () => {
    const empty = [plainImage(600, 800), plainImage(1, 1), plainImage(3000, 1), plainImage(2, 500, 0)];
    for (const image of empty) {
      const result = await assess(image);
      expect(result).toMatchObject({ score: 0, faces: [], eyeCentres: null, headWidthPx: 0, backdropColour: null });
      expect(codesOf(result)).toEqual(["no-face"]);
    }
  });

  it("scores a shaped portrait as it scored the photo", async () => {
    const image = await draw({ distanceMm: 1000 });
    const raw = await assess(image);
    const shaped = shapePortrait(image, planPortrait(image, placeOf(raw)));
    expect(shaped.widthPx).toBeLessThan(image.widthPx);
    const again = await assess(shaped);
    expect(again.reasons).toEqual([]);
    expect(Math.abs(again.score - raw.score)).toBeLessThanOrEqual(4);
  });
});

const small = { widthPx: 480, heightPx: 640 } as const;
const poses = [
  [0, 0, 0],
  [-25, 0, 0],
  [-12, 0, 0],
  [12, 0, 0],
  [25, 0, 0],
  [0, -15, 0],
  [0, 15, 0],
  [0, 0, -12],
  [0, 0, 12],
  [25, -15, 12],
] as const;
const everybody = (["fair", "light", "medium", "tan", "brown", "dark"] as const).flatMap((skin) =>
  [false, true].flatMap((hasHeadScarf) =>
    [false, true].map((hasGlasses) => ({ skin, hasHeadScarf, hasGlasses, seed: `${skin}, ${hasHeadScarf}` })),
  ),
);

describe.skipIf(modelsMissing !== null)("pose of drawn heads", () => {
  beforeAll(async () => {
    models = await loadFaceModels();
  });

  it.each(everybody)(
    "is right to 2° on average over yaw ±25°, pitch ±15° and roll ±12°: $skin, scarf $hasHeadScarf, glasses $hasGlasses",
    async (person) => {
      const errors = { yawDeg: [] as number[], pitchDeg: [] as number[], rollDeg: [] as number[] };
      for (const [yawDeg, pitchDeg, rollDeg] of poses) {
        const image = await draw({ ...person, ...small, pose: { yawDeg, pitchDeg, rollDeg } });
        const pose = (await seeFaces(buildPyramid(image), models))[0]?.pose;
        errors.yawDeg.push(Math.abs((pose?.yawDeg ?? 90) - yawDeg));
        errors.pitchDeg.push(Math.abs((pose?.pitchDeg ?? 90) - pitchDeg));
        errors.rollDeg.push(Math.abs((pose?.rollDeg ?? 90) - rollDeg));
      }
      const means = Object.values(errors).map((values) => values.reduce((sum, value) => sum + value) / values.length);
      const worst = Object.values(errors).map((values) => Math.max(...values));
      const told = [means, worst].map((values) => values.map((value) => value.toFixed(1)).join(" "));
      process.stdout.write(`${JSON.stringify(person)}: mean error of yaw, pitch, roll ${told[0]}; worst ${told[1]}\n`);
      expect(Math.max(...means)).toBeLessThan(2);
      expect(Math.max(...worst)).toBeLessThan(6);
    },
    60_000,
  );

  it("changes the signs of yaw and roll in the mirror and keeps pitch", async () => {
    const image = await draw({ pose: { yawDeg: 15, pitchDeg: 5, rollDeg: 8 } });
    const [seen, mirrored] = [(await assess(image)).faces[0], (await assess(mirrorImage(image))).faces[0]];
    expect(Math.abs((mirrored?.pose.yawDeg ?? 90) + (seen?.pose.yawDeg ?? 0))).toBeLessThan(4);
    expect(Math.abs((mirrored?.pose.pitchDeg ?? 90) - (seen?.pose.pitchDeg ?? 0))).toBeLessThan(2);
    expect(Math.abs((mirrored?.pose.rollDeg ?? 90) + (seen?.pose.rollDeg ?? 0))).toBeLessThan(2);
  });
});

const residents = "../shared/data/residents";
if (!existsSync(residents)) process.stdout.write(`recorded residents: skipped, no ${residents}\n`);

describe.skipIf(modelsMissing !== null || !existsSync(residents))("recorded residents", () => {
  beforeAll(async () => {
    models = await loadFaceModels();
  });

  it("passes a soft, smiling portrait before blue, and measures that it smiles", async () => {
    const result = await assess(await readPhoto(`${residents}/composite-01/face.png`));
    expect(codesOf(result)).toEqual([]);
    expect(result.backdropColour).toBe("blue");
    expect(result.measures["mouthClosed"]).toBeLessThan(90);
    expect(result.measures["sharpness"]).toBeLessThan(85);
  });

  it("passes a drawn portrait before red, and refuses it where blue was asked for", async () => {
    const image = await readPhoto(`${residents}/composite-02/face.png`);
    expect(codesOf(await assess(image, "red"))).toEqual([]);
    expect(codesOf(await assess(image, "blue"))).toEqual(["wrong-backdrop"]);
  });
});

/** Two pictures of the same height side by side. */
function beside(left: RgbImage, right: RgbImage): RgbImage {
  const widthPx = left.widthPx + right.widthPx;
  const pixels = new Uint8Array(widthPx * left.heightPx * 3);
  for (let y = 0; y < left.heightPx; y += 1) {
    const row = (image: RgbImage) => image.pixels.subarray(y * image.widthPx * 3, (y + 1) * image.widthPx * 3);
    pixels.set(row(left), y * widthPx * 3);
    pixels.set(row(right), (y * widthPx + left.widthPx) * 3);
  }
  return { widthPx, heightPx: left.heightPx, pixels };
}
