import type { TfliteOperator } from "../../tflite/tflite-model.ts";
import { channelFirst, channelFirstShape, channelLast } from "../channel-first.ts";
import type { ConversionScope } from "../conversion-scope.ts";

/**
 * RESHAPE. Numbers keep their channel-last order, so a plane larger than one cell is turned back first:
 * the order of the detector's anchors depends on it.
 */
export function convertReshape(operator: TfliteOperator, scope: ConversionScope): string {
  const from = scope.shapeOf(operator.inputs[0]);
  const to = scope.shapeOf(operator.outputs[0]);
  if (isPlane(to)) scope.refuse(`reshape into a plane ${to}`);
  const input = scope.activation(operator.inputs[0]);
  const ordered = isPlane(from) ? scope.graph.node("Transpose", [input], { perm: { ints: channelLast } }) : input;
  return scope.graph.node("Reshape", [ordered, scope.graph.integers(channelFirstShape(to))]);
}

/** PAD with zeros; rows of the padding table follow the axes. */
export function convertPad(operator: TfliteOperator, scope: ConversionScope): string {
  const table = scope.integers(operator.inputs[1]);
  const axes =
    scope.shapeOf(operator.inputs[0]).length === 4 ? channelFirst : scope.refuse("PAD of a rank other than 4");
  const before = axes.map((axis) => table[axis * 2] ?? 0);
  const after = axes.map((axis) => table[axis * 2 + 1] ?? 0);
  const pads = scope.graph.integers([...before, ...after]);
  return scope.graph.node("Pad", [scope.activation(operator.inputs[0]), pads]);
}

/** STRIDED_SLICE that keeps everything, as the landmark model ends: the value passes through. */
export function convertWholeSlice(operator: TfliteOperator, scope: ConversionScope): string {
  const [input, begin, end, stride] = operator.inputs;
  const shape = scope.shapeOf(input);
  const isWhole =
    scope.integers(begin).every((start) => start === 0) &&
    scope.integers(stride).every((step) => step === 1) &&
    scope.integers(end).every((stop, axis) => stop === shape[axis]);
  if (!isWhole) scope.refuse("STRIDED_SLICE that cuts something off");
  return scope.activation(input);
}

function isPlane(shape: readonly number[]): boolean {
  return shape.length === 4 && (shape[1] !== 1 || shape[2] !== 1);
}
