import type { LidSteps } from "./lid-steps.ts";

const noiseFloor = 4;
const pointsMin = 5;
/** A fainter edge than this is iris texture. */
const stepMin = 8;

/** A parabola on the grid, in pixels as `LidCurve` has it. */
export type GridCurve = { readonly apexPx: number; readonly bend: number; readonly slope: number };

/** Writes the score of a lid of one bend and slope with its apex at each row of the grid. */
export type ScoreLid = (shape: Omit<GridCurve, "apexPx">, scores: Float64Array) => void;

/**
 * How surely a parabola is a lid's edge: the mean step across it, of either sign, over its unevenness, weighed by the
 * square root of its length as a t statistic is. Only what lies within `insidePx` of the centre counts; 0 where too
 * little of it does, or where the step is faint. A scorer keeps its room: one call at a time.
 */
export function createLidScorer(grid: LidSteps, insidePx: number): ScoreLid {
  const { columns, rows, stepPx } = grid;
  const middle = (columns - 1) / 2;
  const curve = { last: lastRows(grid, insidePx), below: new Int32Array(columns) };
  const counts = new Int32Array(rows);
  const sums = new Float64Array(rows);
  const along = new Float64Array(columns);
  return ({ bend, slope }, scores) => {
    for (let column = 0; column < columns; column += 1) {
      const u = (column - middle) * stepPx;
      curve.below[column] = Math.round((bend * u * u - slope * u) / stepPx);
    }
    sumSteps(grid, curve, counts, sums);
    for (let row = 0; row < rows; row += 1) {
      const count = counts[row]!;
      const sum = sums[row]!;
      const isFaint = count < pointsMin || Math.abs(sum) < stepMin * count;
      if (!isFaint) gatherSteps(grid, curve, row, along);
      scores[row] = isFaint ? 0 : weighSteps(along, count, sum);
    }
  };
}

/** For each column how many rows the curve is below its apex, and the last row that counts. */
type CurveRows = { readonly below: Int32Array; readonly last: Int32Array };

/** For an apex at each row how many steps the curve crosses, and their sum. */
function sumSteps(
  { columns, rows, steps }: LidSteps,
  { last, below }: CurveRows,
  counts: Int32Array,
  sums: Float64Array,
): void {
  counts.fill(0);
  sums.fill(0);
  for (let column = 0; column < columns; column += 1) {
    const down = below[column]!;
    const end = Math.min(rows - 1, last[column]! + down);
    const from = column * rows - down;
    for (let apexRow = Math.max(0, down); apexRow <= end; apexRow += 1) {
      const step = steps[from + apexRow]!;
      if (Number.isNaN(step)) continue;
      counts[apexRow]! += 1;
      sums[apexRow]! += step;
    }
  }
}

/** The steps along the curve with its apex at one row. */
function gatherSteps(
  { columns, rows, steps }: LidSteps,
  { last, below }: CurveRows,
  apexRow: number,
  along: Float64Array,
): void {
  let count = 0;
  for (let column = 0; column < columns; column += 1) {
    const row = apexRow - below[column]!;
    if (row < 0 || row > last[column]!) continue;
    const step = steps[column * rows + row]!;
    if (Number.isNaN(step)) continue;
    along[count] = step;
    count += 1;
  }
}

/** For each column its last row within `insidePx` of the centre; negative where it is outside altogether. */
function lastRows({ columns, rows, stepPx, firstRowPx }: LidSteps, insidePx: number): Int32Array {
  return Int32Array.from({ length: columns }, (_, column) => {
    const u = (column - (columns - 1) / 2) * stepPx;
    if (Math.abs(u) > insidePx) return -1;
    const reachPx = Math.sqrt(insidePx * insidePx - u * u);
    return Math.min(rows - 1, Math.floor((reachPx - firstRowPx) / stepPx));
  });
}

/** Steps beyond twice the mean, or against it, count no more than that: the tips of a few lashes make no edge. */
function weighSteps(along: Float64Array, count: number, total: number): number {
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
    if (firstRow >= grid.rows) continue;
    const at = column * grid.rows + Math.max(0, firstRow);
    count += grid.discBeyond[at]!;
    dark += grid.darkBeyond[at]!;
  }
  return count === 0 ? 0 : dark / count;
}
