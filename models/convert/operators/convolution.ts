import type { TfliteOperator } from "../../tflite/tflite-model.ts";
import { channelFirst, permute } from "../channel-first.ts";
import type { ConversionScope } from "../conversion-scope.ts";
import { samePadding } from "../same-padding.ts";

const paddingSame = 0;

type ConvolutionFields = {
  readonly activation: number;
  readonly dilationWidth: number;
  readonly dilationHeight: number;
};
const plainFields: ConvolutionFields = { activation: 3, dilationWidth: 4, dilationHeight: 5 };
const depthwiseFields: ConvolutionFields = { activation: 4, dilationWidth: 5, dilationHeight: 6 };

/** CONV_2D: weights come as output, height, width, input and leave as output, input, height, width. */
export function convertConvolution(operator: TfliteOperator, scope: ConversionScope): string {
  return convolve(operator, scope, { fields: plainFields, weightOrder: channelFirst, groups: 1 });
}

/** DEPTHWISE_CONV_2D: weights come as 1, height, width, channel; one group a channel, multiplier 1 only. */
export function convertDepthwiseConvolution(operator: TfliteOperator, scope: ConversionScope): string {
  const channels = scope.shapeOf(operator.inputs[0])[3] ?? 0;
  const outputChannels = scope.shapeOf(operator.inputs[1])[3];
  if (outputChannels !== channels) scope.refuse(`depth multiplier of ${outputChannels} over ${channels}`);
  return convolve(operator, scope, { fields: depthwiseFields, weightOrder: [3, 0, 1, 2], groups: channels });
}

type Convolution = {
  readonly fields: ConvolutionFields;
  readonly weightOrder: readonly number[];
  readonly groups: number;
};

function convolve(operator: TfliteOperator, scope: ConversionScope, convolution: Convolution): string {
  const { options, inputs } = operator;
  const { fields, weightOrder, groups } = convolution;
  scope.refuseFusedActivation(operator, fields.activation);
  const strides = [options.int32(2, 1), options.int32(1, 1)] as const;
  const dilations = [options.int32(fields.dilationHeight, 1), options.int32(fields.dilationWidth, 1)] as const;
  const [, inputHeight = 0, inputWidth = 0] = scope.shapeOf(inputs[0]);
  const stored = scope.floats(inputs[1]);
  const [, kernelHeight = 0, kernelWidth = 0] = stored.shape;

  const isSame = options.int8(0) === paddingSame;
  const [top, bottom] = isSame
    ? samePadding({ input: inputHeight, kernel: kernelHeight, stride: strides[0], dilation: dilations[0] })
    : [0, 0];
  const [left, right] = isSame
    ? samePadding({ input: inputWidth, kernel: kernelWidth, stride: strides[1], dilation: dilations[1] })
    : [0, 0];

  const weights = permute(stored, weightOrder);
  const bias = scope.floats(inputs[2]);
  const values = [
    scope.activation(inputs[0]),
    scope.graph.floats(weights.values, weights.shape),
    scope.graph.floats(bias.values, bias.shape),
  ];
  return scope.graph.node("Conv", values, {
    kernel_shape: { ints: [kernelHeight, kernelWidth] },
    strides: { ints: strides },
    dilations: { ints: dilations },
    pads: { ints: [top, left, bottom, right] },
    group: { int: groups },
  });
}
