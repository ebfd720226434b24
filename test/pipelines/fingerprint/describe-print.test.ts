import { afterAll, expect, it } from "vitest";
import { normalFinger, synthesiseFingerprint } from "../../../drivers/fingerprint/synthesise-fingerprint.ts";
import { assessFingerprint, defaultFingerprintLimits } from "../../../pipelines/fingerprint/assess-fingerprint.ts";
import { describePrint } from "../../../pipelines/fingerprint/describe-print.ts";
import { extractMinutiae } from "../../../pipelines/fingerprint/extract-minutiae.ts";
import { resampleGray } from "../../../pipelines/fingerprint/kernels/resample-gray.ts";
import { createTemplate, scoreTemplates } from "../../../pipelines/fingerprint/match-fingerprints.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { openFingerprintModels } from "./fingerprint-rig.ts";

const models = await openFingerprintModels();
afterAll(models.close);

const press = (impression: string) =>
  synthesiseFingerprint(createRandom(impression), { ...normalFinger, fingerSeed: "described" });
const minutiaeOf = async (image: GrayImage) =>
  (await assessFingerprint(image, models, defaultFingerprintLimits)).minutiae;
const describeAssessed = async (image: GrayImage) => describePrint(await minutiaeOf(image), image.resolutionPpi);

it("makes of an assessment's minutiae what compares with a template of another impression", async () => {
  const reference = createTemplate(extractMinutiae(press("first")));
  expect(scoreTemplates(await describeAssessed(press("second")), reference)).toBeGreaterThan(60);
});

it("compares prints of sensors that see more or less finely", async () => {
  const fine = press("second");
  const image = { widthPx: 800, heightPx: 1000, resolutionPpi: 1000, pixels: resampleGray(fine, 800, 1000) };
  const score = scoreTemplates(await describeAssessed(image), await describeAssessed(press("first")));
  expect(score).toBeGreaterThan(60);
  const taken = await minutiaeOf(image);
  expect(scoreTemplates(createTemplate(taken), await describeAssessed(press("first")))).toBeLessThan(40);
});

it("takes a scanner that is nearly at 500 ppi as it is", async () => {
  const minutiae = extractMinutiae(press("first"));
  expect(describePrint(minutiae, 504)).toEqual(createTemplate(minutiae));
});
