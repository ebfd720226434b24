import { filterPatches, listDirectionOffsets, sumBothSides } from "./filter-patches.ts";
import { marginPx, type PrintPatches } from "./plan-patches.ts";
import { periodMaxPx, periodMinPx } from "./ridge-period.ts";

/** Half length of the longest filter across the ridges. */
const acrossMaxPx = 14;

/**
 * Contextual ridge filter: a band-pass across the ridges, tuned to the local period, over a print smoothed along them. The
 * two steps together are a Gabor filter (after Hong, Wan and Jain 1998) at the price of their lengths' sum instead of
 * their product. Returns the response in the padded layout, positive on ridges; 0 outside the print.
 */
export function enhanceRidges(smooth: Float32Array, patches: PrintPatches, periodPx: Float32Array): Float32Array {
  const { stride, cell } = patches;
  const offsets = listDirectionOffsets(stride, acrossMaxPx, 1, Math.PI / 2);
  const numberOf = (patch: number) => {
    const period = Math.min(periodMaxPx, Math.max(periodMinPx, periodPx[cell[patch]!]!));
    return Math.round(2 * period);
  };
  return filterPatches(smooth, new Float32Array(smooth.length), patches, { taps: bandPass, numberOf, offsets });
}

/** 1 where the response says ridge, 0 on valleys and outside the print; without the margin. */
export function markRidges(response: Float32Array, widthPx: number, heightPx: number): Uint8Array {
  const stride = widthPx + 2 * marginPx;
  const ridges = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const from = (y + marginPx) * stride + marginPx;
    for (let x = 0; x < widthPx; x += 1) ridges[y * widthPx + x] = response[from + x]! > 0 ? 1 : 0;
  }
  return ridges;
}

/** Even band-pass filters by period in half pixels: a cosine under a Gaussian, without response to a flat field. */
const bandPass = Array.from({ length: 2 * periodMaxPx + 1 }, (_, halfPeriod) => {
  const periodPx = Math.max(periodMinPx, halfPeriod / 2);
  const deviation = 0.42 * periodPx;
  const half = Math.min(acrossMaxPx, Math.ceil(1.25 * periodPx));
  const window = (step: number) => Math.exp(-(step * step) / (2 * deviation * deviation));
  const taps = Float32Array.from(
    { length: half + 1 },
    (_unused, step) => window(step) * Math.cos((2 * Math.PI * step) / periodPx),
  );
  const windows = taps.map((_tap, step) => window(step));
  const excess = sumBothSides(taps) / sumBothSides(windows);
  return taps.map((tap, step) => tap - excess * (windows[step] ?? 0));
});
