import type { TfliteOperator } from "../../tflite/tflite-model.ts";
import type { ConversionScope } from "../conversion-scope.ts";

/**
 * MediaPipe's TransformTensorBilinear (version 2): the cell at `p` of the crop is the bilinear sample of the map at
 * `M·(p + ½) − ½`, and nothing where that lies outside the map's outermost cell centres. GridSample would blend across that rim,
 * so cells outside are masked.
 */
export function convertCropSampling(operator: TfliteOperator, scope: ConversionScope): string {
  const { graph } = scope;
  const [map, matrix] = operator.inputs;
  const [, mapHeight = 0, mapWidth = 0] = scope.shapeOf(map);
  const [, height = 0, width = 0] = scope.shapeOf(operator.outputs[0]);
  const last = [mapWidth - 1, mapHeight - 1] as const;

  const rows = graph.node("Gather", [scope.operand(matrix, 3), graph.integers([0, 1])], { axis: { int: 1 } });
  const columns = graph.node("Transpose", [rows], { perm: { ints: [0, 2, 1] } });
  const cells = graph.floats(cellCentres(width, height), [1, width * height, 4]);
  const sampled = graph.node("Sub", [graph.node("MatMul", [cells, columns]), graph.floats([0.5], [1])]);

  const toUnit = graph.node("Mul", [sampled, graph.floats([2 / last[0], 2 / last[1]], [1, 1, 2])]);
  const grid = graph.node("Reshape", [
    graph.node("Sub", [toUnit, graph.floats([1], [1])]),
    graph.integers([1, height, width, 2]),
  ]);
  const crop = graph.node("GridSample", [scope.activation(map), grid], {
    align_corners: { int: 1 },
    mode: { text: "bilinear" },
    padding_mode: { text: "zeros" },
  });

  const clamped = graph.node("Min", [
    graph.node("Max", [sampled, graph.floats([0], [1])]),
    graph.floats(last, [1, 1, 2]),
  ]);
  const isInside = graph.node("Cast", [graph.node("Equal", [sampled, clamped])], { to: { int: 1 } });
  const isCellInside = graph.node("ReduceMin", [isInside], { axes: { ints: [2] }, keepdims: { int: 0 } });
  const mask = graph.node("Reshape", [isCellInside, graph.integers([1, 1, height, width])]);
  return graph.node("Mul", [crop, mask]);
}

/** Homogeneous coordinates x, y, 0, 1 of every cell's centre, row by row. */
function cellCentres(width: number, height: number): number[] {
  return Array.from({ length: width * height }, (_, cell) => [
    (cell % width) + 0.5,
    Math.floor(cell / width) + 0.5,
    0,
    1,
  ]).flat();
}
