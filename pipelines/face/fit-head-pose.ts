import type { CanonicalFace } from "../../runtime/kernel/canonical-face.ts";
import type { Pose } from "../../runtime/kernel/geometry.ts";
import type { Landmark } from "./find-landmarks.ts";
import { largestEigenvector } from "./largest-eigenvector.ts";

/**
 * Pose of the head from the rotation that best takes the canonical face to the landmarks: weighted least squares under
 * weak perspective, solved in closed form by quaternions (B. K. P. Horn, "Closed-form solution of absolute orientation
 * using unit quaternions", J. Opt. Soc. Am. A 4(4), 1987).
 *
 * The angles are those of pitch first, then yaw, then roll, each about an axis of the camera. Distance and size do not
 * matter; perspective does a little, as the fit knows none. Points of the forehead count for nothing: hair or cloth is
 * over them, and the network puts them far from where they are.
 * @param depthGain what the depth of the landmarks is to be multiplied by
 */
export function fitHeadPose(canonicalFace: CanonicalFace, landmarks: readonly Landmark[], depthGain = 1): Pose {
  const rotation = rotationOf(largestEigenvector(hornMatrix(covariance(canonicalFace, landmarks, depthGain))));
  return anglesOf(rotation);
}

type Row = readonly [number, number, number];
type Matrix = readonly [Row, Row, Row];
type Quaternion = readonly [number, number, number, number];

const foreheadPoints: readonly number[] = [10, 54, 67, 284, 297];

/** Weighted sums of products of the canonical coordinates (rows) with the seen ones (columns), each about its mean. */
function covariance({ vertices, weights }: CanonicalFace, landmarks: readonly Landmark[], depthGain: number): Matrix {
  const seenWeights = weights.filter(([index]) => !foreheadPoints.includes(index));
  const pairs = seenWeights.map(([index, weight]) => {
    const [x = 0, y = 0, z = 0] = vertices[index] ?? [];
    const seen = landmarks[index] ?? { x: 0, y: 0, z: 0 };
    // The image's y runs down and its depth away from the camera; the canonical face's run up and towards it.
    return { weight, from: [x, y, z] as const, to: [seen.x, -seen.y, -depthGain * seen.z] as const };
  });
  const total = pairs.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const mean = (pick: (pair: (typeof pairs)[number]) => number) =>
    pairs.reduce((sum, pair) => sum + pair.weight * pick(pair), 0) / total;
  const axes = [0, 1, 2] as const;
  const fromMean = axes.map((axis) => mean(({ from }) => from[axis]));
  const toMean = axes.map((axis) => mean(({ to }) => to[axis]));
  const product = (row: 0 | 1 | 2, column: 0 | 1 | 2) =>
    mean(({ from, to }) => (from[row] - (fromMean[row] ?? 0)) * (to[column] - (toMean[column] ?? 0)));
  const rowOf = (row: 0 | 1 | 2): Row => [product(row, 0), product(row, 1), product(row, 2)];
  return [rowOf(0), rowOf(1), rowOf(2)];
}

/** Horn's symmetric 4 × 4 matrix, whose eigenvector of the largest eigenvalue is the rotation sought. */
function hornMatrix([[xx, xy, xz], [yx, yy, yz], [zx, zy, zz]]: Matrix): number[][] {
  return [
    [xx + yy + zz, yz - zy, zx - xz, xy - yx],
    [yz - zy, xx - yy - zz, xy + yx, zx + xz],
    [zx - xz, xy + yx, yy - xx - zz, yz + zy],
    [xy - yx, zx + xz, yz + zy, zz - xx - yy],
  ];
}

function rotationOf([w, x, y, z]: Quaternion): Matrix {
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
  ];
}

/** Rotation = roll · yaw · pitch, with roll clockwise in the image and pitch raising the chin. */
function anglesOf([[r00], [r10], [r20, r21, r22]]: Matrix): Pose {
  const degrees = 180 / Math.PI;
  return {
    yawDeg: degrees * Math.asin(Math.min(1, Math.max(-1, -r20))),
    pitchDeg: -degrees * Math.atan2(r21, r22),
    rollDeg: -degrees * Math.atan2(r10, r00),
  };
}
