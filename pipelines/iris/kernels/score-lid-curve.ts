import { type LidSteps, pupilCell } from "./lid-steps.ts";

/** A lash or a reflection on the edge counts no more than this many gray levels. */
const stepCap = 30;
const noiseFloor = 4;
const pointsMin = 5;
/** A fainter edge than this is iris texture. */
const stepMin = 8;

/** A parabola on the grid, in pixels as `LidCurve` has it. */
export type GridCurve = { readonly apexPx: number; readonly bend: number; readonly slope: number };

/** For one bend and slope the score of a lid whose apex is at each row of the grid. */
export type ScoreRow = (row: number) => number;

/**
 * How surely a parabola is a lid's edge: the mean step across it, of either sign, over its unevenness, weighed by the
 * square root of its length as a t statistic is. Only what lies within `insidePx` of the centre counts; 0 where too
 * little of it does, or where the step is faint.
 */
export function shapeLidCurve(grid: LidSteps, { bend, slope }: Omit<GridCurve, "apexPx">, insidePx: number): ScoreRow {
  const { columns, rows, steps, stepPx, firstRowPx } = grid;
  const middle = (columns - 1) / 2;
  const below = new Int32Array(columns);
  const last = new Int32Array(columns);
  for (let column = 0; column < columns; column += 1) {
    const u = (column - middle) * stepPx;
    below[column] = Math.round((bend * u * u - slope * u) / stepPx);
    // Negative where the column is outside altogether.
    const reachPx = Math.sqrt(Math.max(0, insidePx * insidePx - u * u));
    last[column] = Math.abs(u) > insidePx ? -1 : Math.min(rows - 1, Math.floor((reachPx - firstRowPx) / stepPx));
  }
  const along = new Float64Array(columns);
  return (apexRow) => {
    let count = 0;
    let sum = 0;
    for (let column = 0; column < columns; column += 1) {
      const row = apexRow - below[column]!;
      if (row < 0 || row > last[column]!) continue;
      const step = steps[row * columns + column]!;
      // No comparison with NaN holds.
      if (!(step >= -1e9)) continue;
      const capped = Math.max(-stepCap, Math.min(stepCap, step));
      along[count] = capped;
      count += 1;
      sum += capped;
    }
    return weighSteps(along, count, sum);
  };
}

/** Steps beyond twice the mean, or against it, count no more than that: the tips of a few lashes make no edge. */
function weighSteps(along: Float64Array, count: number, total: number): number {
  if (count < pointsMin || Math.abs(total) < stepMin * count) return 0;
  const middle = total / count;
  const least = Math.min(0, 2 * middle);
  const most = Math.max(0, 2 * middle);
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < count; index += 1) {
    const step = Math.max(least, Math.min(most, along[index]!));
    sum += step;
    squares += step * step;
  }
  const mean = Math.abs(sum / count);
  if (mean < stepMin) return 0;
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
  return (Math.sqrt(count) * mean) / (deviation + noiseFloor);
}

/** How much of the pupil's disc beyond the curve is as dark as a pupil, 0 to 1; 0 where none of it lies beyond. */
export function darkBeyond(grid: LidSteps, { apexPx, bend, slope }: GridCurve): number {
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
