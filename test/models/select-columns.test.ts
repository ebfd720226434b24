import { expect, it } from "vitest";
import { measureAgreement } from "../../models/measure-agreement.ts";
import { selectColumns, solveRidge } from "../../models/select-columns.ts";

const first = Float64Array.from({ length: 50 }, (_, row) => row % 7);
const second = Float64Array.from({ length: 50 }, (_, row) => (row * row) % 11);
const copy = first.map((value) => 2 * value + 1);
const wanted = first.map((value, row) => 3 * value - (second[row] ?? 0) + 5);

it("takes the columns that tell most, and none that only repeats another", () => {
  expect(selectColumns([second, first, copy], wanted, 3).toSorted()).toEqual([0, 1]);
  expect(selectColumns([second, first, copy], wanted, 1)).toEqual([1]);
});

it("solves exactly without a penalty, and shrinks weights with one", () => {
  const exact = solveRidge([first, second], wanted, 0);
  expect(exact.intercept).toBeCloseTo(5, 8);
  expect(exact.weights[0]).toBeCloseTo(3, 8);
  expect(exact.weights[1]).toBeCloseTo(-1, 8);
  expect(Math.abs(solveRidge([first, second], wanted, 50).weights[0] ?? 0)).toBeLessThan(3);
});

it("measures agreement in points of the score", () => {
  expect(measureAgreement([10, 20, 30, 40], [12, 18, 32, 50])).toEqual({
    correlation: 0.978,
    meanError: 4,
    error95: 10,
    within5Percent: 75,
  });
});
