import { describe, expect, it } from "vitest";
import { binColumns } from "../../../models/fingerprint-quality/bin-columns.ts";
import { boostTrees } from "../../../models/fingerprint-quality/boost-trees.ts";
import { growTree, type TreeLimits, toTree } from "../../../models/fingerprint-quality/grow-tree.ts";
import { copyRows } from "../../../models/fingerprint-quality/kernels/tree-histogram.ts";
import { predict, type Tree, walkTree } from "../../../models/fingerprint-quality/tree.ts";

const free: TreeLimits = { leavesMax: 8, depthMax: 8, leafWeightMin: 1, penalty: 0, learningRatio: 1 };

function grow(columns: readonly number[][], wanted: readonly number[], limits: Partial<TreeLimits> = {}): Tree {
  const binned = binColumns(columns.map((column) => Float32Array.from(column)));
  const listed = Int32Array.from(wanted, (_, row) => row);
  const chosen = Uint8Array.from(columns, (_, column) => column);
  const targets = { residuals: Float64Array.from(wanted), weights: new Float32Array(wanted.length).fill(1) };
  const drawn = copyRows(binned, { listed, chosen }, targets);
  return toTree(growTree(drawn, { ...free, ...limits }, []), binned.edges);
}

describe("growTree", () => {
  it("finds the one cut that explains everything, half-way between the values around it", () => {
    const tree = grow(
      [
        [1, 2, 3, 4],
        [7, 5, 8, 6],
      ],
      [10, 10, 20, 20],
    );
    expect(tree).toEqual({ columns: [0], thresholds: [2.5], lefts: [-1], rights: [-2], leaves: [10, 20] });
  });

  it("takes the greater step first, and both where two leaves are to be cut", () => {
    const tree = grow([[1, 2, 3, 4, 5, 6]], [0, 0, 1, 1, 9, 9], { leavesMax: 3 });
    expect(tree.thresholds).toEqual([4.5, 2.5]);
    const leafOf = (value: number) => walkTree(tree, () => value);
    expect([1, 2, 3, 4, 5, 6].map(leafOf)).toEqual([0, 0, 1, 1, 9, 9]);
  });

  it("explains an interaction that needs two columns", () => {
    const first = [0, 0, 0, 1, 1, 1, 1];
    const second = [0, 1, 1, 0, 0, 1, 1];
    const tree = grow([first, second], [0, 5, 5, 0, 0, 1, 1]);
    first.forEach((value, row) => {
      expect(walkTree(tree, (column) => (column === 0 ? value : second[row]!))).toBe([0, 5, 5, 0, 0, 1, 1][row]);
    });
  });

  it("leaves one leaf where nothing is to be explained, where leaves would be too light or too deep", () => {
    const lone = { columns: [], thresholds: [], lefts: [], rights: [] };
    expect(grow([[1, 2, 3]], [4, 4, 4])).toEqual({ ...lone, leaves: [4] });
    expect(grow([[1, 1, 1]], [1, 2, 3])).toEqual({ ...lone, leaves: [2] });
    expect(grow([[1, 2, 3]], [1, 2, 3], { leafWeightMin: 2 })).toEqual({ ...lone, leaves: [2] });
    expect(grow([[1, 2, 3, 4]], [1, 2, 3, 4], { depthMax: 1 }).leaves).toHaveLength(2);
  });

  it("draws light leaves towards nothing", () => {
    expect(grow([[1, 2]], [6, -6], { penalty: 1, learningRatio: 0.5 }).leaves).toEqual([1.5, -1.5]);
  });
});

describe("binColumns", () => {
  it("gives every value a bin of its own while there are enough, and puts an edge's value below it", () => {
    const { bins, edges } = binColumns([Float32Array.of(3, 1, 2, 1)]);
    expect([...bins]).toEqual([2, 0, 1, 0]);
    expect(edges).toEqual([Float32Array.of(1.5, 2.5)]);
  });

  it("makes no more bins than asked, of about equally many values, and none where all are the same", () => {
    const column = Float32Array.from({ length: 1_000 }, (_, row) => (row * 7) % 1_000);
    const { bins, edges } = binColumns([column, new Float32Array(1_000)], 10);
    expect(edges.map((list) => list.length)).toEqual([9, 0]);
    const counts = Array.from(
      { length: 10 },
      (_, bin) => bins.filter((each, at) => at % 2 === 0 && each === bin).length,
    );
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(90);
  });
});

describe("boostTrees", () => {
  it("comes ever nearer to a curve, and starts from its mean", () => {
    const column = Float32Array.from({ length: 400 }, (_, row) => row / 100);
    const wanted = Float64Array.from(column, (value) => 50 + 40 * Math.sin(value));
    const plan = { ...free, learningRatio: 0.3, seed: "curve", rowsRatio: 0.7, columnsRatio: 1 };
    const errorOf = (trees: number) => {
      const targets = { wanted, weights: new Float32Array(400).fill(1) };
      const ensemble = boostTrees(binColumns([column]), targets, { ...plan, trees });
      return wanted.reduce((sum, value, row) => sum + Math.abs(value - predict(ensemble, () => column[row]!)), 0) / 400;
    };
    const [none, few, many] = [errorOf(0), errorOf(4), errorOf(40)];
    expect(none).toBeGreaterThan(15);
    expect(few).toBeLessThan(none / 2);
    expect(many).toBeLessThan(0.5);
  });
});
