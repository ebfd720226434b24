import { normalFinger, synthesiseFingerprint } from "../../../drivers/fingerprint/synthesise-fingerprint.ts";
import { describePrint } from "../../../pipelines/fingerprint/describe-print.ts";
import { extractMinutiae, type Minutia } from "../../../pipelines/fingerprint/extract-minutiae.ts";
import {
  createTemplate,
  type PrintTemplate,
  scoreTemplates,
} from "../../../pipelines/fingerprint/match-fingerprints.ts";
import type { Pipelines } from "../../../runtime/capture/pipelines.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { fakePipelines } from "../capture/fake-pipelines.ts";

/** One impression of a synthetic finger, laid down a little differently each time. */
export function pressFinger(fingerSeed: string, impression: string): GrayImage {
  const random = createRandom(`${fingerSeed}/${impression}`);
  const rotationDeg = random.between(-8, 8);
  const [shiftXPx, shiftYPx] = [random.between(-12, 12), random.between(-12, 12)];
  return synthesiseFingerprint(random, { ...normalFinger, fingerSeed, rotationDeg, shiftXPx, shiftYPx });
}

/** The matching of the pool in this very thread, with what a test says about the rest. */
export function matchingPipelines(answers: Partial<Pipelines> = {}): Pipelines {
  return fakePipelines({
    describePrint: async (minutiae, resolutionPpi) => describePrint(minutiae, resolutionPpi),
    readPrint: async (image) => createTemplate(extractMinutiae(image)),
    scorePrints: async (probe, prints) => prints.map((print) => scoreTemplates(probe, print)),
    ...answers,
  });
}

const minutiaeOf = new Map<string, readonly Minutia[]>();

/** Minutiae of an impression, extracted once a test file. */
export function pressMinutiae(fingerSeed: string, impression: string): readonly Minutia[] {
  const key = `${fingerSeed}/${impression}`;
  const known = minutiaeOf.get(key) ?? extractMinutiae(pressFinger(fingerSeed, impression));
  minutiaeOf.set(key, known);
  return known;
}

export function pressTemplate(fingerSeed: string, impression: string): PrintTemplate {
  return createTemplate(pressMinutiae(fingerSeed, impression));
}
