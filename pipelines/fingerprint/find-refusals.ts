import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { FingerprintLimits, FingerprintReasonCode } from "./fingerprint-limits.ts";

/** Why a measured print cannot be scored: what NFIQ 2 itself refuses or warns of, and too little contrast, which it is blind to. */
export function findRefusals(
  measures: Readonly<Record<string, number>>,
  limits: FingerprintLimits,
): Reason<FingerprintReasonCode>[] {
  const reasons: Reason<FingerprintReasonCode>[] = [];
  const mean = measures["Mu"] ?? 0;
  const contrast = measures["contrast"] ?? 0;
  const blocks = measures["foregroundBlocks"] ?? 0;
  const minutiae = measures["minutiaeCount"] ?? 0;
  if (mean > limits.imageMeanMax) reasons.push({ code: "empty-image", value: mean, limit: limits.imageMeanMax });
  if (contrast < limits.contrastMin) reasons.push({ code: "low-contrast", value: contrast, limit: limits.contrastMin });
  if (blocks < limits.blocksMin) reasons.push({ code: "too-small", value: blocks, limit: limits.blocksMin });
  if (minutiae < limits.minutiaeMin) {
    reasons.push({ code: "too-few-minutiae", value: minutiae, limit: limits.minutiaeMin });
  }
  return reasons;
}
