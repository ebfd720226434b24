import flexbuffers from "flatbuffers/js/flexbuffers.js";
import { z } from "zod";
import type { TfliteOperator } from "../../tflite/tflite-model.ts";
import type { ConversionScope } from "../conversion-scope.ts";

const cropSchema = z.object({
  left_rotation_idx: z.number().int().nonnegative(),
  right_rotation_idx: z.number().int().nonnegative(),
  subset_idxs: z.array(z.number().int().nonnegative()).min(1),
  scale_x: z.number().positive(),
  scale_y: z.number().positive(),
  output_width: z.number().int().positive(),
  output_height: z.number().int().positive(),
  /** The format's null stands for zero: the two landmarks end up level. */
  target_rotation_radians: z.null().or(z.literal(0)),
});
export type LandmarkCrop = z.infer<typeof cropSchema>;

/** @throws BoothError `model.unsupported` when the options are not those of version 2 of the operator */
export function readLandmarkCrop(operator: TfliteOperator, scope: ConversionScope): LandmarkCrop {
  const parsed = cropSchema.safeParse(decode(operator.customOptions));
  return parsed.success ? parsed.data : scope.refuse(`${operator.kind}: ${z.prettifyError(parsed.error)}`);
}

/** A torn buffer makes the decoder throw whatever its arithmetic meets; to the schema it is just not an object. */
function decode(bytes: Uint8Array): unknown {
  try {
    return flexbuffers.toObject(bytes.slice().buffer);
  } catch {
    return undefined;
  }
}

/**
 * MediaPipe's Landmarks2TransformMatrix (version 2): a 4×4 matrix from cells of an upright crop to the map from which
 * the crop is taken. The crop is the bounding box, enlarged, of a subset of landmarks turned until two of them are level.
 * With `u` the unit vector between the two, the turn is [[ux, −uy], [uy, ux]]: no angle is ever computed.
 */
export function convertLandmarkMatrix(operator: TfliteOperator, scope: ConversionScope): string {
  const { graph } = scope;
  const crop = readLandmarkCrop(operator, scope);
  const xy = graph.node("Gather", [scope.activation(operator.inputs[0]), graph.integers([0, 1])], { axis: { int: 2 } });
  const pick = (indices: readonly number[]) =>
    graph.node("Gather", [xy, graph.integers(indices)], { axis: { int: 1 } });

  const between = graph.node("Sub", [pick([crop.right_rotation_idx]), pick([crop.left_rotation_idx])]);
  const distance = graph.node("ReduceL2", [between], { axes: { ints: [2] }, keepdims: { int: 1 } });
  const unit = graph.node("Div", [between, distance]);
  const firstRow = graph.node("Mul", [unit, graph.floats([1, -1], [1, 1, 2])]);
  const secondRow = graph.node("Gather", [unit, graph.integers([1, 0])], { axis: { int: 2 } });
  const turn = graph.node("Concat", [firstRow, secondRow], { axis: { int: 1 } });

  const levelled = graph.node("MatMul", [pick(crop.subset_idxs), turn]);
  const high = graph.node("ReduceMax", [levelled], { axes: { ints: [1] }, keepdims: { int: 1 } });
  const low = graph.node("ReduceMin", [levelled], { axes: { ints: [1] }, keepdims: { int: 1 } });
  const size = graph.node("Sub", [high, low]);
  const middle = graph.node("Mul", [graph.node("Add", [high, low]), graph.floats([0.5], [1])]);

  const cellSize = [crop.scale_x / crop.output_width, crop.scale_y / crop.output_height];
  const columns = graph.node("Mul", [turn, graph.node("Mul", [size, graph.floats(cellSize, [1, 1, 2])])]);
  const reach = graph.node("Mul", [size, graph.floats([crop.scale_x / 2, crop.scale_y / 2], [1, 1, 2])]);
  const corner = transpose(scope, graph.node("Sub", [middle, reach]));
  const shift = graph.node("MatMul", [turn, corner]);

  const top = graph.node("Concat", [columns, graph.floats([0, 0], [1, 2, 1]), shift], { axis: { int: 2 } });
  return graph.node("Concat", [top, graph.floats([0, 0, 1, 0, 0, 0, 0, 1], [1, 2, 4])], { axis: { int: 1 } });
}

/** MediaPipe's TransformLandmarks (version 2) on points in two dimensions: matrix times point. */
export function convertLandmarkTransform(operator: TfliteOperator, scope: ConversionScope): string {
  const { graph } = scope;
  const [points, matrix] = operator.inputs;
  const dimensions = scope.shapeOf(points)[2];
  if (dimensions !== 2) scope.refuse(`${operator.kind} in ${dimensions} dimensions`);
  const rows = graph.node("Gather", [scope.operand(matrix, 3), graph.integers([0, 1])], { axis: { int: 1 } });
  const linear = graph.node("Gather", [rows, graph.integers([0, 1])], { axis: { int: 2 } });
  const shift = graph.node("Gather", [rows, graph.integers([3])], { axis: { int: 2 } });
  const turned = graph.node("MatMul", [scope.activation(points), transpose(scope, linear)]);
  return graph.node("Add", [turned, transpose(scope, shift)]);
}

function transpose(scope: ConversionScope, value: string): string {
  return scope.graph.node("Transpose", [value], { perm: { ints: [0, 2, 1] } });
}
