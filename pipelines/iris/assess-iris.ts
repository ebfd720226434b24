import type { Assessment } from "../../runtime/kernel/assessment.ts";
import type { Circle } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { findLid } from "./find-lid.ts";
import type { IrisLimits } from "./iris-limits.ts";
import { measureIris } from "./iris-measures.ts";
import { findIrisReasons, type IrisReasonCode } from "./iris-reasons.ts";
import { scoreIris } from "./iris-score.ts";
import { fillSpeculars } from "./kernels/fill-speculars.ts";
import { locateEye } from "./locate-eye.ts";

export { defaultIrisLimits, type IrisLimits } from "./iris-limits.ts";

/** Circles in pixels of the image; both null when no eye was found. `measures` are those of `IrisMeasures`. */
export type IrisAssessment = Assessment<IrisReasonCode> & {
  readonly limbus: Circle | null;
  readonly pupil: Circle | null;
};

/** The lamp's mirror image in a 640 × 480 frame; wider bright runs are skin. */
const specularLimits = { levelMin: 215, runMaxPx: 40, rimPx: 3 } as const;

/**
 * Finds the iris in a near-infrared picture and judges whether it can be enrolled. Deterministic; no picture, however
 * poor or small, throws: without an eye the score is 0.
 */
export function assessIris(image: GrayImage, limits: IrisLimits): IrisAssessment {
  const filled = fillSpeculars(image, specularLimits);
  const eye = locateEye(filled.image);
  if (eye === null) {
    return { score: 0, measures: {}, reasons: [{ code: "no-eye", value: 0, limit: 1 }], limbus: null, pupil: null };
  }
  const { limbus, pupil } = eye;
  const lids = {
    upper: findLid(filled.image, limbus, pupil, "upper"),
    lower: findLid(filled.image, limbus, pupil, "lower"),
  };
  const measures = measureIris(image, filled, eye, lids);
  const score = scoreIris(measures, limits);
  return { score, measures, reasons: findIrisReasons({ measures, limits, score, limbus, image }), limbus, pupil };
}
