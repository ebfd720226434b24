import type { Infer, Tensor } from "../../runtime/kernel/inference.ts";
import { type Affine, scaleOf } from "../image/affine.ts";
import type { ImagePyramid } from "../image/image-pyramid.ts";
import type { Region } from "../image/region.ts";
import { makeTensor, sigmoid, valuesOf } from "./make-tensor.ts";
import { lidContourPoints, refinementIndices } from "./refinement-indices.ts";

/** Image pixels; z is the depth in the same unit, smaller nearer to the camera. */
export type Landmark = { readonly x: number; readonly y: number; readonly z: number };

export const meshPoints = 468;

export type FoundFace = {
  /** The 468 points of the mesh with the refined lips and eyes, then 5 of each iris. */
  readonly landmarks: readonly Landmark[];
  /** How sure the network is that the region holds a face, 0 to 1. */
  readonly presenceRatio: number;
};

/** Runs the landmark network on one region and puts its heads together, in pixels of the image. */
export async function findLandmarks(pyramid: ImagePyramid, region: Region, infer: Infer): Promise<FoundFace> {
  const outputs = await infer(makeTensor(pyramid, region, 0, 1));
  return {
    landmarks: refineMesh(outputs).map((point) => placeInImage(point, region.toImage)),
    presenceRatio: sigmoid(valuesOf(outputs, "flag")[0] ?? Number.NEGATIVE_INFINITY),
  };
}

/** The mesh with the points that the finer heads know better, and the irises, which only they know. */
function refineMesh(outputs: Readonly<Record<string, Tensor>>): Landmark[] {
  const mesh = valuesOf(outputs, "mesh");
  const points = Array.from({ length: meshPoints }, (_, index): Landmark => {
    return { x: mesh[3 * index] ?? 0, y: mesh[3 * index + 1] ?? 0, z: mesh[3 * index + 2] ?? 0 };
  });
  for (const head of ["lips", "rightEye", "leftEye"] as const) {
    const refined = valuesOf(outputs, head);
    refinementIndices[head].forEach((index, position) => {
      points[index] = readPoint(refined, position, points[index]?.z ?? 0);
    });
  }
  for (const [head, eye] of [["rightIris", "rightEye"] as const, ["leftIris", "leftEye"] as const]) {
    const lids = refinementIndices[eye].slice(0, lidContourPoints);
    const depth = lids.reduce((sum, index) => sum + (points[index]?.z ?? 0), 0) / lids.length;
    const iris = valuesOf(outputs, head);
    refinementIndices[head].forEach((index, position) => {
      points[index] = readPoint(iris, position, depth);
    });
  }
  return points;
}

function readPoint(values: Float32Array, position: number, z: number): Landmark {
  return { x: values[2 * position] ?? 0, y: values[2 * position + 1] ?? 0, z };
}

function placeInImage({ x, y, z }: Landmark, map: Affine): Landmark {
  return {
    x: map.xx * x + map.xy * y + map.x0,
    y: map.yx * x + map.yy * y + map.y0,
    z: z * scaleOf(map),
  };
}
