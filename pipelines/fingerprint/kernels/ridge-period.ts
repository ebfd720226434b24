import { directions, listDirectionOffsets } from "./filter-patches.ts";
import { cellCentre } from "./plan-patches.ts";
import { type RidgeFlow, smoothCells } from "./ridge-flow.ts";

/** Ridge periods that occur at 500 ppi, from a child's fine ridges to a worn, wide print, in pixels. */
export const periodMinPx = 4;
export const periodMaxPx = 18;
/** Where nothing can be measured: the usual period of an adult's finger. */
const periodUsualPx = 9;

const signaturePx = 48;
const halfPx = signaturePx / 2;
/** The signature is read on three lines this far apart, so that a break in one ridge does not decide. */
const besidePx = 6;
/** One cell in three, both ways, is measured: the period changes slowly. */
const cellStep = 2;
/** Normalised autocorrelation below this is no rhythm. */
const rhythmMin = 0.25;
const fieldSmoothings = 12;
const rhythmSmoothings = 3;

/** Distance from ridge to ridge, and how regular it is. */
export type RidgePeriod = {
  /** In pixels, a cell. */
  readonly periodPx: Float32Array;
  /** Height of the autocorrelation's peak around a cell, 0 to 1. */
  readonly rhythm: Float32Array;
};

/**
 * Ridge period a cell by the autocorrelation of the grey-level signature across the ridges (after the x-signature of
 * Hong, Wan and Jain 1998). `smooth` is the print smoothed along its ridges, in the padded layout with rows of `stride`.
 */
export function measureRidgePeriod(
  smooth: Float32Array,
  stride: number,
  flow: RidgeFlow,
  isPrint: Uint8Array,
): RidgePeriod {
  const { columns, rows } = flow;
  const weighted = new Float32Array(columns * rows);
  const weights = new Float32Array(columns * rows);
  const rhythm = new Float32Array(columns * rows);
  const measured = new Float32Array(columns * rows);
  const across = listDirectionOffsets(stride, halfPx, 1, Math.PI / 2);
  const along = listDirectionOffsets(stride, 1, besidePx, 0);
  for (let row = 1; row < rows; row += cellStep) {
    for (let column = 1; column < columns; column += cellStep) {
      const cell = row * columns + column;
      if (isPrint[cell] === 0) continue;
      const direction = Math.round((flow.directionRad[cell]! * directions) / Math.PI) % directions;
      readSignature(smooth, cellCentre(flow, stride, cell), across[direction]!, along[direction]![1]!);
      const { periodPx, height } = findRhythm();
      measured[cell] = 1;
      if (height < rhythmMin) continue;
      weighted[cell] = periodPx * height;
      weights[cell] = height;
      rhythm[cell] = height;
    }
  }
  for (let pass = 0; pass < fieldSmoothings; pass += 1) {
    smoothCells(weighted, columns, rows);
    smoothCells(weights, columns, rows);
    if (pass >= rhythmSmoothings) continue;
    smoothCells(rhythm, columns, rows);
    smoothCells(measured, columns, rows);
  }
  const periodPx = weighted.map((sum, cell) => (weights[cell]! > 1e-4 ? sum / weights[cell]! : periodUsualPx));
  return { periodPx, rhythm: rhythm.map((sum, cell) => (measured[cell]! > 1e-4 ? sum / measured[cell]! : 0)) };
}

const signature = new Float64Array(signaturePx);

/** Mean darkness of three places along the ridges, a step across them each, mean removed. */
function readSignature(smooth: Float32Array, centre: number, across: Int32Array, beside: number): void {
  let sum = 0;
  for (let index = 0; index < signaturePx; index += 1) {
    const step = index - halfPx;
    const at = step < 0 ? centre - across[-step]! : centre + across[step]!;
    const level = smooth[at - beside]! + smooth[at]! + smooth[at + beside]!;
    signature[index] = level;
    sum += level;
  }
  for (let index = 0; index < signaturePx; index += 1) signature[index] = signature[index]! - sum / signaturePx;
}

const correlation = new Float64Array(periodMaxPx + 3);
const found = { periodPx: 0, height: 0 };

function findRhythm(): { readonly periodPx: number; readonly height: number } {
  found.periodPx = 0;
  found.height = 0;
  for (let lag = 0; lag < correlation.length; lag += 1) {
    let sum = 0;
    for (let index = lag; index < signaturePx; index += 1) sum += signature[index]! * signature[index - lag]!;
    correlation[lag] = sum / (signaturePx - lag);
  }
  const variance = correlation[0]!;
  if (variance <= 0) return found;
  let best = 0;
  for (let lag = periodMinPx; lag <= periodMaxPx; lag += 1) {
    const isPeak = correlation[lag]! > correlation[lag - 1]! && correlation[lag]! >= correlation[lag + 1]!;
    // A multiple of the period correlates as well as the period, so a later peak must be clearly higher.
    if (isPeak && (best === 0 || correlation[lag]! > 1.3 * correlation[best]!)) best = lag;
  }
  if (best === 0) return found;
  const before = correlation[best - 1]!;
  const after = correlation[best + 1]!;
  const curve = before - 2 * correlation[best]! + after;
  const shift = curve < 0 ? (0.5 * (before - after)) / curve : 0;
  found.periodPx = best + shift;
  found.height = Math.max(0, correlation[best]! / variance);
  return found;
}
