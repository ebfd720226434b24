import { expect, it } from "vitest";
import { measureAgreement } from "../../models/measure-agreement.ts";

it("measures agreement in points of the score", () => {
  expect(measureAgreement([10, 20, 30, 40], [12, 18, 32, 50])).toEqual({
    correlation: 0.978,
    meanError: 4,
    error95: 10,
    within5Percent: 75,
    sameAt40Percent: 100,
    bias: 3,
  });
});

it("counts what falls on different sides of a limit of 40, which itself passes", () => {
  expect(measureAgreement([39, 40, 60, 10], [40, 40, 39, 12]).sameAt40Percent).toBe(50);
});
