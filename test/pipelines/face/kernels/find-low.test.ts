import { expect, it } from "vitest";
import { findLow } from "../../../../pipelines/face/kernels/find-low.ts";

it("marks what is below the limit, and not what is at it", () => {
  expect([...findLow(Float32Array.of(0, 0.25, 0.5, 0.75, Number.NaN), 0.5)]).toEqual([1, 1, 0, 0, 0]);
});
