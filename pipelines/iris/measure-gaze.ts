import type { FittedBoundary } from "./kernels/fit-boundary.ts";

/**
 * Degrees between the camera's axis and the eye's: a circle seen from aside is an ellipse whose axes stand in the ratio of
 * the angle's cosine. Limbus and pupil flatten alike, so that the mean of both counts, each for as much of it as was seen:
 * what flattens only one, a lid or a pupil out of round, counts for less. Both fits hold on to a circle, which makes the
 * angle up to a quarter too small. Of an eye that looks straight some degrees are chance.
 */
export function measureGazeAngleDeg(limbus: FittedBoundary, pupil: FittedBoundary): number {
  const limbusShare = limbus.support * limbus.meanPx;
  const pupilShare = pupil.support * pupil.meanPx;
  const all = limbusShare + pupilShare;
  if (!(all > 0)) return 0;
  const meanOf = (stretch: "stretchX" | "stretchY") =>
    ((limbusShare * limbus[stretch]) / limbus.meanPx + (pupilShare * pupil[stretch]) / pupil.meanPx) / all;
  const flatness = Math.min(1, Math.hypot(meanOf("stretchX"), meanOf("stretchY")));
  return (Math.acos((1 - flatness) / (1 + flatness)) * 180) / Math.PI;
}
