import type { TfliteOperator } from "../../tflite/tflite-model.ts";
import { permute } from "../channel-first.ts";
import type { ConversionScope } from "../conversion-scope.ts";

const optionBytes = 12;

/**
 * MediaPipe's Convolution2DTransposeBias. Its options are three int32: padding, stride across, stride down; what the padding
 * cuts off follows from the shape of the result. Weights come as output, height, width, input and leave as
 * input, output, height, width.
 */
export function convertTransposedConvolution(operator: TfliteOperator, scope: ConversionScope): string {
  const { inputs, outputs, customOptions } = operator;
  if (customOptions.length < optionBytes) scope.refuse(`${operator.kind} without its options`);
  const options = new DataView(customOptions.buffer, customOptions.byteOffset, customOptions.byteLength);
  const [strideWidth, strideHeight] = [options.getInt32(4, true), options.getInt32(8, true)];

  const [, inputHeight = 0, inputWidth = 0] = scope.shapeOf(inputs[0]);
  const [, outputHeight = 0, outputWidth = 0] = scope.shapeOf(outputs[0]);
  const stored = scope.floats(inputs[1]);
  const [, kernelHeight = 0, kernelWidth = 0] = stored.shape;
  const [top, bottom] = cropOf(strideHeight * (inputHeight - 1) + kernelHeight - outputHeight);
  const [left, right] = cropOf(strideWidth * (inputWidth - 1) + kernelWidth - outputWidth);

  const weights = permute(stored, [3, 0, 1, 2]);
  const bias = scope.floats(inputs[2]);
  const values = [
    scope.activation(inputs[0]),
    scope.graph.floats(weights.values, weights.shape),
    scope.graph.floats(bias.values, bias.shape),
  ];
  return scope.graph.node("ConvTranspose", values, {
    kernel_shape: { ints: [kernelHeight, kernelWidth] },
    strides: { ints: [strideHeight, strideWidth] },
    pads: { ints: [top, left, bottom, right] },
  });
}

/** Cells cut from the full result before and after; an odd cell is cut after. */
function cropOf(totalCells: number): readonly [before: number, after: number] {
  const before = Math.floor(totalCells / 2);
  return [before, totalCells - before];
}
