import { openSimd, putData } from "../../simd/open-simd.ts";
import { filterPatches, listDirectionOffsets, sumBothSides } from "./filter-patches.ts";
import { marginPx, type Pixels, type PrintPatches } from "./plan-patches.ts";

/** Half length of the smoothing in taps, their distance and the deviation of their weights, in pixels. */
const steps = 8;
const stepPx = 1;
const deviationPx = 3.6;

/**
 * Smooths the darkness (255 − grey) of a print along its ridges, so that pores, breaks and noise fade and ridges do not: the
 * first half of a Gabor filter. In the padded layout; outside the print the darkness stays as it is, for filters across
 * that reach beyond.
 */
export function smoothAlong({ widthPx, heightPx, pixels }: Pixels, patches: PrintPatches): Float32Array {
  const { stride } = patches;
  const simd = openSimd();
  const count = stride * (heightPx + 2 * marginPx);
  const source = simd.reserve(4 * count);
  const target = simd.reserve(4 * count);
  simd.padDarkness(putData(simd, pixels), source, widthPx, heightPx, marginPx);
  new Uint8Array(simd.memory.buffer).copyWithin(target, source, source + 4 * count);
  const offsets = listDirectionOffsets(stride, steps, stepPx, 0);
  filterPatches({ simd, source, target }, patches, { taps: [taps], numberOf: () => 0, offsets });
  return new Float32Array(simd.memory.buffer, target, count).slice();
}

const taps = buildTaps();

function buildTaps(): Float32Array {
  const weights = Float32Array.from({ length: steps + 1 }, (_, step) =>
    Math.exp(-((step * stepPx) ** 2) / (2 * deviationPx * deviationPx)),
  );
  const total = sumBothSides(weights);
  return weights.map((weight) => weight / total);
}
