import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import type { Ensemble, Tree } from "./tree.ts";

/** `TreeEnsemble` codes of ai.onnx.ml, opset 5. */
const lessOrEqual = 0;
const sum = 1;
const noTransform = 0;

/**
 * Adds the ensemble as one `TreeEnsemble` and its constant, and returns the name of the sum, [1, 1]. All split lists of the
 * trees are laid end to end, and so are their leaves.
 * @param features name of a float32 value [1, columns]
 */
export function addEnsemble(graph: OnnxGraph, { base, trees }: Ensemble, features: string): string {
  const kept = trees.filter((tree) => tree.columns.length > 0);
  const lone = trees.filter((tree) => tree.columns.length === 0);
  const constant = lone.reduce((total, tree) => total + (tree.leaves[0] ?? 0), base);
  const splits = kept.flatMap((tree) => tree.columns);
  const starts = startsOf(kept, (tree) => tree.columns.length);
  const leafStarts = startsOf(kept, (tree) => tree.leaves.length);
  const place = (child: number, at: number) =>
    child >= 0 ? child + (starts[at] ?? 0) : -1 - child + (leafStarts[at] ?? 0);
  const ids = (side: "lefts" | "rights") => kept.flatMap((tree, at) => tree[side].map((child) => place(child, at)));
  const leafFlags = (side: "lefts" | "rights") => kept.flatMap((tree) => tree[side].map((child) => Number(child < 0)));
  const leaves = Float32Array.from(kept.flatMap((tree) => tree.leaves));
  const total = graph.learningNode("TreeEnsemble", [features], {
    aggregate_function: { int: sum },
    post_transform: { int: noTransform },
    n_targets: { int: 1 },
    tree_roots: { ints: starts },
    nodes_featureids: { ints: splits },
    nodes_modes: { bytes: new Uint8Array(splits.length).fill(lessOrEqual) },
    nodes_splits: { floats: Float32Array.from(kept.flatMap((tree) => tree.thresholds)) },
    nodes_truenodeids: { ints: ids("lefts") },
    nodes_trueleafs: { ints: leafFlags("lefts") },
    nodes_falsenodeids: { ints: ids("rights") },
    nodes_falseleafs: { ints: leafFlags("rights") },
    leaf_targetids: { ints: new Array<number>(leaves.length).fill(0) },
    leaf_weights: { floats: leaves },
  });
  return graph.node("Add", [total, graph.floats([constant], [1, 1])]);
}

/** Where each tree's part of a joined list begins. */
function startsOf(trees: readonly Tree[], lengthOf: (tree: Tree) => number): number[] {
  let next = 0;
  return trees.map((tree) => {
    const start = next;
    next += lengthOf(tree);
    return start;
  });
}
