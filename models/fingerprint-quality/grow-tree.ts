import type { BinnedColumns } from "./bin-columns.ts";
import type { BinTree } from "./kernels/subtract-tree.ts";
import {
  binsMax,
  type Cut,
  type DrawnRows,
  fillHistogram,
  findCut,
  type Histogram,
  partitionRows,
  subtractHistogram,
} from "./kernels/tree-histogram.ts";
import type { Tree } from "./tree.ts";

export type TreeLimits = {
  readonly leavesMax: number;
  readonly depthMax: number;
  /** Least weight of the rows in a leaf. */
  readonly leafWeightMin: number;
  /** Added to a leaf's weight, so that leaves of few rows say less. */
  readonly penalty: number;
  /** Every leaf is multiplied by this. */
  readonly learningRatio: number;
};

type Side = { readonly start: number; readonly end: number; readonly depth: number };

/** A leaf, and the best cut through it. */
type Leaf = Side & {
  readonly histogram: Histogram;
  readonly cut: Cut;
  /** Tells the parent that this leaf has become the named split, or the leaf `-1 - child`. */
  readonly link: (child: number) => void;
};

type Growth = {
  readonly drawn: DrawnRows;
  readonly order: Int32Array;
  readonly spare: Int32Array;
  readonly limits: TreeLimits;
  readonly histograms: Histogram[];
};

/**
 * Grows one regression tree on drawn rows, always cutting the leaf that gains most. Deterministic: between equal gains, the leaf,
 * column and bin that come first win. Splits name slots of `drawn`, and bins.
 * @param histograms spare ones, used again and given back
 */
export function growTree(drawn: DrawnRows, limits: TreeLimits, histograms: Histogram[]): BinTree {
  const order = Int32Array.from({ length: drawn.rows }, (_, row) => row);
  const growth = { drawn, order, spare: new Int32Array(drawn.rows), limits, histograms };
  const cuts: Cut[] = [];
  const children: [number, number][] = [];
  const root = { start: 0, end: drawn.rows, depth: 0 };
  const open: Leaf[] = [openLeaf(growth, root, measure(growth, root), () => undefined)];
  while (open.length < limits.leavesMax) {
    const best = open[findBest(open)];
    if (best === undefined) break;
    open.splice(open.indexOf(best), 1);
    const pair: [number, number] = [0, 0];
    best.link(cuts.length);
    cuts.push(best.cut);
    children.push(pair);
    open.push(...cutLeaf(growth, best, pair));
  }
  for (const [at, leaf] of open.entries()) {
    leaf.link(-1 - at);
    histograms.push(leaf.histogram);
  }
  return {
    columns: Uint8Array.from(cuts, ({ slot }) => slot),
    bins: Uint8Array.from(cuts, ({ bin }) => bin),
    lefts: Int32Array.from(children, ([left]) => left),
    rights: Int32Array.from(children, ([, right]) => right),
    leaves: Float64Array.from(open, (leaf) => leafValue(growth, leaf)),
  };
}

/** The same tree, its splits in the columns' own values. */
export function toTree(tree: BinTree, edges: BinnedColumns["edges"]): Tree {
  const columns = [...tree.columns];
  return {
    columns,
    thresholds: columns.map((column, node) => edges[column]?.[tree.bins[node] ?? 0] ?? 0),
    lefts: [...tree.lefts],
    rights: [...tree.rights],
    leaves: [...tree.leaves],
  };
}

function findBest(open: readonly Leaf[]): number {
  let best = -1;
  let gain = 0;
  for (const [at, { cut }] of open.entries()) {
    if (cut.slot === -1 || cut.gain <= gain) continue;
    best = at;
    gain = cut.gain;
  }
  return best;
}

/** Cuts a leaf in two. Only the smaller side is counted; the other is what is left of the leaf's own histogram. */
function cutLeaf(growth: Growth, { start, end, depth, cut, histogram }: Leaf, children: [number, number]): Leaf[] {
  const middle = partitionRows(growth.drawn, { order: growth.order, start, end }, cut, growth.spare);
  const left: Side = { start, end: middle, depth: depth + 1 };
  const right: Side = { start: middle, end, depth: depth + 1 };
  const isLeftSmall = middle - start <= end - middle;
  const counted = measure(growth, isLeftSmall ? left : right);
  subtractHistogram(histogram, counted);
  const [leftSums, rightSums] = isLeftSmall ? [counted, histogram] : [histogram, counted];
  return [
    openLeaf(growth, left, leftSums, (child) => {
      children[0] = child;
    }),
    openLeaf(growth, right, rightSums, (child) => {
      children[1] = child;
    }),
  ];
}

function measure({ histograms, drawn, order }: Growth, { start, end }: Side): Histogram {
  const histogram = histograms.pop() ?? new Float64Array(drawn.slots * binsMax * 2);
  fillHistogram(histogram, drawn, { order, start, end });
  return histogram;
}

const noCut: Cut = { slot: -1, bin: 0, gain: 0 };

function openLeaf({ limits, drawn }: Growth, side: Side, histogram: Histogram, link: Leaf["link"]): Leaf {
  const mayCut = side.depth < limits.depthMax && side.end - side.start > 1;
  const cut = mayCut ? findCut(histogram, drawn.slots, limits) : noCut;
  return { ...side, histogram, cut, link };
}

/** Summed from the rows, not taken from a histogram: subtraction leaves a trace of rounding there. */
function leafValue({ drawn, order, limits }: Growth, { start, end }: Side): number {
  let sum = 0;
  let weight = 0;
  for (const row of order.subarray(start, end)) {
    sum += drawn.residuals[row] ?? 0;
    weight += drawn.weights[row] ?? 0;
  }
  return Math.fround((limits.learningRatio * sum) / (weight + limits.penalty));
}
