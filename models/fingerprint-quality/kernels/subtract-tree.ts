import type { BinnedColumns } from "../bin-columns.ts";

/** A tree that compares bins instead of values; otherwise as `Tree`. */
export type BinTree = {
  readonly columns: Uint8Array;
  /** The last bin that goes left. */
  readonly bins: Uint8Array;
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
  readonly leaves: Float64Array;
};

/** Takes from every row's residual what the tree says of it. */
export function subtractTree(residuals: Float64Array, { bins, columns, rows }: BinnedColumns, tree: BinTree): void {
  const { lefts, rights, leaves } = tree;
  const [cutColumns, cutBins] = [tree.columns, tree.bins];
  const root = cutColumns.length === 0 ? -1 : 0;
  for (let row = 0; row < rows; row += 1) {
    const first = row * columns;
    let node = root;
    while (node >= 0) node = bins[first + cutColumns[node]!]! <= cutBins[node]! ? lefts[node]! : rights[node]!;
    residuals[row] = residuals[row]! - leaves[-1 - node]!;
  }
}
