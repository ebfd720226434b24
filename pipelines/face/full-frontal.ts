import type { Point } from "../../runtime/kernel/geometry.ts";

/**
 * What a full frontal portrait measures, as ISO/IEC 19794-5 and its successor are commonly quoted (their texts were not
 * compared): width over height, width of the head over the picture's, place of the eyes from the top over its height, and
 * how far they may be off its middle over its width.
 */
export const fullFrontal = {
  proportionMin: 0.74,
  proportionMax: 0.8,
  headWidthMinRatio: 0.5,
  headWidthMaxRatio: 0.75,
  eyeHeightMinRatio: 0.3,
  eyeHeightMaxRatio: 0.5,
  offCentreMaxRatio: 0.05,
} as const;

/** Where a face is in a picture. */
export type FacePlace = {
  /** Image-left eye, image-right eye. */
  readonly eyeCentres: readonly [Point, Point];
  /** Across the widest part of the face, without ears or hair. */
  readonly headWidthPx: number;
};

/** Whether a picture has the geometry of a full frontal portrait. Says nothing of how the head is held. */
export function isFullFrontal(
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  { eyeCentres: [left, right], headWidthPx }: FacePlace,
): boolean {
  const proportion = widthPx / heightPx;
  const headWidthRatio = headWidthPx / widthPx;
  const eyeHeightRatio = (left.y + right.y) / 2 / heightPx;
  const offCentreRatio = (left.x + right.x) / 2 / widthPx - 0.5;
  return (
    isBetween(proportion, fullFrontal.proportionMin, fullFrontal.proportionMax) &&
    isBetween(headWidthRatio, fullFrontal.headWidthMinRatio, fullFrontal.headWidthMaxRatio) &&
    isBetween(eyeHeightRatio, fullFrontal.eyeHeightMinRatio, fullFrontal.eyeHeightMaxRatio) &&
    Math.abs(offCentreRatio) <= fullFrontal.offCentreMaxRatio
  );
}

function isBetween(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}
