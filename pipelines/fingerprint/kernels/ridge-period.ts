import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { cellPx, type RidgeFlow, smoothCells } from "./ridge-flow.ts";

/** Ridge periods that occur at 500 ppi, from a child's fine ridges to a worn, wide print, in pixels. */
export const periodMinPx = 4;
export const periodMaxPx = 18;
/** Where nothing can be measured: the usual period of an adult's finger. */
const periodUsualPx = 9;

const signaturePx = 48;
const stripPx = 17;
const stripStepPx = 2;
/** Normalised autocorrelation below this is no rhythm. */
const rhythmMin = 0.15;
const fieldSmoothings = 12;

/** Distance from ridge to ridge, and how regular it is. */
export type RidgePeriod = {
  /** In pixels, a cell. */
  readonly periodPx: Float32Array;
  /** Height of the autocorrelation's peak around a cell, 0 to 1. */
  readonly rhythm: Float32Array;
};

/**
 * Ridge period a cell by the autocorrelation of the grey-level signature across the ridges (after the x-signature of
 * Hong, Wan and Jain 1998), measured on every second cell of the print and spread by weighted smoothing.
 */
export function measureRidgePeriod(image: GrayImage, flow: RidgeFlow, isPrint: Uint8Array): RidgePeriod {
  const { columns, rows } = flow;
  const weighted = new Float32Array(columns * rows);
  const weights = new Float32Array(columns * rows);
  const rhythm = new Float32Array(columns * rows);
  const signature = new Float64Array(signaturePx);
  for (let row = 0; row < rows; row += 2) {
    for (let column = 0; column < columns; column += 2) {
      const cell = row * columns + column;
      if (isPrint[cell] === 0) continue;
      readSignature(image, column * cellPx + cellPx, row * cellPx + cellPx, flow.directionRad[cell]!, signature);
      const { periodPx, height } = findRhythm(signature);
      if (height < rhythmMin) continue;
      weighted[cell] = periodPx * height;
      weights[cell] = height;
      rhythm[cell] = height;
    }
  }
  for (let pass = 0; pass < fieldSmoothings; pass += 1) {
    smoothCells(weighted, columns, rows);
    smoothCells(weights, columns, rows);
    if (pass < 2) smoothCells(rhythm, columns, rows);
  }
  const periodPx = weighted.map((sum, cell) => (weights[cell]! > 1e-4 ? sum / weights[cell]! : periodUsualPx));
  // One cell in four was measured, so the smoothed rhythm holds a quarter of it.
  return { periodPx, rhythm: rhythm.map((value) => Math.min(1, 4 * value)) };
}

/** Mean grey level on lines along the ridges, one a pixel across them, mean removed. */
function readSignature(image: GrayImage, x: number, y: number, directionRad: number, signature: Float64Array): void {
  const { widthPx, heightPx, pixels } = image;
  const alongX = Math.cos(directionRad);
  const alongY = Math.sin(directionRad);
  let sum = 0;
  for (let index = 0; index < signaturePx; index += 1) {
    const across = index - signaturePx / 2;
    let line = 0;
    for (let step = -(stripPx >> 1); step <= stripPx >> 1; step += stripStepPx) {
      const sourceX = clampIndex(Math.round(x - across * alongY + step * alongX), widthPx);
      const sourceY = clampIndex(Math.round(y + across * alongX + step * alongY), heightPx);
      line += pixels[sourceY * widthPx + sourceX]!;
    }
    signature[index] = line;
    sum += line;
  }
  for (let index = 0; index < signaturePx; index += 1) signature[index] = signature[index]! - sum / signaturePx;
}

function clampIndex(index: number, size: number): number {
  if (index < 0) return 0;
  return index >= size ? size - 1 : index;
}

const correlation = new Float64Array(periodMaxPx + 3);

function findRhythm(signature: Float64Array): { readonly periodPx: number; readonly height: number } {
  const none = { periodPx: 0, height: 0 };
  for (let lag = 0; lag < correlation.length; lag += 1) {
    let sum = 0;
    for (let index = lag; index < signaturePx; index += 1) sum += signature[index]! * signature[index - lag]!;
    correlation[lag] = sum / (signaturePx - lag);
  }
  const variance = correlation[0]!;
  if (variance <= 0) return none;
  let best = 0;
  for (let lag = periodMinPx; lag <= periodMaxPx; lag += 1) {
    const isPeak = correlation[lag]! > correlation[lag - 1]! && correlation[lag]! >= correlation[lag + 1]!;
    // A multiple of the period correlates as well as the period, so a later peak must be clearly higher.
    if (isPeak && (best === 0 || correlation[lag]! > 1.3 * correlation[best]!)) best = lag;
  }
  if (best === 0) return none;
  const before = correlation[best - 1]!;
  const after = correlation[best + 1]!;
  const curve = before - 2 * correlation[best]! + after;
  const shift = curve < 0 ? (0.5 * (before - after)) / curve : 0;
  return { periodPx: best + shift, height: Math.max(0, correlation[best]! / variance) };
}
