import { type LidSteps, pupilCell } from "./lid-steps.ts";

/** A lash or a reflection on the edge counts no more than this many gray levels. */
const stepCap = 30;
const noiseFloor = 4;
const pointsMin = 5;

/**
 * How surely a parabola is a lid's edge: the mean step across it, of either sign, and that mean over its unevenness,
 * weighed by the square root of its length as a t statistic is. Only what lies within `insidePx` of the centre counts.
 */
export function scoreLidCurve(
  grid: LidSteps,
  { apexPx, bend, slope }: { readonly apexPx: number; readonly bend: number; readonly slope: number },
  insidePx: number,
): { readonly step: number; readonly strength: number } {
  const middle = (grid.columns - 1) / 2;
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let column = 0; column < grid.columns; column += 1) {
    const u = (column - middle) * grid.stepPx;
    const v = apexPx - bend * u * u + slope * u;
    if (u * u + v * v > insidePx * insidePx) continue;
    const row = Math.round((v - grid.firstRowPx) / grid.stepPx);
    if (row < 0 || row >= grid.rows) continue;
    const step = grid.steps[row * grid.columns + column]!;
    if (Number.isNaN(step)) continue;
    const capped = Math.max(-stepCap, Math.min(stepCap, step));
    count += 1;
    sum += capped;
    squares += capped * capped;
  }
  if (count < pointsMin) return { step: 0, strength: 0 };
  const mean = sum / count;
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
  return { step: Math.abs(mean), strength: (Math.sqrt(count) * Math.abs(mean)) / (deviation + noiseFloor) };
}

/** How much of the pupil's disc beyond the curve is as dark as a pupil, 0 to 1; 0 where none of it lies beyond. */
export function darkBeyond(
  grid: LidSteps,
  { apexPx, bend, slope }: { readonly apexPx: number; readonly bend: number; readonly slope: number },
): number {
  const middle = (grid.columns - 1) / 2;
  let count = 0;
  let dark = 0;
  for (let column = 0; column < grid.columns; column += 1) {
    const u = (column - middle) * grid.stepPx;
    const firstRow = Math.ceil((apexPx - bend * u * u + slope * u - grid.firstRowPx) / grid.stepPx);
    for (let row = Math.max(0, firstRow); row < grid.rows; row += 1) {
      const kind = grid.pupil[row * grid.columns + column]!;
      if (kind === pupilCell.none) continue;
      count += 1;
      if (kind === pupilCell.dark) dark += 1;
    }
  }
  return count === 0 ? 0 : dark / count;
}
