/** A column that keeps less than this of its variance repeats those already chosen. */
const remainderMin = 0.01;

/**
 * Forward selection by orthogonal least squares: each step takes the column that explains most of what is left of
 * `wanted`, then removes it from all the others. Returns column numbers, best first.
 */
export function selectColumns(columns: readonly Float64Array[], wanted: Float64Array, columnsMax: number): number[] {
  const rest = centre(wanted);
  const pool = columns.map(centre);
  const variances = pool.map((column) => dot(column, column));
  const chosen: number[] = [];
  while (chosen.length < columnsMax) {
    const best = findMostTelling(pool, variances, rest);
    const axis = pool[best];
    if (axis === undefined) break;
    chosen.push(best);
    const direction = axis.slice();
    removeDirection(rest, direction);
    for (const column of pool) removeDirection(column, direction);
  }
  return chosen;
}

/** Least squares with a penalty of `ridgeWeight` on the weights of the standardised columns. */
export function solveRidge(
  columns: readonly Float64Array[],
  wanted: Float64Array,
  ridgeWeight: number,
): { readonly intercept: number; readonly weights: readonly number[] } {
  const means = columns.map(meanOf);
  const centred = columns.map(centre);
  const scales = centred.map((column) => Math.sqrt(dot(column, column) / column.length) || 1);
  const goal = centre(wanted);
  const rows = centred.map((column, row) => [
    ...centred.map((other, at) => {
      const product = dot(column, other) / ((scales[row] ?? 1) * (scales[at] ?? 1));
      return at === row ? product + ridgeWeight : product;
    }),
    dot(column, goal) / (scales[row] ?? 1),
  ]);
  const weights = solveLinear(rows).map((weight, at) => weight / (scales[at] ?? 1));
  const shift = weights.reduce((sum, weight, at) => sum + weight * (means[at] ?? 0), 0);
  return { intercept: meanOf(wanted) - shift, weights };
}

function findMostTelling(pool: readonly Float64Array[], variances: readonly number[], rest: Float64Array): number {
  let best = -1;
  let bestGain = 0;
  pool.forEach((column, index) => {
    const variance = dot(column, column);
    if (variance <= (variances[index] ?? 0) * remainderMin + 1e-9) return;
    const gain = dot(column, rest) ** 2 / variance;
    if (gain <= bestGain) return;
    bestGain = gain;
    best = index;
  });
  return best;
}

function removeDirection(column: Float64Array, direction: Float64Array): void {
  const share = dot(column, direction) / dot(direction, direction);
  for (let row = 0; row < column.length; row += 1) column[row] = (column[row] ?? 0) - share * (direction[row] ?? 0);
}

/** Gauss elimination of a symmetric positive definite system; each row ends in its right-hand side. */
function solveLinear(rows: number[][]): number[] {
  const size = rows.length;
  const cell = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let pivot = 0; pivot < size; pivot += 1) {
    for (let row = pivot + 1; row < size; row += 1) {
      const factor = cell(row, pivot) / cell(pivot, pivot);
      rows[row] = (rows[row] ?? []).map((value, column) => value - factor * cell(pivot, column));
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = cell(row, size);
    for (let column = row + 1; column < size; column += 1) rest -= cell(row, column) * (solution[column] ?? 0);
    solution[row] = rest / cell(row, row);
  }
  return solution;
}

function centre(column: Float64Array): Float64Array {
  const mean = meanOf(column);
  return column.map((value) => value - mean);
}

function meanOf(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0) / column.length;
}

function dot(first: Float64Array, second: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < first.length; row += 1) sum += (first[row] ?? 0) * (second[row] ?? 0);
  return sum;
}
