/** Columns cut into at most 256 bins each. */
export type BinnedColumns = {
  readonly rows: number;
  readonly columns: number;
  /** Row-major: the bins of a row lie together, as a histogram takes them. */
  readonly bins: Uint8Array;
  /** For each column the upper edge of every bin but the last, ascending: a value at the edge lies below it. */
  readonly edges: readonly Float32Array[];
};

/**
 * Cuts every column into bins of about equally many values. An edge lies half-way between two values that occur, so that values
 * a little off fall on the same side. Deterministic.
 */
export function binColumns(columns: readonly Float32Array[], binsMax = 256): BinnedColumns {
  const rows = columns[0]?.length ?? 0;
  const edges = columns.map((column) => findEdges(column, binsMax));
  const bins = new Uint8Array(rows * columns.length);
  for (const [at, column] of columns.entries()) {
    const limits = edges[at] ?? new Float32Array(0);
    for (let row = 0; row < rows; row += 1) bins[row * columns.length + at] = findBin(limits, column[row] ?? 0);
  }
  return { rows, columns: columns.length, bins, edges };
}

function findEdges(column: Float32Array, binsMax: number): Float32Array {
  const sorted = column.toSorted();
  const edges: number[] = [];
  let taken = 0;
  let previous = sorted[0] ?? 0;
  for (const [row, value] of sorted.entries()) {
    if (value === previous) continue;
    // As many values as each of the bins still to be made should hold.
    const wanted = (sorted.length - taken) / (binsMax - edges.length);
    if (row - taken >= wanted && edges.length < binsMax - 1) {
      edges.push(Math.fround(previous + (value - previous) / 2));
      taken = row;
    }
    previous = value;
  }
  return Float32Array.from(edges);
}

/** How many edges lie below the value. */
function findBin(edges: Float32Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
