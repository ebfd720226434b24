import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { FingerprintLimits, FingerprintReasonCode } from "./fingerprint-limits.ts";

/** Skin and ink as the cause of a low score: too wet or dry by the ridges' share, too dark or light by the grey level. */
export function adviseSkin(
  measures: Readonly<Record<string, number>>,
  limits: FingerprintLimits,
): Reason<FingerprintReasonCode>[] {
  const reasons: Reason<FingerprintReasonCode>[] = [];
  const ink = measures["inkRatio"] ?? 0;
  const mean = measures["roiMean"] ?? 0;
  if (ink > limits.inkRatioMax) reasons.push({ code: "too-wet", value: ink, limit: limits.inkRatioMax });
  if (ink < limits.inkRatioMin) reasons.push({ code: "too-dry", value: ink, limit: limits.inkRatioMin });
  if (mean < limits.regionMeanMin) reasons.push({ code: "too-dark", value: mean, limit: limits.regionMeanMin });
  if (mean > limits.regionMeanMax) reasons.push({ code: "too-light", value: mean, limit: limits.regionMeanMax });
  return reasons;
}
