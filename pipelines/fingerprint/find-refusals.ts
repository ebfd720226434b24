import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { FingerprintLimits, FingerprintReasonCode } from "./fingerprint-limits.ts";

/**
 * Why a measured image cannot be scored: it shows no finger, which is then all that is said, or NFIQ 2 itself refuses it
 * or warns of it, as it does below some contrast, though its measures are blind to that. Bare glass is nearly even, and
 * what grain or shade it has runs in no direction or ends nowhere: drawn grain has an orientation certainty of 0.08, the
 * poorest of 871 real prints of seven sensors 0.27.
 * @param countExtracted how many minutiae `extractMinutiae` finds, asked only where it matters: it sees those of a faint print, of which NFIQ 2 counts none
 */
export function findRefusals(
  measures: Readonly<Record<string, number>>,
  limits: FingerprintLimits,
  countExtracted: () => number,
): Reason<FingerprintReasonCode>[] {
  const reasons: Reason<FingerprintReasonCode>[] = [];
  const mean = measures["Mu"] ?? 0;
  const contrast = measures["contrast"] ?? 0;
  const certainty = measures["OCLMean"] ?? 0;
  const blocks = measures["foregroundBlocks"] ?? 0;
  const minutiae = measures["minutiaeCount"] ?? 0;
  if (contrast < limits.contrastMin && (certainty < limits.certaintyMin || countExtracted() === 0)) {
    return [{ code: "no-finger", value: certainty, limit: limits.certaintyMin }];
  }
  if (mean > limits.imageMeanMax) reasons.push({ code: "empty-image", value: mean, limit: limits.imageMeanMax });
  if (contrast < limits.contrastMin) reasons.push({ code: "low-contrast", value: contrast, limit: limits.contrastMin });
  if (blocks < limits.blocksMin) reasons.push({ code: "too-small", value: blocks, limit: limits.blocksMin });
  if (minutiae < limits.minutiaeMin) {
    reasons.push({ code: "too-few-minutiae", value: minutiae, limit: limits.minutiaeMin });
  }
  return reasons;
}
