/**
 * A decision tree in parallel lists, one entry a split, the root first. A value up to and including the threshold goes left.
 * A child of 0 or more is a split; a negative one is the leaf `-1 - child`.
 */
export type Tree = {
  readonly columns: readonly number[];
  /** Exactly float32, as the runtime compares. */
  readonly thresholds: readonly number[];
  readonly lefts: readonly number[];
  readonly rights: readonly number[];
  /** Exactly float32. */
  readonly leaves: readonly number[];
};

/** A sum of trees on top of a constant. */
export type Ensemble = { readonly base: number; readonly trees: readonly Tree[] };

/** The leaf's value for one vector. */
export function walkTree(tree: Tree, valueAt: (column: number) => number): number {
  let node = tree.columns.length === 0 ? -1 : 0;
  while (node >= 0) {
    const goesLeft = valueAt(tree.columns[node] ?? 0) <= (tree.thresholds[node] ?? 0);
    node = (goesLeft ? tree.lefts[node] : tree.rights[node]) ?? -1;
  }
  return tree.leaves[-1 - node] ?? 0;
}

/** What the ensemble says of one vector, neither clamped nor rounded. */
export function predict({ base, trees }: Ensemble, valueAt: (column: number) => number): number {
  let sum = base;
  for (const tree of trees) sum += walkTree(tree, valueAt);
  return sum;
}
