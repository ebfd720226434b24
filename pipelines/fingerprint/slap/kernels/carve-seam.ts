import type { UprightSlap } from "./turn-upright.ts";

export type Seam = {
  /** The column at which the seam crosses each row from `firstRow` on. */
  readonly firstRow: number;
  readonly columns: Int32Array;
};

type Start = { readonly column: number; readonly row: number };

/** Cost of each cell that a step leaves the straight way down. */
const swerveCost = 12;

/**
 * The lightest way from a notch between two fingertips down to `lastRow`, a column to either side a row at most and no
 * farther than `reach` columns from the start (dynamic programming, as in seam carving).
 */
export function carveSeam(
  slap: UprightSlap,
  start: Start,
  { lastRow, reach }: { readonly lastRow: number; readonly reach: number },
): Seam {
  const width = 2 * reach + 1;
  const height = Math.max(1, lastRow - start.row + 1);
  const moves = new Int8Array(width * height);
  let costs = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  costs[reach] = 0;
  for (let step = 1; step < height; step += 1) {
    const next = new Float64Array(width);
    const firstColumn = start.column - reach;
    const first = (start.row + step) * slap.columns + firstColumn;
    for (let place = 0; place < width; place += 1) {
      const move = cheapestMove(costs, place);
      moves[step * width + place] = move;
      const column = firstColumn + place;
      const isInside = column >= 0 && column < slap.columns;
      const ink = isInside && slap.labels[first + place] !== 0 ? slap.ink[first + place]! : 0;
      next[place] = isInside ? costOf(costs, place, move) + ink : Number.POSITIVE_INFINITY;
    }
    costs = next;
  }
  let place = 0;
  for (let other = 1; other < width; other += 1) if (costs[other]! < costs[place]!) place = other;
  const columns = new Int32Array(height);
  for (let step = height - 1; step >= 0; step -= 1) {
    columns[step] = start.column - reach + place;
    place += moves[step * width + place]!;
  }
  return { firstRow: start.row, columns };
}

function cheapestMove(costs: Float64Array, place: number): number {
  let best = 0;
  if (costOf(costs, place, -1) < costOf(costs, place, best)) best = -1;
  if (costOf(costs, place, 1) < costOf(costs, place, best)) best = 1;
  return best;
}

function costOf(costs: Float64Array, place: number, move: number): number {
  const before = costs[place + move];
  return before === undefined ? Number.POSITIVE_INFINITY : before + (move === 0 ? 0 : swerveCost);
}
