import { createRandom, type Random } from "../../runtime/kernel/random.ts";
import type { BinnedColumns } from "./bin-columns.ts";
import { growTree, type TreeLimits, toTree } from "./grow-tree.ts";
import { subtractTree } from "./kernels/subtract-tree.ts";
import { copyRows, type Histogram } from "./kernels/tree-histogram.ts";
import type { Ensemble, Tree } from "./tree.ts";

export type BoostPlan = TreeLimits & {
  readonly seed: string;
  readonly trees: number;
  /** Share of the rows that each tree sees. */
  readonly rowsRatio: number;
  /** Share of the columns that each tree sees. */
  readonly columnsRatio: number;
};

/**
 * Gradient boosting for the squared error: each tree explains what those before it left, on rows and columns drawn from the
 * seed. One thread, sums in a fixed order: the same rows and plan give the same ensemble to the last bit.
 * @param weights how much each row counts
 */
export function boostTrees(
  binned: BinnedColumns,
  { wanted, weights }: { readonly wanted: Float64Array; readonly weights: Float32Array },
  plan: BoostPlan,
  onTree: (done: number) => void = () => undefined,
): Ensemble {
  const random = createRandom(plan.seed);
  const base = Math.fround(weightedMean(wanted, weights));
  const residuals = wanted.map((value) => value - base);
  const histograms: Histogram[] = [];
  const trees: Tree[] = [];
  for (let round = 0; round < plan.trees; round += 1) {
    const chosen = drawColumns(binned.columns, Math.ceil(binned.columns * plan.columnsRatio), random);
    const listed = drawRows(binned.rows, plan.rowsRatio, random);
    const grown = growTree(copyRows(binned, { listed, chosen }, { residuals, weights }), plan, histograms);
    const tree = { ...grown, columns: grown.columns.map((slot) => chosen[slot] ?? 0) };
    subtractTree(residuals, binned, tree);
    trees.push(toTree(tree, binned.edges));
    onTree(round + 1);
  }
  return { base, trees };
}

function weightedMean(values: Float64Array, weights: Float32Array): number {
  let sum = 0;
  let weight = 0;
  for (const [row, value] of values.entries()) {
    sum += value * (weights[row] ?? 0);
    weight += weights[row] ?? 0;
  }
  return sum / weight;
}

/** `count` different columns, ascending. */
function drawColumns(columns: number, count: number, random: Random): Uint8Array {
  const all = Array.from({ length: columns }, (_, column) => column);
  for (let at = 0; at < count; at += 1) {
    const other = random.integer(at, columns - 1);
    [all[at], all[other]] = [all[other] ?? 0, all[at] ?? 0];
  }
  return Uint8Array.from(all.slice(0, count)).toSorted();
}

function drawRows(rows: number, ratio: number, random: Random): Int32Array {
  const drawn = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row += 1) {
    if (random.next() >= ratio) continue;
    drawn[count] = row;
    count += 1;
  }
  return drawn.slice(0, count);
}
