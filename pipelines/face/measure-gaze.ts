import type { Point, Pose } from "../../runtime/kernel/geometry.ts";
import type { FaceGeometry } from "./face-geometry.ts";
import type { Landmark } from "./find-landmarks.ts";

/** Where the eyes look, against the camera's axis: + to the image's right and up. 0 looks into the lens. */
export type Gaze = { readonly rightDeg: number; readonly upDeg: number };

const eyes = [
  { corners: [33, 133], iris: 468 },
  { corners: [362, 263], iris: 473 },
] as const;

/** Between the eyes of grown people over the radius of the eyeball: 63 mm and 12 mm. */
const interEyePerEyeball = 63 / 12;

/**
 * The network draws irises towards the middle of the eye, less sideways than upwards, and puts a straight look a little
 * above the corners: measured on drawn eyes turned by up to 30° (docs/portrait.md, levels of gaze).
 */
const shareSideways = 0.68;
const shareUpwards = 0.45;
const straightLookRatio = 0.018;

/**
 * Direction of the look from the places of the irises between the corners of the eyes and the pose of the head: eyes
 * that turn back by as much as the head is turned look into the lens. Rough: on drawn eyes up to 10° off, 3° on average
 * (docs/portrait.md), on real ones unknown; made to tell a look aside from a look ahead.
 */
export function measureGaze(landmarks: readonly Landmark[], { interEyePx }: FaceGeometry, pose: Pose): Gaze {
  const offsets = eyes.map(({ corners: [first, second], iris }) =>
    offsetFrom(pointAt(landmarks, iris), pointAt(landmarks, first), pointAt(landmarks, second)),
  );
  const unitPx = Math.max(interEyePx, 1);
  const right = offsets.reduce((sum, { alongPx }) => sum + alongPx, 0) / offsets.length / unitPx;
  const up = offsets.reduce((sum, { abovePx }) => sum + abovePx, 0) / offsets.length / unitPx;
  return {
    rightDeg: pose.yawDeg + turnOf(right / shareSideways),
    upDeg: pose.pitchDeg + turnOf((up - straightLookRatio) / shareUpwards),
  };
}

/** Turn of an eyeball whose iris has moved so many distances between the eyes. */
function turnOf(offsetRatio: number): number {
  return (180 / Math.PI) * Math.asin(Math.min(1, Math.max(-1, offsetRatio * interEyePerEyeball)));
}

/** From the middle of a line, along it and to its upper side in the image. */
function offsetFrom(point: Point, from: Point, to: Point): { readonly alongPx: number; readonly abovePx: number } {
  const lengthPx = Math.max(Math.hypot(to.x - from.x, to.y - from.y), 1e-6);
  const along = { x: (to.x - from.x) / lengthPx, y: (to.y - from.y) / lengthPx };
  const x = point.x - (from.x + to.x) / 2;
  const y = point.y - (from.y + to.y) / 2;
  return { alongPx: x * along.x + y * along.y, abovePx: x * along.y - y * along.x };
}

function pointAt(landmarks: readonly Landmark[], index: number): Point {
  return landmarks[index] ?? { x: 0, y: 0 };
}
