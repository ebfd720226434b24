import type { OnnxGraph } from "../../onnx/onnx-graph.ts";
import type { CoarseLayer, Layer, Network } from "./network.ts";

/**
 * Adds the network and returns the name of its answer, [1, 1]. Weights are stored as bytes and half floats.
 * @param features name of a float32 value [1, columns]
 */
export function addNetwork(graph: OnnxGraph, { pieces, first, second, last }: Network, features: string): string {
  const row = [1, pieces.length];
  const columns = graph.integers(pieces.map(({ column }) => column));
  const starts = graph.floats(
    Float32Array.from(pieces, ({ start }) => start),
    row,
  );
  const scales = graph.floats(
    Float32Array.from(pieces, ({ scale }) => scale),
    row,
  );
  const values = graph.node("Gather", [features, columns], { axis: { int: 1 } });
  const shares = graph.node("Mul", [graph.node("Sub", [values, starts]), scales]);
  const filled = graph.node("Clip", [shares, graph.floats([0], []), graph.floats([1], [])]);
  const heard = graph.node("Relu", [addCoarse(graph, first, filled)]);
  return addLayer(graph, last, graph.node("Relu", [addLayer(graph, second, heard)]));
}

function addLayer(graph: OnnxGraph, { weights, biases }: Layer, inputs: string): string {
  const outputs = biases.length;
  const shape = [weights.length / outputs, outputs];
  return graph.node("Gemm", [inputs, graph.halves(weights, shape), graph.floats(biases, [outputs])]);
}

function addCoarse(graph: OnnxGraph, { weights, units, biases }: CoarseLayer, inputs: string): string {
  const outputs = units.length;
  const sums = graph.node("MatMul", [inputs, graph.bytes(weights, [weights.length / outputs, outputs])]);
  const scaled = graph.node("Mul", [sums, graph.floats(units, [1, outputs])]);
  return graph.node("Add", [scaled, graph.floats(biases, [1, outputs])]);
}
