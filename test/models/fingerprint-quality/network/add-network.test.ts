import { expect, it } from "vitest";
import { addNetwork } from "../../../../models/fingerprint-quality/network/add-network.ts";
import { answerNetwork, type Network } from "../../../../models/fingerprint-quality/network/network.ts";
import { OnnxGraph } from "../../../../models/onnx/onnx-graph.ts";
import { createSession } from "../../../../runtime/inference/create-session.ts";
import { createRandom } from "../../../../runtime/kernel/random.ts";

it("answers by hand: pieces filled by share, outputs cut off at 0", () => {
  // Pieces 0 to 2 and 2 to 6 of column 1; the second output of the first layer is never above 0.
  const network: Network = {
    pieces: [
      { column: 1, start: 0, scale: 0.5 },
      { column: 1, start: 2, scale: 0.25 },
    ],
    first: { weights: Int8Array.of(8, -1, 16, -2), units: Float32Array.of(0.5, 1), biases: Float32Array.of(1, 0) },
    second: { weights: Float32Array.of(1, -1, 100, 100), biases: Float32Array.of(0, 4) },
    last: { weights: Float32Array.of(2, 10), biases: Float32Array.of(50) },
  };
  const answers = [-1, 0, 1, 2, 4, 6, 99].map((value) =>
    answerNetwork(network, (column) => (column === 1 ? value : 77)),
  );
  expect(answers).toEqual([82, 82, 66, 60, 68, 76, 76]);
});

it("says in ONNX what it says itself", async () => {
  const random = createRandom("network");
  const draw = (count: number) => Float32Array.from({ length: count }, () => Math.f16round(random.normal(0, 0.4)));
  const network: Network = {
    pieces: Array.from({ length: 20 }, (_, at) => ({ column: at % 3, start: Math.floor(at / 3), scale: 1 })),
    first: {
      weights: Int8Array.from({ length: 20 * 16 }, () => random.integer(-127, 127)),
      units: draw(16).map((unit) => unit / 127),
      biases: draw(16),
    },
    second: { weights: draw(16 * 8), biases: draw(8) },
    last: { weights: draw(8), biases: draw(1) },
  };
  const graph = new OnnxGraph();
  const input = graph.input({ name: "values", shape: [1, 3], note: "" });
  graph.output({ name: "answer", shape: [1, 1], note: "" }, addNetwork(graph, network, input));
  const { infer, close } = await createSession(graph.encode("tiny"), "tiny");
  for (let at = 0; at < 50; at += 1) {
    const values = Float32Array.from({ length: 3 }, () => random.between(-1, 9));
    const { answer } = await infer({ shape: [1, 3], values });
    expect(answer?.values[0]).toBeCloseTo(
      answerNetwork(network, (column) => values[column] ?? 0),
      4,
    );
  }
  await close();
});
