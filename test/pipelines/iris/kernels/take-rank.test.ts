import fc from "fast-check";
import { expect, it } from "vitest";
import { takeRank } from "../../../../pipelines/iris/kernels/take-rank.ts";

it("gives what stands at a place of the sorted values, many of them alike or not", () => {
  const values = fc.oneof(
    fc.float64Array({ minLength: 1, maxLength: 60, noNaN: true }),
    fc.array(fc.nat(3), { minLength: 1, maxLength: 60 }).map((few) => Float64Array.from(few)),
  );
  fc.assert(
    fc.property(values, fc.nat(59), (drawn, place) => {
      const rank = place % drawn.length;
      const sorted = Float64Array.from(drawn).sort();
      expect(takeRank(Float64Array.from(drawn), rank) === sorted[rank]).toBe(true);
    }),
  );
});
