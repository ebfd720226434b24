import type { ConvertOperator } from "./conversion-scope.ts";
import { convertHardSwish, convertLogistic, convertPrelu, convertRelu } from "./operators/activation.ts";
import { convertAdd, convertMultiply } from "./operators/arithmetic.ts";
import { convertConvolution, convertDepthwiseConvolution } from "./operators/convolution.ts";
import { convertCropSampling } from "./operators/crop-sampling.ts";
import { convertLandmarkMatrix, convertLandmarkTransform } from "./operators/landmark-crop.ts";
import { convertPad, convertReshape, convertWholeSlice } from "./operators/layout.ts";
import { convertAveragePool, convertMaxPool } from "./operators/pooling.ts";
import { convertResizeBilinear } from "./operators/resize-bilinear.ts";
import { convertTransposedConvolution } from "./operators/transposed-convolution.ts";

/** Every operator of the models in the manifest. DEQUANTIZE is absent: it only ever widens constants, and is folded. */
export const operatorTable: ReadonlyMap<string, ConvertOperator> = new Map<string, ConvertOperator>([
  ["ADD", convertAdd],
  ["AVERAGE_POOL_2D", convertAveragePool],
  ["CONV_2D", convertConvolution],
  ["DEPTHWISE_CONV_2D", convertDepthwiseConvolution],
  ["HARD_SWISH", convertHardSwish],
  ["LOGISTIC", convertLogistic],
  ["MAX_POOL_2D", convertMaxPool],
  ["MUL", convertMultiply],
  ["PAD", convertPad],
  ["PRELU", convertPrelu],
  ["RELU", convertRelu],
  ["RESHAPE", convertReshape],
  ["RESIZE_BILINEAR", convertResizeBilinear],
  ["STRIDED_SLICE", convertWholeSlice],
  ["Convolution2DTransposeBias", convertTransposedConvolution],
  ["Landmarks2TransformMatrix", convertLandmarkMatrix],
  ["TransformLandmarks", convertLandmarkTransform],
  ["TransformTensorBilinear", convertCropSampling],
]);
