import type { TfliteOperator } from "../../tflite/tflite-model.ts";
import type { ConversionScope } from "../conversion-scope.ts";

const field = { alignCorners: 2, halfPixelCenters: 3 } as const;

/** RESIZE_BILINEAR: where a cell's centre lies decides which of ONNX's coordinate rules applies. */
export function convertResizeBilinear(operator: TfliteOperator, scope: ConversionScope): string {
  const [batch = 1, , , channels = 0] = scope.shapeOf(operator.inputs[0]);
  const [height = 0, width = 0] = scope.integers(operator.inputs[1]);
  const sizes = scope.graph.integers([batch, channels, height, width]);
  return scope.graph.node("Resize", [scope.activation(operator.inputs[0]), "", "", sizes], {
    mode: { text: "linear" },
    coordinate_transformation_mode: { text: coordinateRule(operator) },
  });
}

function coordinateRule({ options }: TfliteOperator): string {
  if (options.int8(field.alignCorners) !== 0) return "align_corners";
  return options.int8(field.halfPixelCenters) !== 0 ? "half_pixel" : "asymmetric";
}
