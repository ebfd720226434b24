import type { FaceCapture } from "./package-content.ts";

/** Between the pupils of grown people on average; one in three is further off than 4 mm. */
const interEyeMm = 63;
const mmPerInch = 25.4;
/** What a JP2 file can say, to a tenth. */
const resolutionMaxPpi = 6_500;

/**
 * Pixels an inch in the plane of the eyes, from their distance in the very image: as true as the person's eyes are of the
 * common distance, some 6 %. Null where the eyes fall together.
 */
export function portraitResolution({ eyeCentres: [left, right] }: Pick<FaceCapture, "eyeCentres">): number | null {
  const resolutionPpi = (Math.hypot(right.x - left.x, right.y - left.y) / interEyeMm) * mmPerInch;
  return resolutionPpi >= 1 && resolutionPpi <= resolutionMaxPpi ? Math.round(resolutionPpi * 10) / 10 : null;
}
