import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { qualityMeasures } from "../../../pipelines/fingerprint/quality-measures.ts";
import { roundScore, scoreQuality } from "../../../pipelines/fingerprint/score-quality.ts";
import type { Infer } from "../../../runtime/kernel/inference.ts";
import { openFingerprintModels } from "./fingerprint-rig.ts";

const models = await openFingerprintModels();
afterAll(models.close);

const answer =
  (value: number, seen: Float32Array[] = []): Infer =>
  async ({ values }) => {
    seen.push(values);
    return { score: { shape: [1, 1], values: Float32Array.of(value) } };
  };

it("hands over 69 measures in the forest's order, as they are, what is missing as 0", async () => {
  const seen: Float32Array[] = [];
  await scoreQuality({ FDA0: 1, RVUStdDev: 2, Mu: 3, minutiaeCount: 40, FDAStdDev: 0.25 }, answer(50, seen));
  const [values] = seen;
  expect(values).toHaveLength(69);
  expect(qualityMeasures).toHaveLength(new Set(qualityMeasures).size);
  expect([values![0], values![68], values![qualityMeasures.indexOf("Mu")]]).toEqual([1, 2, 3]);
  expect(values![qualityMeasures.indexOf("OCL4")]).toBe(0);
  expect(values![13]).toBe(40);
});

it("rounds to the nearest whole number within 0 to 100", async () => {
  expect([-3.2, 0.49, 39.5, 99.7, 140].map(roundScore)).toEqual([0, 0, 40, 100, 100]);
  expect(await scoreQuality({}, answer(39.49))).toBe(39);
});

it("is a whole number from 0 to 100, whatever the measures", async () => {
  const anything = fc.array(fc.float({ noNaN: true }), { minLength: 69, maxLength: 69 });
  await fc.assert(
    fc.asyncProperty(anything, async (values) => {
      const measures = Object.fromEntries(qualityMeasures.map((name, at) => [name, values[at] ?? 0]));
      const score = await scoreQuality(measures, models.quality);
      expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
    }),
    { numRuns: 200 },
  );
});
