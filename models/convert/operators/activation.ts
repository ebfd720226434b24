import type { TfliteOperator } from "../../tflite/tflite-model.ts";
import type { ConversionScope } from "../conversion-scope.ts";

/** RELU. */
export function convertRelu(operator: TfliteOperator, scope: ConversionScope): string {
  return scope.graph.node("Relu", [scope.activation(operator.inputs[0])]);
}

/** LOGISTIC. */
export function convertLogistic(operator: TfliteOperator, scope: ConversionScope): string {
  return scope.graph.node("Sigmoid", [scope.activation(operator.inputs[0])]);
}

/** PRELU: one slope a channel, stored as 1, 1, channel. */
export function convertPrelu(operator: TfliteOperator, scope: ConversionScope): string {
  const slopes = scope.floats(operator.inputs[1]);
  const channels = slopes.values.length;
  if (slopes.shape.at(-1) !== channels) scope.refuse(`PRELU slopes of shape ${slopes.shape}`);
  const slope = scope.graph.floats(slopes.values, [channels, 1, 1]);
  return scope.graph.node("PRelu", [scope.activation(operator.inputs[0]), slope]);
}

/** HARD_SWISH: x · clamp(x / 6 + 1/2, 0, 1). */
export function convertHardSwish(operator: TfliteOperator, scope: ConversionScope): string {
  const input = scope.activation(operator.inputs[0]);
  const gate = scope.graph.node("HardSigmoid", [input], { alpha: { float: 1 / 6 }, beta: { float: 0.5 } });
  return scope.graph.node("Mul", [input, gate]);
}
