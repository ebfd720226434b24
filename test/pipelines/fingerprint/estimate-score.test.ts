import { expect, it } from "vitest";
import { estimateScore } from "../../../pipelines/fingerprint/estimate-score.ts";
import { expandMeasures, measureHinge } from "../../../pipelines/fingerprint/score-features.ts";
import { scoreTerms } from "../../../pipelines/fingerprint/score-terms.ts";

it("adds percentages and totals of each histogram, 0 where it is empty", () => {
  const features = expandMeasures({ LCS0: 3, LCS9: 1, Mu: 120 });
  expect(features).toMatchObject({ Mu: 120, LCSTotal: 4, LCS0Percent: 75, LCS9Percent: 25, OFTotal: 0, OF4Percent: 0 });
});

it("measures a hinge from its knot on, on its own side only", () => {
  const at = (value: number, side: "above" | "below") =>
    measureHinge({ Mu: value }, { feature: "Mu", side, knot: 100 });
  expect([at(99, "above"), at(100, "above"), at(103, "above")]).toEqual([0, 0, 3]);
  expect([at(97, "below"), at(100, "below"), at(101, "below")]).toEqual([3, 0, 0]);
});

it("is a whole number from 0 to 100, whatever the measures", () => {
  for (const value of [-1e6, 0, 50, 1e6]) {
    const measures = Object.fromEntries(scoreTerms.map((term) => [term.feature, value]));
    const score = estimateScore(measures);
    expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
  }
});

it("rests on few enough numbers to read", () => {
  expect(scoreTerms.length).toBeLessThanOrEqual(50);
  expect(scoreTerms.every((term) => Number.isFinite(term.weight) && Number.isFinite(term.knot))).toBe(true);
});
