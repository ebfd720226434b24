import fc from "fast-check";
import { expect, it } from "vitest";
import { largestEigenvector } from "../../../pipelines/face/largest-eigenvector.ts";

it("finds the axis of the largest eigenvalue, however close the second", () => {
  const vector = largestEigenvector([
    [1, 0, 0, 0],
    [0, 2, 0, 0],
    [0, 0, 2.000001, 0],
    [0, 0, 0, -7],
  ]);
  expect(vector.map(Math.abs)).toEqual([0, 0, 1, 0]);
});

it("returns a unit vector that no other direction beats", () => {
  const entry = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 10, maxLength: 10 }),
      fc.array(entry, { minLength: 4, maxLength: 4 }),
      (e, v) => {
        const [a = 0, b = 0, c = 0, d = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0] = e;
        const matrix = [
          [a, b, c, d],
          [b, f, g, h],
          [c, g, i, j],
          [d, h, j, k],
        ];
        const quadratic = (vector: readonly number[]) =>
          matrix.reduce((sum, row, r) => sum + row.reduce((s, x, col) => s + x * vector[r]! * vector[col]!, 0), 0);
        const best = largestEigenvector(matrix);
        const length = Math.hypot(...v);
        expect(Math.hypot(...best)).toBeCloseTo(1, 9);
        if (length > 1e-3) expect(quadratic(best)).toBeGreaterThan(quadratic(v.map((x) => x / length)) - 1e-6);
      },
    ),
  );
});
