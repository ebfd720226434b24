import { expect, it } from "vitest";
import { addEnsemble } from "../../../models/fingerprint-quality/add-ensemble.ts";
import { type Ensemble, predict } from "../../../models/fingerprint-quality/tree.ts";
import { OnnxGraph } from "../../../models/onnx/onnx-graph.ts";
import { createSession } from "../../../runtime/inference/create-session.ts";

const ensemble: Ensemble = {
  base: 40,
  trees: [
    { columns: [1], thresholds: [2.5], lefts: [-1], rights: [-2], leaves: [1, -1] },
    { columns: [], thresholds: [], lefts: [], rights: [], leaves: [0.25] },
    {
      columns: [0, 1, 0],
      thresholds: [1, 0, 7],
      lefts: [1, -1, -3],
      rights: [2, -2, -4],
      leaves: [8, 16, 32, 64],
    },
  ],
};

it("says in ONNX what the trees say, at their thresholds and with a tree that has none", async () => {
  const graph = new OnnxGraph();
  const input = graph.input({ name: "values", shape: [1, 2], note: "" });
  graph.output({ name: "sum", shape: [1, 1], note: "" }, addEnsemble(graph, ensemble, input));
  const { infer, close } = await createSession(graph.encode("tiny"), "tiny");
  for (const values of [
    [1, 2.5],
    [1.001, 2.501],
    [0, -3],
    [0, 0],
    [7, 0],
    [8, 9],
  ]) {
    const { sum } = await infer({ shape: [1, 2], values: Float32Array.from(values) });
    expect([values, sum?.values[0]]).toEqual([values, predict(ensemble, (column) => values[column]!)]);
  }
  expect(predict(ensemble, () => 1)).toBe(40 + 1 + 0.25 + 16);
  await close();
});
