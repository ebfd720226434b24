import type { TfliteOperator } from "../../tflite/tflite-model.ts";
import type { ConversionScope, ConvertOperator } from "../conversion-scope.ts";

/** ADD. */
export const convertAdd: ConvertOperator = (operator, scope) => combine("Add", operator, scope);

/** MUL. */
export const convertMultiply: ConvertOperator = (operator, scope) => combine("Mul", operator, scope);

/** Both operands broadcast alike in NHWC and NCHW once a constant has been moved to the channel-first layout. */
function combine(opType: string, operator: TfliteOperator, scope: ConversionScope): string {
  scope.refuseFusedActivation(operator, 0);
  const rank = scope.shapeOf(operator.outputs[0]).length;
  const operands = operator.inputs.map((input) => scope.operand(input, rank));
  return scope.graph.node(opType, operands);
}
