import { filterPatches, listDirectionOffsets, sumBothSides } from "./filter-patches.ts";
import type { PrintPatches } from "./plan-patches.ts";

/** Half length of the smoothing in taps, their distance and the deviation of their weights, in pixels. */
const steps = 8;
const stepPx = 1;
const deviationPx = 3.6;

/**
 * Smooths the darkness of a print along its ridges, so that pores, breaks and noise fade and ridges do not: the first
 * half of a Gabor filter. Outside the print the darkness stays as it is, for filters across that reach beyond.
 */
export function smoothAlong(patches: PrintPatches): Float32Array {
  const { darkness, stride } = patches;
  const offsets = listDirectionOffsets(stride, steps, stepPx, 0);
  return filterPatches(darkness, darkness, patches, { taps: [taps], numberOf: () => 0, offsets });
}

const taps = buildTaps();

function buildTaps(): Float32Array {
  const weights = Float32Array.from({ length: steps + 1 }, (_, step) =>
    Math.exp(-((step * stepPx) ** 2) / (2 * deviationPx * deviationPx)),
  );
  const total = sumBothSides(weights);
  return weights.map((weight) => weight / total);
}
