import { expect, it } from "vitest";
import { summariseHistogram } from "../../../pipelines/fingerprint/summarise-histogram.ts";

it("puts a value on a boundary into the upper bin, and reports mean and population deviation", () => {
  const measures: Record<string, number> = {};
  summariseHistogram("RVU", Float64Array.of(0.5, 30), measures);
  expect(measures).toMatchObject({ RVU0: 0, RVU1: 1, RVU8: 0, RVU9: 1, RVUMean: 15.25, RVUStdDev: 14.75 });
});

it("gives twelve zeros for an empty list", () => {
  const measures: Record<string, number> = {};
  summariseHistogram("OF", new Float64Array(0), measures);
  expect(Object.keys(measures)).toHaveLength(12);
  expect(Object.values(measures).every((value) => value === 0)).toBe(true);
});
