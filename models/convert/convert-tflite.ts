import { OnnxGraph } from "../onnx/onnx-graph.ts";
import { readTflite } from "../tflite/read-tflite.ts";
import type { TfliteModel } from "../tflite/tflite-model.ts";
import { channelFirstShape } from "./channel-first.ts";
import { ConversionScope } from "./conversion-scope.ts";
import { operatorTable } from "./operator-table.ts";

/** How the values of a converted model are called. */
export type ModelSignature = {
  /** Names the graph. */
  readonly name: string;
  /** What the input holds: channel order and range. */
  readonly inputNote: string;
  readonly outputs: readonly OutputSignature[];
};

export type OutputSignature = {
  /** The tensor's name in the TensorFlow Lite file. */
  readonly tensor: string;
  readonly name: string;
  readonly shape: readonly number[];
  readonly note: string;
};

/**
 * Converts a TensorFlow Lite model into ONNX: float32, NCHW, one input called `image`, weights folded.
 * The same bytes give the same bytes.
 * @param path names the model in failures
 * @throws BoothError `model.unsupported` when the bytes are torn or ask for something outside the operator table
 */
export function convertTflite(bytes: Uint8Array, path: string, signature: ModelSignature): Uint8Array {
  return convertModel(readTflite(bytes, path), path, signature);
}

/** The same for a model that has been read already. @throws BoothError `model.unsupported` likewise */
export function convertModel(model: TfliteModel, path: string, signature: ModelSignature): Uint8Array {
  const graph = new OnnxGraph();
  const scope = new ConversionScope(graph, model, path);

  bindInput(model, scope, signature);
  convertOperators(model, scope);
  for (const output of signature.outputs) bindOutput(model, scope, output);
  return graph.encode(signature.name);
}

function bindInput(model: TfliteModel, scope: ConversionScope, signature: ModelSignature): void {
  const [input, ...more] = model.inputs;
  if (input === undefined || more.length > 0) scope.refuse(`${model.inputs.length} inputs`);
  const shape = channelFirstShape(scope.shapeOf(input));
  scope.bind(input, scope.graph.input({ name: "image", shape, note: signature.inputNote }));
}

function convertOperators(model: TfliteModel, scope: ConversionScope): void {
  for (const operator of model.operators) {
    const [output, ...more] = operator.outputs;
    if (output === undefined || more.length > 0)
      scope.refuse(`${operator.kind} with ${operator.outputs.length} outputs`);
    if (operator.kind === "DEQUANTIZE") {
      scope.bindConstant(output, scope.floats(operator.inputs[0]));
      continue;
    }
    const convert = operatorTable.get(operator.kind) ?? scope.refuse(`operator ${operator.kind}`);
    scope.bind(output, convert(operator, scope));
  }
}

/** Gives an output its name and a shape without the empty axes with which the file carries it. */
function bindOutput(model: TfliteModel, scope: ConversionScope, output: OutputSignature): void {
  const index = model.outputs.find((candidate) => scope.tensor(candidate).name === output.tensor);
  if (index === undefined) scope.refuse(`no output ${output.tensor}`);
  scope.graph.output({ name: output.name, shape: output.shape, note: output.note }, scope.activation(index));
}
