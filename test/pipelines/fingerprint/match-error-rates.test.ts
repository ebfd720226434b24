import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeErrorRates, limitForMatchRatio } from "../../../pipelines/fingerprint/match-error-rates.ts";

describe("computeErrorRates", () => {
  it("finds no error where the scores do not overlap", () => {
    const rates = computeErrorRates({ genuine: [80, 90, 70], impostor: [10, 20, 30, 0] });
    expect(rates).toEqual({
      equalErrorRatio: 0,
      equalErrorLowRatio: 0,
      equalErrorHighRatio: 0,
      fmr100Ratio: 0,
      fmr1000Ratio: 0,
      zeroFmrRatio: 0,
      zeroFnmrRatio: 0,
    });
  });

  it("gives the interval and its middle where the rates cross between two limits", () => {
    // At 40: 1 of 4 genuine below, 2 of 5 impostors not below. At 50: 1 of 4 and 1 of 5; the sum is smaller there.
    const rates = computeErrorRates({ genuine: [30, 60, 70, 80], impostor: [10, 20, 20, 45, 55] });
    expect(rates.equalErrorLowRatio).toBeCloseTo(0.2, 12);
    expect(rates.equalErrorHighRatio).toBeCloseTo(0.25, 12);
    expect(rates.equalErrorRatio).toBeCloseTo(0.225, 12);
    expect(rates.zeroFmrRatio).toBe(0.25);
    expect(rates.zeroFnmrRatio).toBeCloseTo(0.4, 12);
  });

  it("counts a score at the limit as a match", () => {
    const rates = computeErrorRates({ genuine: [50, 50], impostor: [50, 10] });
    // At 50 one impostor of two matches and no genuine is missed; above 50 nothing matches.
    expect(rates.zeroFnmrRatio).toBe(0.5);
    expect(rates.zeroFmrRatio).toBe(1);
    expect(rates.equalErrorRatio).toBe(0.25);
  });

  it("lets 1 in 100 and 1 in 1,000 impostors match, no more", () => {
    const impostor = Array.from({ length: 1_000 }, (_, index) => index / 10);
    const genuine = [98.7, 98.8, 99.75, 99.95];
    const rates = computeErrorRates({ genuine, impostor });
    // Ten impostors from 99.0 up, one at 99.9.
    expect(rates.fmr100Ratio).toBe(0.5);
    expect(rates.fmr1000Ratio).toBe(0.75);
    expect(rates.zeroFmrRatio).toBe(0.75);
    expect(limitForMatchRatio({ genuine, impostor }, 1 / 100)).toBe(99);
    expect(limitForMatchRatio({ genuine, impostor }, 1 / 1_000)).toBe(99.9);
  });

  it("stays in order and agrees with counting at every limit, on any scores", () => {
    const scores = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(scores, scores, (genuine, impostor) => {
        const rates = computeErrorRates({ genuine, impostor });
        const limits = [...genuine, ...impostor, 21];
        const missed = (limit: number) => genuine.filter((score) => score < limit).length / genuine.length;
        const passed = (limit: number) => impostor.filter((score) => score >= limit).length / impostor.length;
        const lowest = (ratio: number) => Math.min(...limits.filter((limit) => passed(limit) <= ratio).map(missed));
        expect(rates.zeroFmrRatio).toBeCloseTo(lowest(0), 12);
        expect(rates.fmr100Ratio).toBeCloseTo(lowest(0.01), 12);
        const sums = limits.map((limit) => missed(limit) + passed(limit));
        expect(rates.equalErrorLowRatio).toBeLessThanOrEqual(rates.equalErrorHighRatio);
        expect(rates.equalErrorLowRatio + rates.equalErrorHighRatio).toBeGreaterThanOrEqual(Math.min(...sums) - 1e-12);
        const worst = Math.min(...limits.map((limit) => Math.max(missed(limit), passed(limit))));
        expect(rates.equalErrorRatio).toBeLessThanOrEqual(worst + 1e-12);
      }),
    );
  });
});
