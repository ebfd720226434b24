import type { GrayImage } from "../../../runtime/kernel/image.ts";
import type { RidgeFlow } from "./ridge-flow.ts";
import { periodMaxPx, periodMinPx, type RidgePeriod } from "./ridge-period.ts";

const directions = 48;
/** Half length of the smoothing along a ridge and its deviation, in pixels. */
const alongPx = 8;
const alongDeviationPx = 3.6;
/** Half length of the longest filter across the ridges. */
const acrossMaxPx = 14;
const marginPx = acrossMaxPx + 1;
/** Directions are interpolated between cells and held over squares of this side. */
const patchPx = 4;

/**
 * Contextual ridge filter: at each pixel of the print, smoothing along the local ridge direction, then a band-pass tuned
 * to the local period across it. It is a Gabor filter in two short steps (after Hong, Wan and Jain 1998), so a tap costs
 * one addition. The result is positive on ridges, negative on valleys, 0 outside the print.
 */
export function enhanceRidges(
  image: GrayImage,
  flow: RidgeFlow,
  period: RidgePeriod,
  isPrint: Uint8Array,
): Float32Array {
  const { widthPx, heightPx } = image;
  const stride = widthPx + 2 * marginPx;
  const source = padDarkness(image, stride);
  const smooth = new Float32Array(source.length);
  const response = new Float32Array(widthPx * heightPx);
  const plan = planPatches(widthPx, heightPx, flow, period, isPrint);

  const alongTaps = Float32Array.from({ length: alongPx + 1 }, (_, step) =>
    Math.exp(-(step * step) / (2 * alongDeviationPx * alongDeviationPx)),
  );
  const alongOffsets = directionOffsets(stride, alongPx, 0);
  const acrossOffsets = directionOffsets(stride, acrossMaxPx, Math.PI / 2);
  const bandPass = buildBandPassFilters();

  // The second step reads beyond a patch, so what the first step does not reach keeps the source.
  smooth.set(source);
  const total = alongTaps.reduce((sum, tap, step) => sum + (step === 0 ? tap : 2 * tap), 0);
  for (let step = 0; step <= alongPx; step += 1) alongTaps[step] = alongTaps[step]! / total;
  plan.forEachPatch(isPrint, (left, top, right, bottom, patch) => {
    const first = plan.direction[patch]! * (alongPx + 1);
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const at = (y + marginPx) * stride + x + marginPx;
        let sum = source[at]! * alongTaps[0]!;
        for (let step = 1; step <= alongPx; step += 1) {
          const offset = alongOffsets[first + step]!;
          sum += (source[at + offset]! + source[at - offset]!) * alongTaps[step]!;
        }
        smooth[at] = sum;
      }
    }
  });
  plan.forEachPatch(isPrint, (left, top, right, bottom, patch) => {
    const first = plan.direction[patch]! * (acrossMaxPx + 1);
    const taps = bandPass[plan.period[patch]!]!;
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const at = (y + marginPx) * stride + x + marginPx;
        let sum = smooth[at]! * taps[0]!;
        for (let step = 1; step < taps.length; step += 1) {
          const offset = acrossOffsets[first + step]!;
          sum += (smooth[at + offset]! + smooth[at - offset]!) * taps[step]!;
        }
        response[y * widthPx + x] = sum;
      }
    }
  });
  return response;
}

type PatchVisit = (left: number, top: number, right: number, bottom: number, patch: number) => void;

type PatchPlan = {
  /** Index of the quantised direction, a patch. */
  readonly direction: Uint8Array;
  /** Period in half pixels, a patch. */
  readonly period: Uint8Array;
  readonly forEachPatch: (isPrint: Uint8Array, visit: PatchVisit) => void;
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
  const halfPeriods = new Uint8Array(columns * rows);
  const cosines = flow.directionRad.map((angle) => Math.cos(2 * angle));
  const sines = flow.directionRad.map((angle) => Math.sin(2 * angle));
  const cellOf = (patch: number) =>
    Math.floor(Math.floor(patch / columns) / 2) * flow.columns + Math.floor((patch % columns) / 2);
  const lastRow = flow.rows - 1;
  const lastColumn = flow.columns - 1;
  for (let patch = 0; patch < direction.length; patch += 1) {
    const cell = cellOf(patch);
    if (isPrint[cell] === 0) continue;
    const row = Math.floor(patch / columns);
    const column = patch % columns;
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
    halfPeriods[patch] = Math.round(2 * clamped);
  }
  return {
    direction,
    period: halfPeriods,
    forEachPatch: (mask, visit) => {
      for (let patch = 0; patch < direction.length; patch += 1) {
        if (mask[cellOf(patch)] === 0) continue;
        const left = (patch % columns) * patchPx;
        const top = Math.floor(patch / columns) * patchPx;
        visit(left, top, Math.min(widthPx, left + patchPx), Math.min(heightPx, top + patchPx), patch);
      }
    },
  };
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
function directionOffsets(stride: number, steps: number, turnRad: number): Int32Array {
  const offsets = new Int32Array(directions * (steps + 1));
  for (let direction = 0; direction < directions; direction += 1) {
    const angle = (direction * Math.PI) / directions + turnRad;
    for (let step = 0; step <= steps; step += 1) {
      const x = Math.round(step * Math.cos(angle));
      const y = Math.round(step * Math.sin(angle));
      offsets[direction * (steps + 1) + step] = y * stride + x;
    }
  }
  return offsets;
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
    const sum = (values: Float32Array) => values.reduce((all, tap, step) => all + (step === 0 ? tap : 2 * tap), 0);
    const windows = taps.map((_tap, step) => window(step));
    const excess = sum(taps) / sum(windows);
    return taps.map((tap, step) => tap - excess * (windows[step] ?? 0));
  });
}
