import fc from "fast-check";
import { expect, it } from "vitest";
import { countErrorsAtLimit } from "../../../pipelines/fingerprint/errors-at-limit.ts";

it("counts a score at the limit as a match, on both sides", () => {
  const { falseMatches, falseNonMatchRatio } = countErrorsAtLimit(
    { genuine: [64.9, 65, 90, 20], impostor: [65, 64.9, 3] },
    65,
  );
  expect([falseMatches, falseNonMatchRatio]).toEqual([1, 0.5]);
});

it.each([
  // One-sided 95 % bounds of a Poisson mean: half the 95th percentile of chi-square with 2 (count + 1) degrees of freedom.
  [0, 2.9957],
  [1, 4.7439],
  [3, 7.7537],
  [10, 16.9622],
  [100, 118.08],
])("bounds the rate behind %i false matches", (count, mean) => {
  const impostor = Array.from({ length: 20_000 }, (_, index) => (index < count ? 80 : 10));
  const { falseMatches, falseMatchRatioMax } = countErrorsAtLimit({ genuine: [90], impostor }, 65);
  expect(falseMatches).toBe(count);
  expect(falseMatchRatioMax * impostor.length).toBeCloseTo(mean, count > 20 ? 1 : 3);
});

it("never promises less than what was seen, nor more than all", () => {
  const scores = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(scores, scores, fc.integer({ min: 0, max: 101 }), (genuine, impostor, limit) => {
      const { falseMatches, falseMatchRatioMax } = countErrorsAtLimit({ genuine, impostor }, limit);
      expect(falseMatchRatioMax).toBeGreaterThanOrEqual(Math.min(1, falseMatches / impostor.length));
      expect(falseMatchRatioMax).toBeLessThanOrEqual(1);
    }),
  );
});
