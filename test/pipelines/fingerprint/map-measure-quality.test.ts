import { expect, it } from "vitest";
import { mapMeasureQuality } from "../../../pipelines/fingerprint/map-measure-quality.ts";

const of = (name: string, value: number) => mapMeasureQuality({ [name]: value })[`${name}Quality`];

it.each([
  ["Mu", 0, 0],
  ["Mu", 127.5, 50],
  ["Mu", 255, 100],
  ["roiMean", 2.5, 0],
  ["roiMean", 2.6, 1],
  ["minutiaeCount", 53, 53],
  ["minutiaeCountCentre200", 101, 100],
  ["minutiaeOcl80", 0.5, 50],
  ["coherenceSum", 3150, 100],
  ["coherenceSum", 31.2, 1],
  ["FDAMean", 0.99, 99],
  ["OFMean", 0, 2],
  ["OFMean", -4 / 86, 0],
  ["RVUMean", 1, 50],
  ["RVUMean", 0, 12],
  ["RVUStdDev", 1e9, 100],
])("maps %s of %d to %d", (name, value, quality) => {
  expect(of(name, value)).toBe(quality);
});

it("leaves out bins and measures that are not there, and never leaves 0 to 100", () => {
  expect(mapMeasureQuality({ FDA0: 4, contrast: 90 })).toEqual({});
  expect(of("LCSMean", -1)).toBe(0);
  expect(of("LCSMean", 2)).toBe(100);
});
