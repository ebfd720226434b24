import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalFinger, synthesiseFingerprint } from "../../../drivers/fingerprint/synthesise-fingerprint.ts";
import { extractMinutiae, type Minutia } from "../../../pipelines/fingerprint/extract-minutiae.ts";
import {
  createTemplate,
  isMatchable,
  defaultMatchLimits as limits,
  matchFingerprints,
  matchLimits,
  scoreTemplates,
} from "../../../pipelines/fingerprint/match-fingerprints.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { turnImage } from "./draw-ridges.ts";
import { hasPrints, printsDir, readPrint, skipReason } from "./read-print.ts";

const press = (fingerSeed: string) => synthesiseFingerprint(createRandom("press"), { ...normalFinger, fingerSeed });
const first = press("first");
const reference = extractMinutiae(first);

describe("matchFingerprints", () => {
  it("matches a print with itself, the other way round too", () => {
    const { score, decision } = matchFingerprints(reference, reference, limits);
    expect(decision).toBe("match");
    expect(score).toBeGreaterThan(90);
  });

  it("matches a turned, shifted and noisy copy, both ways with one score", () => {
    const probe = extractMinutiae(addNoise(turnImage(first, 25, 20, -15)));
    const result = matchFingerprints(probe, reference, limits);
    expect(result.decision).toBe("match");
    expect(matchFingerprints(reference, probe, limits).score).toBeCloseTo(result.score, 3);
  });

  it("matches half of a print with the whole", () => {
    const half = { ...first, pixels: first.pixels.slice() };
    for (let row = 0; row < 250; row += 1) half.pixels.fill(243, row * 400, (row + 1) * 400);
    expect(matchFingerprints(extractMinutiae(half), reference, limits).decision).toBe("match");
  });

  it("does not match different fingers of the same pattern", () => {
    for (const seed of ["second", "third", "fourth"]) {
      expect(matchFingerprints(extractMinutiae(press(seed)), reference, limits).decision).toBe("no-match");
    }
  });

  it("does not match a print with its mirror image", () => {
    const mirrored = { ...first, pixels: first.pixels.slice() };
    for (let row = 0; row < first.heightPx; row += 1) {
      mirrored.pixels.subarray(row * first.widthPx, (row + 1) * first.widthPx).reverse();
    }
    const minutiae = extractMinutiae(mirrored);
    expect(minutiae.length).toBeGreaterThan(20);
    expect(matchFingerprints(minutiae, reference, limits).decision).toBe("no-match");
  });

  it("does not mind where a list of minutiae lies, how it is turned or in what order it comes", () => {
    const own = matchFingerprints(reference, reference, limits).score;
    for (const turnDeg of [-80, -30, 10, 45, 80]) {
      const moved = moveMinutiae(reference, turnDeg, 137, -64).reverse();
      expect(matchFingerprints(moved, reference, limits).score).toBeGreaterThan(own - 3);
    }
  });

  it("matches a list stretched as skin is, and one with every third minutia missing", () => {
    const stretched = reference.map((minutia) => ({
      ...minutia,
      x: minutia.x + 7 * Math.sin(minutia.y / 90),
      y: minutia.y * 1.03 + 6 * Math.cos(minutia.x / 80),
    }));
    const thinned = reference.filter((_, index) => index % 3 !== 0);
    expect(matchFingerprints(stretched, reference, limits).decision).toBe("match");
    expect(matchFingerprints(thinned, reference, limits).decision).toBe("match");
  });

  it("gives one score whichever comes first, on any minutiae", () => {
    const minutia = fc.record({
      x: fc.integer({ min: 0, max: 300 }),
      y: fc.integer({ min: 0, max: 300 }),
      angleDeg: fc.integer({ min: 0, max: 359 }),
      kind: fc.constantFrom("ending" as const, "bifurcation" as const),
      quality: fc.integer({ min: 0, max: 100 }),
    });
    const list = fc.array(minutia, { minLength: 6, maxLength: 60 });
    fc.assert(
      fc.property(list, list, (probe, other) => {
        const [a, b] = [createTemplate(probe), createTemplate(other)];
        expect(scoreTemplates(a, b)).toBe(scoreTemplates(b, a));
      }),
      { numRuns: 40 },
    );
  });

  it("keeps the best of more minutiae than a print has, and takes many at one place", () => {
    const crowd = Array.from({ length: 400 }, (_, index): Minutia => {
      return { x: index % 20, y: Math.floor(index / 20), angleDeg: index % 360, kind: "ending", quality: index % 101 };
    });
    const template = createTemplate(crowd);
    expect(template.count).toBe(255);
    expect(scoreTemplates(template, template)).toBeLessThanOrEqual(100);
    const one = createTemplate(new Array<Minutia>(255).fill(crowd[0]!));
    expect(isMatchable(one)).toBe(false);
    expect(scoreTemplates(one, template)).toBe(0);
  });

  it("says which prints cannot match anything", () => {
    expect(isMatchable(createTemplate(reference))).toBe(true);
    expect(isMatchable(createTemplate(reference.slice(0, 3)))).toBe(false);
    expect(isMatchable(createTemplate([]))).toBe(false);
  });

  it("decides match exactly at the limit", () => {
    const { score } = matchFingerprints(reference, reference, limits);
    expect(matchFingerprints(reference, reference, { scoreMin: score }).decision).toBe("match");
    expect(matchFingerprints(reference, reference, { scoreMin: score + 1e-9 }).decision).toBe("no-match");
  });

  it("scores 0 without minutiae, and never matches a pair of them with anything", () => {
    expect(matchFingerprints([], reference, limits)).toEqual({ score: 0, decision: "no-match" });
    expect(matchFingerprints(reference.slice(0, 2), reference, limits).decision).toBe("no-match");
  });

  it("never throws and stays from 0 to 100, on any minutiae", () => {
    const minutia: fc.Arbitrary<Minutia> = fc.record({
      x: fc.integer({ min: 0, max: 800 }),
      y: fc.integer({ min: 0, max: 1000 }),
      angleDeg: fc.integer({ min: 0, max: 359 }),
      kind: fc.constantFrom("ending", "bifurcation"),
      quality: fc.integer({ min: 0, max: 100 }),
    });
    const list = fc.array(minutia, { maxLength: 40 });
    fc.assert(
      fc.property(list, list, (probe, other) => {
        const { score } = matchFingerprints(probe, other, limits);
        expect(score >= 0 && score <= 100).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("matches most impressions of one finger and none of two, on a part of the real prints", async (ctx) => {
    if (!hasPrints) ctx.skip(skipReason);
    for (const sensor of ["optical", "thermal"]) {
      const prints = await readSensor(join(printsDir, "impressions", sensor));
      const same: number[] = [];
      const different: number[] = [];
      prints.forEach((probe, index) => {
        for (const other of prints.slice(index + 1)) {
          const score = scoreTemplates(probe.template, other.template);
          (probe.finger === other.finger ? same : different).push(score);
        }
      });
      expect([same.length, different.length]).toEqual([10, 180]);
      expect(different.filter((score) => score >= limits.scoreMin).length).toBeLessThanOrEqual(1);
      expect(Math.max(...different)).toBeLessThan(matchLimits.strictVerification.scoreMin);
      expect(same.filter((score) => score >= limits.scoreMin).length).toBeGreaterThanOrEqual(9);
    }
  });
});

function moveMinutiae(minutiae: readonly Minutia[], turnDeg: number, shiftXPx: number, shiftYPx: number): Minutia[] {
  const angle = (turnDeg * Math.PI) / 180;
  return minutiae.map((minutia) => ({
    ...minutia,
    // Counter-clockwise in an image whose y points down.
    x: Math.cos(angle) * minutia.x + Math.sin(angle) * minutia.y + shiftXPx,
    y: -Math.sin(angle) * minutia.x + Math.cos(angle) * minutia.y + shiftYPx,
    angleDeg: (minutia.angleDeg + turnDeg + 360) % 360,
  }));
}

async function readSensor(folder: string) {
  const files = readdirSync(folder).filter((file) => /_[12]\.png$/.test(file));
  return Promise.all(
    files.map(async (file) => ({
      finger: file.split("_")[0],
      template: createTemplate(extractMinutiae(await readPrint(join(folder, file)))),
    })),
  );
}

function addNoise(image: GrayImage): GrayImage {
  const random = createRandom("noise");
  const pixels = image.pixels.map((level) => Math.min(255, Math.max(0, Math.round(level + random.normal(0, 18)))));
  return { ...image, pixels };
}
