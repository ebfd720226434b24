import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { FingerprintLimits, FingerprintReasonCode } from "./fingerprint-limits.ts";

/**
 * What bars a scored print from the record however good its score: too small an area to be matched later, or a second
 * print beside it, most often the last resident's left on the glass. Of 187 development prints 15 are partial and none
 * has a ghost.
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
  return reasons;
}
