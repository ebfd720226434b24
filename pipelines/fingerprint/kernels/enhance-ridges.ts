import type { GrayImage } from "../../../runtime/kernel/image.ts";
import type { RidgeFlow } from "./ridge-flow.ts";
import { periodMaxPx, periodMinPx, type RidgePeriod } from "./ridge-period.ts";

const directions = 48;
/** Half length of the smoothing along a ridge and its deviation, in pixels. */
const alongPx = 8;
const alongDeviationPx = 3.6;
/** Half length of the longest filter across the ridges. */
const acrossMaxPx = 14;
/** Directions are interpolated between cells and held over squares of this side. */
const patchPx = 4;
/** Filters reach this far, and the last patch of a row or column may stick out of the image by three pixels. */
const marginPx = acrossMaxPx + patchPx;

/**
 * Contextual ridge filter: at each pixel of the print, smoothing along the local ridge direction, then a band-pass tuned
 * to the local period across it. It is a Gabor filter in two short steps (after Hong, Wan and Jain 1998), so a tap costs
 * one addition. Returns 1 where the response says ridge, 0 on valleys and outside the print.
 */
export function enhanceRidges(image: GrayImage, flow: RidgeFlow, period: RidgePeriod, isPrint: Uint8Array): Uint8Array {
  const { widthPx, heightPx } = image;
  const stride = widthPx + 2 * marginPx;
  const plan = planPatches(widthPx, heightPx, flow, period, isPrint);
  const darkness = padDarkness(image, stride);
  // Filters across reach beyond the print, where nothing was smoothed.
  const smooth = darkness.slice();
  const response = new Float32Array(darkness.length);
  const alongOffsets = directionOffsets(stride, alongPx, 0);
  const acrossOffsets = directionOffsets(stride, acrossMaxPx, Math.PI / 2);
  const alongTaps = buildSmoothing();
  const bandPass = buildBandPassFilters();
  for (const patch of plan.patches) {
    const offsets = alongOffsets[plan.direction[patch]!]!;
    filterPatch(darkness, smooth, plan.starts[patch]!, stride, offsets, alongTaps);
  }
  for (const patch of plan.patches) {
    const offsets = acrossOffsets[plan.direction[patch]!]!;
    filterPatch(smooth, response, plan.starts[patch]!, stride, offsets, bandPass[plan.halfPeriod[patch]!]!);
  }
  return markRidges(response, stride, widthPx, heightPx);
}

/** Applies one symmetric filter to the 4×4 pixels from `start` on, a row at a time: offsets and taps serve four pixels. */
function filterPatch(
  source: Float32Array,
  target: Float32Array,
  start: number,
  stride: number,
  offsets: Int32Array,
  taps: Float32Array,
): void {
  for (let at = start; at < start + patchPx * stride; at += stride) {
    let first = source[at]! * taps[0]!;
    let second = source[at + 1]! * taps[0]!;
    let third = source[at + 2]! * taps[0]!;
    let fourth = source[at + 3]! * taps[0]!;
    for (let step = 1; step < taps.length; step += 1) {
      const ahead = at + offsets[step]!;
      const behind = at - offsets[step]!;
      const tap = taps[step]!;
      first += (source[ahead]! + source[behind]!) * tap;
      second += (source[ahead + 1]! + source[behind + 1]!) * tap;
      third += (source[ahead + 2]! + source[behind + 2]!) * tap;
      fourth += (source[ahead + 3]! + source[behind + 3]!) * tap;
    }
    target[at] = first;
    target[at + 1] = second;
    target[at + 2] = third;
    target[at + 3] = fourth;
  }
}

function markRidges(response: Float32Array, stride: number, widthPx: number, heightPx: number): Uint8Array {
  const ridges = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const from = (y + marginPx) * stride + marginPx;
    for (let x = 0; x < widthPx; x += 1) ridges[y * widthPx + x] = response[from + x]! > 0 ? 1 : 0;
  }
  return ridges;
}

type PatchPlan = {
  /** Numbers of the patches that lie in the print, in raster order. */
  readonly patches: readonly number[];
  /** Where a patch's first pixel lies in the padded buffers. */
  readonly starts: Int32Array;
  /** Number of the quantised direction, a patch. */
  readonly direction: Uint8Array;
  /** Period in half pixels, a patch. */
  readonly halfPeriod: Uint8Array;
};

function planPatches(
  widthPx: number,
  heightPx: number,
  flow: RidgeFlow,
  period: RidgePeriod,
  isPrint: Uint8Array,
): PatchPlan {
  const columns = Math.ceil(widthPx / patchPx);
  const rows = Math.ceil(heightPx / patchPx);
  const direction = new Uint8Array(columns * rows);
  const halfPeriod = new Uint8Array(columns * rows);
  const starts = new Int32Array(columns * rows);
  const stride = widthPx + 2 * marginPx;
  const cosines = flow.directionRad.map((angle) => Math.cos(2 * angle));
  const sines = flow.directionRad.map((angle) => Math.sin(2 * angle));
  const patches: number[] = [];
  const lastRow = flow.rows - 1;
  const lastColumn = flow.columns - 1;
  for (let patch = 0; patch < direction.length; patch += 1) {
    const row = Math.floor(patch / columns);
    const column = patch % columns;
    const cell = (row >> 1) * flow.columns + (column >> 1);
    if (isPrint[cell] === 0) continue;
    patches.push(patch);
    // A patch lies a quarter of a cell off its cell's centre: three parts of its own, one of the neighbour's.
    const ownRow = row >> 1;
    const ownColumn = column >> 1;
    const nextRow = Math.min(lastRow, Math.max(0, ownRow + ((row & 1) === 0 ? -1 : 1)));
    const nextColumn = Math.min(lastColumn, Math.max(0, ownColumn + ((column & 1) === 0 ? -1 : 1)));
    const blend = (field: Float32Array) =>
      9 * field[cell]! +
      3 * field[nextRow * flow.columns + ownColumn]! +
      3 * field[ownRow * flow.columns + nextColumn]! +
      field[nextRow * flow.columns + nextColumn]!;
    const angle = 0.5 * Math.atan2(blend(sines), blend(cosines));
    const turn = Math.round((angle / Math.PI) * directions);
    direction[patch] = ((turn % directions) + directions) % directions;
    const clamped = Math.min(periodMaxPx, Math.max(periodMinPx, period.periodPx[cell]!));
    starts[patch] = (row * patchPx + marginPx) * stride + column * patchPx + marginPx;
    halfPeriod[patch] = Math.round(2 * clamped);
  }
  return { patches, starts, direction, halfPeriod };
}

/** Darkness (255 − grey) with a margin that repeats the edge, so that the filters need no bounds. */
function padDarkness(image: GrayImage, stride: number): Float32Array {
  const { widthPx, heightPx, pixels } = image;
  const padded = new Float32Array(stride * (heightPx + 2 * marginPx));
  for (let y = 0; y < heightPx + 2 * marginPx; y += 1) {
    const row = Math.min(heightPx - 1, Math.max(0, y - marginPx)) * widthPx;
    for (let x = 0; x < stride; x += 1) {
      padded[y * stride + x] = 255 - pixels[row + Math.min(widthPx - 1, Math.max(0, x - marginPx))]!;
    }
  }
  return padded;
}

/** For each direction, the buffer offsets of the pixels 0, 1, 2 … steps away, turned by `turnRad`. */
function directionOffsets(stride: number, steps: number, turnRad: number): Int32Array[] {
  return Array.from({ length: directions }, (_, direction) => {
    const angle = (direction * Math.PI) / directions + turnRad;
    return Int32Array.from({ length: steps + 1 }, (_unused, step) => {
      const x = Math.round(step * Math.cos(angle));
      const y = Math.round(step * Math.sin(angle));
      return y * stride + x;
    });
  });
}

/** One side of a Gaussian that adds up to 1 over both. */
function buildSmoothing(): Float32Array {
  const taps = Float32Array.from({ length: alongPx + 1 }, (_, step) => Math.exp(-((step / alongDeviationPx) ** 2) / 2));
  const total = sumBothSides(taps);
  return taps.map((tap) => tap / total);
}

function sumBothSides(taps: Float32Array): number {
  return taps.reduce((sum, tap, step) => sum + (step === 0 ? tap : 2 * tap), 0);
}

/** Even band-pass filters by period in half pixels: a cosine under a Gaussian, without response to a flat field. */
function buildBandPassFilters(): Float32Array[] {
  return Array.from({ length: 2 * periodMaxPx + 1 }, (_, halfPeriod) => {
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
}
