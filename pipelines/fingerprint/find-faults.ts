import type { Reason } from "../../runtime/kernel/assessment.ts";
import { advisePlacement } from "./advise-placement.ts";
import type { FingerprintLimits, FingerprintReasonCode } from "./fingerprint-limits.ts";

/**
 * What bars a scored print from the record however good its score: too small an area to be matched later, a finger laid far
 * from upright, to which the score is blind, or a second print beside it, most often the last resident's left on the
 * glass. Of 187 development prints 15 are partial, and none has a ghost or is turned so far.
 */
export function findFaults(
  measures: Readonly<Record<string, number>>,
  limits: FingerprintLimits,
): Reason<FingerprintReasonCode>[] {
  const reasons: Reason<FingerprintReasonCode>[] = [];
  const area = measures["regionAreaPx"] ?? 0;
  const ghost = measures["ghostAreaPx"] ?? 0;
  if (area < limits.areaMinPx) reasons.push({ code: "partial", value: area, limit: limits.areaMinPx });
  if (ghost > limits.ghostAreaMaxPx) reasons.push({ code: "latent-ghost", value: ghost, limit: limits.ghostAreaMaxPx });
  return [...reasons, ...findWideTurn(measures, limits)];
}

/** A cut-off area has an axis of its own, so that only a whole fingertip is said to be turned. */
function findWideTurn(
  measures: Readonly<Record<string, number>>,
  limits: FingerprintLimits,
): Reason<FingerprintReasonCode>[] {
  const wide = { ...limits, axisMaxDeg: limits.axisAcceptedMaxDeg };
  return advisePlacement(measures, wide).filter(({ code }) => code === "rotated");
}
