import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalFinger, synthesiseFingerprint } from "../../../drivers/fingerprint/synthesise-fingerprint.ts";
import {
  assessFingerprint,
  defaultFingerprintLimits as limits,
} from "../../../pipelines/fingerprint/assess-fingerprint.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { addGhost } from "./degrade-print.ts";
import { flatImage, hasPrints, readGolden, readPrint, skipReason } from "./read-print.ts";

const print = synthesiseFingerprint(createRandom("assess"), { ...normalFinger, fingerSeed: "assess" });
const codes = (image: GrayImage, changed = {}) =>
  assessFingerprint(image, { ...limits, ...changed }).reasons.map((reason) => reason.code);

describe("assessFingerprint", () => {
  it("passes a good print, and places its minutiae and contact area in the image", () => {
    const assessment = assessFingerprint(print, limits);
    expect(assessment.reasons).toEqual([]);
    expect(assessment.score).toBeGreaterThan(limits.scoreMin);
    const { x, y, width, height } = assessment.foreground!;
    expect(x >= 0 && y >= 0 && x + width <= print.widthPx && y + height <= print.heightPx).toBe(true);
    expect(assessment.minutiae).toHaveLength(assessment.measures["minutiaeCount"]!);
    for (const minutia of assessment.minutiae) {
      expect(minutia.x).toBeGreaterThanOrEqual(x - 16);
      expect(minutia.x).toBeLessThanOrEqual(x + width + 16);
    }
  });

  it("accepts a score exactly at the limit and refuses one point less, with value and limit", () => {
    const { score } = assessFingerprint(print, limits);
    expect(codes(print, { scoreMin: score })).toEqual([]);
    expect(assessFingerprint(print, { ...limits, scoreMin: score + 1 }).reasons).toEqual([
      { code: "score-below-limit", value: score, limit: score + 1 },
    ]);
  });

  it("accepts area, contrast, blocks and minutiae exactly at their limits", () => {
    const { measures } = assessFingerprint(print, limits);
    const exact = {
      areaMinPx: measures["regionAreaPx"]!,
      contrastMin: measures["contrast"]!,
      minutiaeMin: measures["minutiaeCount"]!,
    };
    expect(codes(print, exact)).toEqual([]);
    expect(codes(print, { ...exact, areaMinPx: exact.areaMinPx + 1 })).toEqual(["partial"]);
    expect(codes(print, { ...exact, contrastMin: exact.contrastMin + 1e-9 })).toEqual(["low-contrast"]);
    expect(codes(print, { ...exact, minutiaeMin: exact.minutiaeMin + 1 })).toEqual(["too-few-minutiae"]);
  });

  it("names every reason at once, causes before the score", () => {
    const strict = { scoreMin: 101, areaMinPx: 1e6, inkRatioMax: 0, regionMeanMax: 0, resolutionMinPpi: 501 };
    expect(codes(print, strict)).toEqual([
      "resolution-too-low",
      "partial",
      "too-wet",
      "too-light",
      "score-below-limit",
    ]);
    const refusing = { contrastMin: 256, blocksMin: 1000, minutiaeMin: 1000 };
    expect(codes(print, refusing)).toEqual(["low-contrast", "too-small", "too-few-minutiae"]);
    expect(assessFingerprint(print, { ...limits, ...refusing }).score).toBe(0);
  });

  it("tells wet from dry skin as the cause of a low score", () => {
    const pressed = (changes: object) =>
      codes(synthesiseFingerprint(createRandom("skin"), { ...normalFinger, ...changes, fingerSeed: "skin" }));
    expect(pressed({ wetnessRatio: 1 })).toEqual(expect.arrayContaining(["too-wet", "score-below-limit"]));
    expect(pressed({ drynessRatio: 1 })).toEqual(expect.arrayContaining(["too-dry", "score-below-limit"]));
  });

  it("fails a good score only by its area or a second print beside it, and says where to move a partial one", () => {
    const beside = (contrastRatio: number) => {
      const other = synthesiseFingerprint(createRandom("other"), { ...normalFinger, fingerSeed: "other" });
      return assessFingerprint(addGhost(print, other, contrastRatio), limits);
    };
    expect(beside(0).reasons).toEqual([]);
    const ghost = beside(0.15);
    expect(ghost.score).toBeGreaterThan(limits.scoreMin);
    expect(ghost.reasons.map(({ code }) => code)).toEqual(["latent-ghost"]);
    const causes = { directionLossRatioMax: 0, sharpnessMin: 1, sharpnessMax: 0, axisMaxDeg: 0, offsetRatioMax: -1 };
    expect(codes(print, { ...causes, inkRatioMin: 1, regionMeanMin: 255 })).toEqual([]);
    expect(codes(print, { ...causes, areaMinPx: 1e6 })).toEqual(["partial", "off-centre"]);
  });

  it("gives 0 and a reason for what cannot be a print: empty, uniform, tiny, huge, coarse", () => {
    const cases: [GrayImage, string[]][] = [
      [flatImage(0, 0, 0), ["no-finger"]],
      [flatImage(1, 1, 0), ["no-finger"]],
      [flatImage(400, 400, 255), ["no-finger"]],
      [flatImage(400, 400, 90), ["no-finger"]],
      [withCross(flatImage(40, 60, 200)), ["too-small"]],
      [withCross(flatImage(801, 1001, 200)), ["too-large", "too-large"]],
      [withCross(flatImage(300, 300, 200, 60)), ["resolution-too-low"]],
      [{ ...print, resolutionPpi: Number.NaN }, ["resolution-too-low"]],
    ];
    for (const [image, expected] of cases) {
      const { score, reasons } = assessFingerprint(image, limits);
      expect([score, reasons.map((reason) => reason.code)]).toEqual([0, expected]);
    }
  });

  it("takes 800 by 1000 pixels, the largest the reference takes", () => {
    expect(codes(withCross(flatImage(800, 1000, 200)))).not.toContain("too-large");
  });

  it("gives positions in the image's own pixels at another resolution", () => {
    const doubled = enlarge(print);
    const small = assessFingerprint(print, limits).foreground!;
    const large = assessFingerprint(doubled, limits).foreground!;
    expect(Math.abs(large.x - 2 * small.x)).toBeLessThan(12);
    expect(Math.abs(large.height - 2 * small.height)).toBeLessThan(24);
  });

  it("never throws, stays in range and speaks finite numbers, on anything", () => {
    const anything = fc
      .record({ widthPx: fc.integer({ min: 0, max: 150 }), heightPx: fc.integer({ min: 0, max: 150 }) })
      .chain(({ widthPx, heightPx }) =>
        fc
          .record({
            resolutionPpi: fc.constantFrom(500, 500, 250, 1000, 0, -1),
            pixels: fc.uint8Array({ minLength: widthPx * heightPx, maxLength: widthPx * heightPx }),
          })
          .map((rest) => ({ widthPx, heightPx, ...rest })),
      );
    fc.assert(
      fc.property(anything, (image) => {
        const { score, measures, reasons } = assessFingerprint(image, limits);
        expect(score >= 0 && score <= 100).toBe(true);
        expect(Object.values(measures).every(Number.isFinite)).toBe(true);
        expect(reasons.every(({ value, limit }) => Number.isFinite(value) && Number.isFinite(limit))).toBe(true);
        expect(score >= limits.scoreMin || reasons.length > 0).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("follows the reference's score on its prints, within what the fit promises", async (ctx) => {
    if (!hasPrints) ctx.skip(skipReason);
    const errors: number[] = [];
    for (const { file, values } of readGolden().filter((_, index) => index % 3 === 1)) {
      const { score, reasons } = assessFingerprint(await readPrint(file), limits);
      if (values["score"] === "NA") expect([score, reasons.length > 0]).toEqual([0, true]);
      else errors.push(Math.abs(score - Number(values["score"])));
    }
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(12);
  });
});

function withCross(image: GrayImage): GrayImage {
  const { widthPx, heightPx, pixels } = image;
  pixels.fill(20, Math.floor(heightPx / 2) * widthPx, (Math.floor(heightPx / 2) + 2) * widthPx);
  for (let y = 0; y < heightPx; y += 1) pixels[y * widthPx + Math.floor(widthPx / 2)] = 20;
  return image;
}

function enlarge({ widthPx, heightPx, pixels }: GrayImage): GrayImage {
  const larger = flatImage(2 * widthPx, 2 * heightPx, 0, 1000);
  for (let at = 0; at < larger.pixels.length; at += 1) {
    const x = (at % (2 * widthPx)) >> 1;
    const y = Math.floor(at / (2 * widthPx)) >> 1;
    larger.pixels[at] = pixels[y * widthPx + x]!;
  }
  return larger;
}
