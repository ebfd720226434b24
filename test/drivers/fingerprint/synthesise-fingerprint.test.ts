import { afterAll, describe, expect, it } from "vitest";
import { fingerPatterns } from "../../../drivers/fingerprint/finger-pattern.ts";
import {
  type FingerScene,
  normalFinger,
  synthesiseFingerprint,
} from "../../../drivers/fingerprint/synthesise-fingerprint.ts";
import { assessFingerprint, defaultFingerprintLimits } from "../../../pipelines/fingerprint/assess-fingerprint.ts";
import { extractMinutiae } from "../../../pipelines/fingerprint/extract-minutiae.ts";
import { defaultMatchLimits, matchFingerprints } from "../../../pipelines/fingerprint/match-fingerprints.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { openFingerprintModels } from "../../pipelines/fingerprint/fingerprint-rig.ts";

const press = (fingerSeed: string, impression: string, changes: Partial<FingerScene> = {}) =>
  synthesiseFingerprint(createRandom(impression), { ...normalFinger, fingerSeed, ...changes });

const models = await openFingerprintModels();
afterAll(models.close);
const assess = (image: GrayImage) => assessFingerprint(image, models, defaultFingerprintLimits);

describe("synthesiseFingerprint", () => {
  it("draws a 400 by 500 image at 500 ppi, ridges dark on light, the same for the same seeds", () => {
    const image = press("a", "one");
    expect(image).toMatchObject({ widthPx: 400, heightPx: 500, resolutionPpi: 500 });
    expect(image.pixels).toHaveLength(200_000);
    expect(image.pixels[0]).toBeGreaterThan(225);
    expect(press("a", "one").pixels).toEqual(image.pixels);
    expect(press("a", "two").pixels).not.toEqual(image.pixels);
  });

  it("draws every pattern well above the limit of quality", async () => {
    for (const pattern of fingerPatterns) {
      const { score, reasons } = await assess(press("b", "one", { pattern }));
      expect([pattern, reasons]).toEqual([pattern, []]);
      expect(score).toBeGreaterThan(defaultFingerprintLimits.scoreMin + 5);
    }
  });

  it("is the same finger in another impression, and another finger under another seed", () => {
    const reference = extractMinutiae(press("c", "one"));
    const moved = { rotationDeg: 14, shiftXPx: 18, shiftYPx: -22, pressureRatio: 0.8 };
    const again = extractMinutiae(press("c", "two", moved));
    const other = extractMinutiae(press("d", "two", moved));
    expect(matchFingerprints(again, reference, defaultMatchLimits).decision).toBe("match");
    expect(matchFingerprints(other, reference, defaultMatchLimits).decision).toBe("no-match");
  });

  it("touches with more skin under more pressure", () => {
    const dark = (pressureRatio: number) =>
      press("e", "one", { pressureRatio }).pixels.filter((level) => level < 128).length;
    expect(dark(1)).toBeGreaterThan(1.2 * dark(0));
  });

  it("falls below the limit when the skin is very wet or very dry", async () => {
    for (const changes of [{ wetnessRatio: 1 }, { drynessRatio: 1 }]) {
      expect((await assess(press("f", "one", changes))).score).toBeLessThan(defaultFingerprintLimits.scoreMin);
    }
  });

  it("shows bare platen where a shifted finger does not reach", () => {
    const image = press("g", "one", { shiftXPx: 300 });
    const leftHalf = Array.from({ length: 500 }, (_, row) => image.pixels[row * 400 + 60]!);
    expect(Math.min(...leftHalf)).toBeGreaterThan(225);
  });
});
