import fc from "fast-check";
import { expect, it } from "vitest";
import { cutPieces, placeValue } from "../../../../models/fingerprint-quality/network/cut-pieces.ts";

it("cuts a column into pieces of equally many values, and leaves out one that never changes", () => {
  const columns = [Float32Array.of(9, 1, 2, 3, 100), new Float32Array(5), Float32Array.of(0, 0, 0, 0, 5)];
  expect(cutPieces(columns, 2)).toEqual([
    { column: 0, knots: Float32Array.of(1, 3, 100) },
    { column: 2, knots: Float32Array.of(0, 5) },
  ]);
});

it("places a value between its knots by its share, and at the ends beyond them", () => {
  const knots = Float32Array.of(1, 3, 100);
  expect([0, 1, 2, 3, 51.5, 100, 1_000].map((value) => placeValue(knots, value))).toEqual([0, 0, 0.5, 1, 1.5, 2, 2]);
});

it("places greater values no lower, whatever the knots", () => {
  const values = fc.array(fc.float({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 8 }), (column, piecesMax) => {
      for (const { knots } of cutPieces([Float32Array.from(column)], piecesMax)) {
        const places = column.toSorted((one, other) => one - other).map((value) => placeValue(knots, value));
        expect(places).toEqual(places.toSorted((one, other) => one - other));
        expect(places[0]).toBe(0);
        expect(places.at(-1)).toBe(knots.length - 1);
      }
    }),
  );
});
