import type { Box } from "../../runtime/kernel/geometry.ts";
import type { FaceGeometry } from "./face-geometry.ts";

/**
 * The square on each cheek, beside the nose and below the eye, in which ISO/IEC 29794-5 compares light and judges the
 * colour of skin. Whole pixels of the frame in which the geometry was measured; may reach beyond it.
 */
export function findCheeks({ eyeCentres, interEyePx, betweenEyes, mouth }: FaceGeometry): readonly [Box, Box] {
  const side = Math.floor(0.3 * interEyePx);
  const drop = Math.floor(Math.hypot(mouth.x - betweenEyes.x, mouth.y - betweenEyes.y) / 2);
  const [left, right] = eyeCentres;
  return [
    { x: Math.round(left.x), y: Math.round(left.y) + drop, width: side, height: side },
    { x: Math.round(right.x) - side, y: Math.round(right.y) + drop, width: side, height: side },
  ];
}
