import { type FacePoint, type FacePointName, facePointNames } from "../../runtime/kernel/biometric.ts";
import type { Point } from "../../runtime/kernel/geometry.ts";

/** Where each point is among the 478 landmarks: the outer lip contour, the corners of the lids, the middle of the irises. */
const landmarkOf: Readonly<Record<FacePointName, number>> = {
  chin: 152,
  "left-pupil": 473,
  "right-pupil": 468,
  "left-eye-outer-corner": 263,
  "left-eye-inner-corner": 362,
  "right-eye-outer-corner": 33,
  "right-eye-inner-corner": 133,
  "upper-lip": 0,
  "lower-lip": 17,
  "mouth-left-corner": 291,
  "mouth-right-corner": 61,
  "nose-tip": 1,
};

/** The points of a face that have a name, in the order of the names; those that the landmarks lack are left out. */
export function nameFacePoints(landmarks: readonly Point[]): FacePoint[] {
  return facePointNames.flatMap((name) => {
    const point = landmarks[landmarkOf[name]];
    return point === undefined ? [] : [{ name, x: point.x, y: point.y }];
  });
}
