import type { TfliteOperator } from "../../tflite/tflite-model.ts";
import type { ConversionScope } from "../conversion-scope.ts";
import { samePadding } from "../same-padding.ts";

const paddingSame = 0;

/** MAX_POOL_2D. */
export function convertMaxPool(operator: TfliteOperator, scope: ConversionScope): string {
  const { kernel, strides, pads } = readWindow(operator, scope);
  return scope.graph.node("MaxPool", [scope.activation(operator.inputs[0])], {
    kernel_shape: { ints: kernel },
    strides: { ints: strides },
    pads: { ints: pads },
  });
}

/** AVERAGE_POOL_2D over the whole plane, which is how squeeze-and-excitation blocks use it. */
export function convertAveragePool(operator: TfliteOperator, scope: ConversionScope): string {
  const { kernel } = readWindow(operator, scope);
  const [, height, width] = scope.shapeOf(operator.inputs[0]);
  if (kernel[0] !== height || kernel[1] !== width) scope.refuse(`average pool of ${kernel} over ${height},${width}`);
  return scope.graph.node("GlobalAveragePool", [scope.activation(operator.inputs[0])]);
}

type PoolWindow = {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly pads: readonly number[];
};

function readWindow(operator: TfliteOperator, scope: ConversionScope): PoolWindow {
  const { options } = operator;
  scope.refuseFusedActivation(operator, 5);
  const [strideWidth, strideHeight] = [options.int32(1, 1), options.int32(2, 1)];
  const [kernelWidth, kernelHeight] = [options.int32(3, 1), options.int32(4, 1)];
  const [, inputHeight = 0, inputWidth = 0] = scope.shapeOf(operator.inputs[0]);
  const kernel = [kernelHeight, kernelWidth];
  const strides = [strideHeight, strideWidth];
  if (options.int8(0) !== paddingSame) return { kernel, strides, pads: [0, 0, 0, 0] };

  const [top, bottom] = samePadding({ input: inputHeight, kernel: kernelHeight, stride: strideHeight, dilation: 1 });
  const [left, right] = samePadding({ input: inputWidth, kernel: kernelWidth, stride: strideWidth, dilation: 1 });
  return { kernel, strides, pads: [top, left, bottom, right] };
}
