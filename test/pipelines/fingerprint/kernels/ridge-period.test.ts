import { expect, it } from "vitest";
import { planPatches } from "../../../../pipelines/fingerprint/kernels/plan-patches.ts";
import { traceRidgeFlow } from "../../../../pipelines/fingerprint/kernels/ridge-flow.ts";
import { measureRidgePeriod } from "../../../../pipelines/fingerprint/kernels/ridge-period.ts";
import { segmentPrint } from "../../../../pipelines/fingerprint/kernels/segment-print.ts";
import { smoothAlong } from "../../../../pipelines/fingerprint/kernels/smooth-along.ts";
import type { GrayImage } from "../../../../runtime/kernel/image.ts";

/** Straight ridges whose normal has the given angle in image axes. */
function drawRidges(periodPx: number, normalRad: number): GrayImage {
  const pixels = Uint8Array.from({ length: 160 * 160 }, (_, at) => {
    const across = (at % 160) * Math.cos(normalRad) + Math.floor(at / 160) * Math.sin(normalRad);
    return Math.round(128 + 90 * Math.sin((2 * Math.PI * across) / periodPx));
  });
  return { widthPx: 160, heightPx: 160, resolutionPpi: 500, pixels };
}

it.each([
  [6, 0],
  [9, 0.6],
  [9, Math.PI / 2],
  [13.5, 2.4],
])("reads a period of %f pixels and the direction along ridges with normal %f", (periodPx, normalRad) => {
  const image = drawRidges(periodPx, normalRad);
  const flow = traceRidgeFlow(image, 5);
  const isPrint = segmentPrint(flow);
  const patches = planPatches(image, flow, isPrint);
  const period = measureRidgePeriod(smoothAlong(image, patches), patches.stride, flow, isPrint);
  const middle = 10 * flow.columns + 10;
  expect(isPrint[middle]).toBe(1);
  expect(Math.abs(period.periodPx[middle]! - periodPx)).toBeLessThan(0.4);
  expect(period.rhythm[middle]).toBeGreaterThan(0.8);
  expect(flow.coherence[middle]).toBeGreaterThan(0.95);
  expect(Math.abs(Math.cos(flow.directionRad[middle]! - normalRad))).toBeLessThan(0.03);
});

it("marks no print on a flat image", () => {
  const flat = { widthPx: 80, heightPx: 80, resolutionPpi: 500, pixels: new Uint8Array(6400).fill(200) };
  expect(segmentPrint(traceRidgeFlow(flat, 5)).every((flag) => flag === 0)).toBe(true);
});
