import { openSimd, putData, takeBytes } from "../../simd/open-simd.ts";
import { filterPatches, listDirectionOffsets, sumBothSides } from "./filter-patches.ts";
import { marginPx, type Pixels, type PrintPatches } from "./plan-patches.ts";
import { periodMaxPx, periodMinPx } from "./ridge-period.ts";

/** Half length of the longest filter across the ridges. */
const acrossMaxPx = 14;

/**
 * Contextual ridge filter: a band-pass across the ridges, tuned to the local period, over a print smoothed along them. The
 * two steps together are a Gabor filter (after Hong, Wan and Jain 1998) at the price of their lengths' sum instead of
 * their product. 1 where the response says ridge, 0 on valleys and outside the print; without the margin.
 */
export function markRidges(
  smooth: Float32Array,
  patches: PrintPatches,
  periodPx: Float32Array,
  { widthPx, heightPx }: Pixels,
): Uint8Array {
  const { stride, cell } = patches;
  const simd = openSimd();
  const source = putData(simd, smooth);
  const target = simd.reserve(smooth.byteLength);
  new Uint8Array(simd.memory.buffer, target, smooth.byteLength).fill(0);
  const offsets = listDirectionOffsets(stride, acrossMaxPx, 1, Math.PI / 2);
  const numberOf = (patch: number) => {
    const period = Math.min(periodMaxPx, Math.max(periodMinPx, periodPx[cell[patch]!]!));
    return Math.round(2 * period);
  };
  filterPatches({ simd, source, target }, patches, { taps: bandPass, numberOf, offsets });
  const ridges = simd.reserve(widthPx * heightPx);
  simd.markPositive(target, ridges, widthPx, heightPx, marginPx);
  return takeBytes(simd, ridges, widthPx * heightPx);
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
