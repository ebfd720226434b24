import { describe, expect, it } from "vitest";
import { measureNoiseShare } from "../../../../pipelines/fingerprint/kernels/measure-noise.ts";
import { addNoise, fadePrint } from "../degrade-print.ts";
import { drawRidgesWithMinutia } from "../draw-ridges.ts";
import { flatImage } from "../read-print.ts";

/** Upright ridges of 9 pixels' period without an end. */
const ridges = fadePrint(drawRidgesWithMinutia(-5000, 100), 0.4);
const amplitude = 0.4 * 100;

describe("measureNoiseShare", () => {
  it("is 0 on flat and near 0 on clean ridges, however strong", () => {
    expect(measureNoiseShare(flatImage(100, 100, 128))).toBe(0);
    expect(measureNoiseShare(drawRidgesWithMinutia(120, 130))).toBeLessThan(0.02);
  });

  it("is about 1 where there is nothing but noise", () => {
    expect(measureNoiseShare(addNoise(flatImage(200, 200, 128), 12))).toBeCloseTo(1, 1);
  });

  it.each([5, 12, 25])("is the noise's part of the gradients' squares at a deviation of %i", (deviation) => {
    const ofNoise = 4 * deviation ** 2;
    const ofRidges = 0.5 * (2 * amplitude * Math.sin((2 * Math.PI) / 9)) ** 2;
    const share = measureNoiseShare(addNoise(ridges, deviation));
    expect(share / (ofNoise / (ofNoise + ofRidges))).toBeGreaterThan(0.85);
    expect(share / (ofNoise / (ofNoise + ofRidges))).toBeLessThan(1.15);
  });

  it("is 0 of an image without an inside", () => {
    expect(measureNoiseShare(flatImage(2, 50, 7))).toBe(0);
    expect(measureNoiseShare(flatImage(0, 0, 0))).toBe(0);
  });
});
