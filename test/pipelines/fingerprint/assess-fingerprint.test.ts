import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { normalFinger, synthesiseFingerprint } from "../../../drivers/fingerprint/synthesise-fingerprint.ts";
import {
  assessFingerprint,
  type FingerprintLimits,
  defaultFingerprintLimits as limits,
} from "../../../pipelines/fingerprint/assess-fingerprint.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { addGhost } from "./degrade-print.ts";
import { openFingerprintModels } from "./fingerprint-rig.ts";
import { flatImage, hasPrints, readGolden, readPrint, skipReason } from "./read-print.ts";

const print = synthesiseFingerprint(createRandom("assess"), { ...normalFinger, fingerSeed: "assess" });
const models = await openFingerprintModels();
afterAll(models.close);
const assess = (image: GrayImage, changed: Partial<FingerprintLimits> = {}) =>
  assessFingerprint(image, models, { ...limits, ...changed });
const codes = async (image: GrayImage, changed: Partial<FingerprintLimits> = {}) =>
  (await assess(image, changed)).reasons.map((reason) => reason.code);

describe("assessFingerprint", () => {
  it("passes a good print, and places its minutiae and contact area in the image", async () => {
    const assessment = await assess(print);
    expect(assessment.reasons).toEqual([]);
    expect(assessment.score).toBeGreaterThan(limits.scoreMin);
    const { x, y, width, height } = assessment.foreground!;
    expect(x >= 0 && y >= 0 && x + width <= print.widthPx && y + height <= print.heightPx).toBe(true);
    expect(assessment.minutiae.length).toBeGreaterThan(30);
    for (const minutia of assessment.minutiae) {
      expect(minutia.x).toBeGreaterThanOrEqual(x - 16);
      expect(minutia.x).toBeLessThanOrEqual(x + width + 16);
    }
  });

  it("accepts a score exactly at the limit and refuses one point less, with value and limit", async () => {
    const { score } = await assess(print);
    expect(await codes(print, { scoreMin: score })).toEqual([]);
    expect((await assess(print, { scoreMin: score + 1 })).reasons).toEqual([
      { code: "score-below-limit", value: score, limit: score + 1 },
    ]);
  });

  it("accepts area, contrast, blocks and minutiae exactly at their limits", async () => {
    const { measures } = await assess(print);
    const exact = {
      areaMinPx: measures["regionAreaPx"]!,
      contrastMin: measures["contrast"]!,
      minutiaeMin: measures["minutiaeCount"]!,
    };
    expect(await codes(print, exact)).toEqual([]);
    expect(await codes(print, { ...exact, areaMinPx: exact.areaMinPx + 1 })).toEqual(["partial"]);
    expect(await codes(print, { ...exact, contrastMin: exact.contrastMin + 1e-9 })).toEqual(["low-contrast"]);
    expect(await codes(print, { ...exact, minutiaeMin: exact.minutiaeMin + 1 })).toEqual(["too-few-minutiae"]);
  });

  it("names every reason at once, causes before the score", async () => {
    const strict = { scoreMin: 101, areaMinPx: 1e6, inkRatioMax: 0, regionMeanMax: 0, resolutionMinPpi: 501 };
    expect(await codes(print, strict)).toEqual([
      "resolution-too-low",
      "partial",
      "too-wet",
      "too-light",
      "score-below-limit",
    ]);
    const refusing = { contrastMin: 256, blocksMin: 1000, minutiaeMin: 1000 };
    expect(await codes(print, refusing)).toEqual(["low-contrast", "too-small", "too-few-minutiae"]);
    expect((await assess(print, refusing)).score).toBe(0);
  });

  it("tells wet from dry skin as the cause of a low score", async () => {
    const pressed = async (changes: object) =>
      codes(synthesiseFingerprint(createRandom("skin"), { ...normalFinger, ...changes, fingerSeed: "skin" }));
    expect(await pressed({ wetnessRatio: 1 })).toEqual(expect.arrayContaining(["too-wet", "score-below-limit"]));
    expect(await pressed({ drynessRatio: 1 })).toEqual(expect.arrayContaining(["too-dry", "score-below-limit"]));
  });

  it("fails a good score only by its area or a second print beside it, and says where to move a partial one", async () => {
    const beside = (contrastRatio: number) => {
      const other = synthesiseFingerprint(createRandom("other"), { ...normalFinger, fingerSeed: "other" });
      return assess(addGhost(print, other, contrastRatio));
    };
    expect((await beside(0)).reasons).toEqual([]);
    const ghost = await beside(0.15);
    expect(ghost.score).toBeGreaterThan(limits.scoreMin);
    expect(ghost.reasons.map(({ code }) => code)).toEqual(["latent-ghost"]);
    const causes = { directionLossRatioMax: 0, sharpnessMin: 1, sharpnessMax: 0, axisMaxDeg: 0, offsetRatioMax: -1 };
    expect(await codes(print, { ...causes, inkRatioMin: 1, regionMeanMin: 255 })).toEqual([]);
    expect(await codes(print, { ...causes, areaMinPx: 1e6 })).toEqual(["partial", "off-centre"]);
  });

  it("gives 0 and a reason for what cannot be a print: empty, uniform, tiny, huge, coarse", async () => {
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
      const { score, reasons } = await assess(image);
      expect([score, reasons.map((reason) => reason.code)]).toEqual([0, expected]);
    }
  });

  it("sees no finger on bare glass, whatever its grain and shade, and a faint one where there is one", async () => {
    const random = createRandom("glass");
    for (const [level, grain, shade] of [
      [230, 2, 0],
      [230, 6, 0],
      [200, 4, 100],
      [40, 3, 0],
      [236, 0, 60],
    ] as const) {
      const glass = flatImage(320, 400, level);
      glass.pixels.forEach((_, at) => {
        glass.pixels[at] = random.normal(level, grain) - (shade * (at % 320)) / 320;
      });
      const { score, reasons, minutiae, foreground } = await assess(glass);
      expect([score, reasons.map(({ code }) => code), minutiae, foreground]).toEqual([0, ["no-finger"], [], null]);
    }
    const faint = { ...print, pixels: print.pixels.map((value) => 230 - Math.round((230 - value) / 8)) };
    // NFIQ 2 finds no minutiae in it either.
    expect(await codes(faint)).toEqual(["low-contrast", "too-few-minutiae"]);
  });

  it("refuses a good print that lies far from upright, and takes one turned a little", async () => {
    const turned = (rotationDeg: number) =>
      assess(synthesiseFingerprint(createRandom("turned"), { ...normalFinger, fingerSeed: "turned", rotationDeg }));
    expect((await turned(25)).reasons).toEqual([]);
    const { score, reasons } = await turned(60);
    expect(score).toBeGreaterThanOrEqual(limits.scoreMin);
    expect(reasons.map(({ code }) => code)).toEqual(["rotated"]);
  });

  it("takes 800 by 1000 pixels, the largest the reference takes", async () => {
    expect(await codes(withCross(flatImage(800, 1000, 200)))).not.toContain("too-large");
  });

  it("gives positions in the image's own pixels at another resolution", async () => {
    const doubled = enlarge(print);
    const small = (await assess(print)).foreground!;
    const large = (await assess(doubled)).foreground!;
    expect(Math.abs(large.x - 2 * small.x)).toBeLessThan(12);
    expect(Math.abs(large.height - 2 * small.height)).toBeLessThan(24);
  });

  it("never throws, stays in range and speaks finite numbers, on anything", async () => {
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
    await fc.assert(
      fc.asyncProperty(anything, async (image) => {
        const { score, measures, reasons } = await assess(image);
        expect(score >= 0 && score <= 100).toBe(true);
        expect(Object.values(measures).every(Number.isFinite)).toBe(true);
        expect(reasons.every(({ value, limit }) => Number.isFinite(value) && Number.isFinite(limit))).toBe(true);
        expect(score >= limits.scoreMin || reasons.length > 0).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("follows the reference's score on its prints, within what the model's card promises", async (ctx) => {
    if (!hasPrints) ctx.skip(skipReason);
    const errors: number[] = [];
    for (const { file, values } of readGolden().filter((_, index) => index % 3 === 1)) {
      const { score, reasons } = await assess(await readPrint(file));
      if (values["score"] === "NA") expect([score, reasons.length > 0]).toEqual([0, true]);
      else errors.push(Math.abs(score - Number(values["score"])));
    }
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(6);
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
