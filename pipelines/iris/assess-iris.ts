import type { Assessment } from "../../runtime/kernel/assessment.ts";
import type { Circle } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { chooseEye, type IrisWish } from "./choose-eye.ts";
import { findEyes } from "./find-eyes.ts";
import type { IrisLimits } from "./iris-limits.ts";
import { measureIris } from "./iris-measures.ts";
import { findIrisReasons, type IrisReasonCode } from "./iris-reasons.ts";
import { scoreIris } from "./iris-score.ts";

export type { IrisWish } from "./choose-eye.ts";
export { defaultIrisLimits, type IrisLimits } from "./iris-limits.ts";

/** Circles in pixels of the image; both null when no eye was found. `measures` are those of `IrisMeasures`. */
export type IrisAssessment = Assessment<IrisReasonCode> & {
  readonly limbus: Circle | null;
  readonly pupil: Circle | null;
  /** The limbus of the other eye where the frame shows both: the one asked for is then surely that eye. */
  readonly otherLimbus: Circle | null;
};

/** Of a camera that looks at one eye, whichever it is. */
const anyEye: IrisWish = { eye: "right", isMirrored: false };

/**
 * Finds the iris in a near-infrared picture and judges whether it can be enrolled. Deterministic; no picture, however
 * poor or small, throws: without an eye the score is 0. Where the frame shows both eyes, the one asked for is judged.
 */
export function assessIris(image: GrayImage, limits: IrisLimits, wish: IrisWish = anyEye): IrisAssessment {
  const { filled, eyes } = findEyes(image);
  const chosen = chooseEye(eyes, wish, image);
  if (chosen === null) {
    const reasons = [{ code: "no-eye", value: 0, limit: 1 }] as const;
    return { score: 0, measures: {}, reasons: [...reasons], limbus: null, pupil: null, otherLimbus: null };
  }
  const { eye, other, isWrong } = chosen;
  const { limbus, pupil } = eye;
  const measures = measureIris(image, filled, eye);
  const score = scoreIris(measures, limits);
  const reasons = findIrisReasons({ measures, limits, score, limbus, image, isWrongEye: isWrong });
  return { score, measures, reasons, limbus, pupil, otherLimbus: other?.limbus ?? null };
}
