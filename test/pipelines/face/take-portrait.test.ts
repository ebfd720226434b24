import { beforeAll, describe, expect, it } from "vitest";
import { defaultFaceScene, type FaceScene } from "../../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../../drivers/face-camera/render-face.ts";
import { assessFace, defaultFaceLimits } from "../../../pipelines/face/assess-face.ts";
import type { FaceModels } from "../../../pipelines/face/face-models.ts";
import { isFullFrontal } from "../../../pipelines/face/full-frontal.ts";
import { defaultGuidanceLimits, guideFace } from "../../../pipelines/face/guidance/guide-face.ts";
import { planPortrait, shapePortrait } from "../../../pipelines/face/shape-portrait.ts";
import { takePortrait } from "../../../pipelines/face/take-portrait.ts";
import { loadFaceModels, modelsMissing, placeOf, plainImage } from "./face-rig.ts";

const request = { backdrop: "blue" } as const;
const webcam = { widthPx: 640, heightPx: 480, distanceMm: 620 } as const;
const wide = { widthPx: 1280, heightPx: 720, distanceMm: 640 } as const;
let models: FaceModels;

if (modelsMissing !== null) process.stdout.write(`take-portrait: skipped, ${modelsMissing}\n`);

describe.skipIf(modelsMissing !== null)("takePortrait", () => {
  beforeAll(async () => {
    models = await loadFaceModels();
  });

  it("gives the assessment of the very picture that it cut out", async () => {
    const scene = { ...defaultFaceScene, widthPx: 900, heightPx: 900, distanceMm: 1000 };
    const { image: photo } = await renderFace(models.canonicalFace, scene);
    const { image, assessment } = await takePortrait(photo, models, request, defaultFaceLimits);
    expect(image.heightPx / image.widthPx).toBeCloseTo(4 / 3, 2);
    expect(image.widthPx).toBeLessThan(photo.widthPx);
    const seen = placeOf(await assessFace(photo, models, request, defaultFaceLimits));
    expect(image).toEqual(shapePortrait(photo, planPortrait(photo, seen)));
    expect(assessment).toEqual(await assessFace(image, models, request, defaultFaceLimits));
    expect(assessment.reasons).toEqual([]);
  });

  it.each<[string, Partial<FaceScene>, string, number]>([
    ["low in a webcam's frame", { ...webcam, eyes: { xRatio: 0.5, yRatio: 0.62 } }, "off-height", -1],
    ["low in a wide frame", { ...wide, eyes: { xRatio: 0.5, yRatio: 0.76 } }, "off-height", -1],
    [
      "low in a photo of 12 megapixels",
      { widthPx: 4000, heightPx: 3000, distanceMm: 560, eyes: { xRatio: 0.5, yRatio: 0.64 } },
      "off-height",
      -1,
    ],
    ["high in a webcam's frame", { ...webcam, eyes: { xRatio: 0.5, yRatio: 0.3 } }, "off-height", 1],
    ["at the side of a webcam's frame", { ...webcam, eyes: { xRatio: 0.8, yRatio: 0.46 } }, "off-centre", 1],
    ["who fills a webcam's frame", { ...webcam, distanceMm: 440, eyes: { xRatio: 0.5, yRatio: 0.46 } }, "too-near", 1],
  ])("takes no portrait of somebody %s, and says which way to move", async (_, change, code, sign) => {
    const { image: photo } = await renderFace(models.canonicalFace, { ...defaultFaceScene, ...change });
    const { image, assessment } = await takePortrait(photo, models, request, defaultFaceLimits);
    expect(image).toBe(photo);
    expect(assessment.reasons[0]?.code).toBe(code);
    expect(Math.sign(assessment.reasons[0]?.value ?? 0)).toBe(sign);
    const { guidance } = await guideFace(
      { image: photo, atMs: 0, track: null },
      models,
      request,
      defaultGuidanceLimits,
    );
    expect(guidance.reasons[0]?.code).toBe(code);
  });

  it.each<[string, Partial<FaceScene>]>([
    ["640 by 480", { ...webcam, eyes: { xRatio: 0.5, yRatio: 0.45 } }],
    ["640 by 480, nearer", { ...webcam, distanceMm: 570, eyes: { xRatio: 0.52, yRatio: 0.45 } }],
    ["1280 by 720", { ...wide, eyes: { xRatio: 0.5, yRatio: 0.45 } }],
    ["1280 by 720, far and aside", { ...wide, distanceMm: 900, eyes: { xRatio: 0.3, yRatio: 0.4 } }],
    ["1280 by 720, near", { ...wide, distanceMm: 560, eyes: { xRatio: 0.55, yRatio: 0.47 } }],
  ])("lets somebody pass from a webcam of %s, with a full frontal portrait", async (_, change) => {
    const { image: photo } = await renderFace(models.canonicalFace, { ...defaultFaceScene, ...change });
    const { guidance } = await guideFace(
      { image: photo, atMs: 0, track: null },
      models,
      request,
      defaultGuidanceLimits,
    );
    expect(guidance.reasons).toEqual([]);
    const { image, assessment } = await takePortrait(photo, models, request, defaultFaceLimits);
    expect(assessment.reasons).toEqual([]);
    expect(isFullFrontal(image, placeOf(assessment))).toBe(true);
  });

  it("brings what has more pixels than a record can hold to half the size, and says so", async () => {
    const photo = plainImage(6_400, 6_400);
    const { image, isReduced } = await takePortrait(photo, models, request, defaultFaceLimits);
    expect([image.widthPx, image.heightPx, isReduced]).toEqual([3_200, 3_200, true]);
  }, 60_000);

  it("leaves a photo without a face as it came, and says so", async () => {
    for (const photo of [plainImage(600, 800), plainImage(1, 1)]) {
      const { image, assessment } = await takePortrait(photo, models, request, defaultFaceLimits);
      expect(image).toBe(photo);
      expect(assessment).toMatchObject({ score: 0, reasons: [{ code: "no-face" }] });
    }
  });
});
