import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalFinger, synthesiseFingerprint } from "../../../drivers/fingerprint/synthesise-fingerprint.ts";
import { extractMinutiae, type Minutia } from "../../../pipelines/fingerprint/extract-minutiae.ts";
import {
  createTemplate,
  defaultMatchLimits as limits,
  matchFingerprints,
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
      expect(Math.max(...different)).toBeLessThan(limits.scoreMin);
      expect(same.filter((score) => score >= limits.scoreMin).length).toBeGreaterThanOrEqual(9);
    }
  });
});

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
