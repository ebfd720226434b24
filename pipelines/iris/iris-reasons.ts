import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { Circle } from "../../runtime/kernel/geometry.ts";
import type { IrisLimits } from "./iris-limits.ts";
import type { IrisMeasures } from "./iris-measures.ts";
import { radiusMaxPx } from "./measure-framing.ts";

/** In the order a person is told of them: first get the eye into the frame, then open, still and lit. */
export const irisReasonCodes = [
  "no-eye",
  "wrong-eye",
  "too-far",
  "too-near",
  "off-centre",
  "eye-not-open",
  "blurred",
  "contact-lens",
  "low-contrast",
  "pupil-too-large",
  "pupil-too-small",
  "looking-aside",
  "pupil-not-round",
  "texture-faint",
  "score-too-low",
] as const;
export type IrisReasonCode = (typeof irisReasonCodes)[number];

export type JudgedIris = {
  readonly measures: IrisMeasures;
  readonly limits: IrisLimits;
  readonly score: number;
  readonly limbus: Circle;
  readonly image: { readonly widthPx: number; readonly heightPx: number };
  /** Whether the person holds the other eye before the camera. */
  readonly isWrongEye: boolean;
};

/** The score decides; the measures below their limits say why, most useful first. Empty when the score suffices. */
export function findIrisReasons(judged: JudgedIris): Reason<IrisReasonCode>[] {
  const { measures, limits, score, limbus, image, isWrongEye } = judged;
  if (score >= limits.scoreMin) return [];
  const reasons: Reason<IrisReasonCode>[] = [];
  const atLeast = (code: IrisReasonCode, value: number, limit: number) => {
    if (value < limit) reasons.push({ code, value, limit });
  };
  const atMost = (code: IrisReasonCode, value: number, limit: number) => {
    if (value > limit) reasons.push({ code, value, limit });
  };
  const frameRadiusMaxPx = radiusMaxPx(image);

  // The eye asked for is cut off by the frame: its margin says by how much, and the person must turn to show it.
  if (isWrongEye) atLeast("wrong-eye", measures.marginAdequacy, limits.marginAdequacyMin);
  atLeast("too-far", measures.irisRadiusPx, limits.irisRadiusMinPx);
  atMost("too-near", limbus.radius, frameRadiusMaxPx);
  // An eye too near to keep its margins anywhere is told to step back, not to move aside.
  const isPlaceable = limbus.radius <= frameRadiusMaxPx && !isWrongEye;
  if (isPlaceable) atLeast("off-centre", measures.marginAdequacy, limits.marginAdequacyMin);
  atLeast("eye-not-open", measures.usableIrisArea, limits.usableIrisAreaMin);
  atLeast("blurred", measures.sharpness, limits.sharpnessMin);
  atMost("contact-lens", measures.lensPrint, limits.lensPrintMax);
  atLeast("low-contrast", measures.irisPupilContrast, limits.irisPupilContrastMin);
  if (reasons.at(-1)?.code !== "low-contrast") {
    atLeast("low-contrast", measures.irisScleraContrast, limits.irisScleraContrastMin);
  }
  atMost("pupil-too-large", measures.pupilIrisRatio, limits.pupilIrisRatioMax);
  atLeast("pupil-too-small", measures.pupilIrisRatio, limits.pupilIrisRatioMin);
  atLeast("looking-aside", measures.irisPupilConcentricity, limits.irisPupilConcentricityMin);
  if (reasons.at(-1)?.code !== "looking-aside") {
    atMost("looking-aside", measures.gazeAngleDeg, limits.gazeAngleMaxDeg);
  }
  atLeast("pupil-not-round", measures.pupilBoundaryCircularity, limits.pupilBoundaryCircularityMin);
  atLeast("texture-faint", measures.grayscaleUtilisation, limits.grayscaleUtilisationMin);
  if (reasons.length === 0) reasons.push({ code: "score-too-low", value: score, limit: limits.scoreMin });
  return reasons;
}
