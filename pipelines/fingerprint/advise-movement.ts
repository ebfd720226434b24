import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { FingerprintLimits, FingerprintReasonCode } from "./fingerprint-limits.ts";

/** A print this sharp has not moved, however uneven its pressure makes the directions. */
const sharpnessStillMin = 0.68;

/**
 * Blur and noise as the cause of a low score. `smeared` is a blur along one direction, `blurred` one in all, `noisy` an
 * image in which grain outweighs ridges. A wet or unevenly pressed print loses contrast by direction too, but its edges
 * stay sharp: so direction counts only where sharpness is short as well.
 *
 * Of 175 undegraded development prints one is told smeared (thermal, wet, NFIQ 2 score 30) and none blurred or noisy. Of
 * every third of them, moved by 4, 8, 12 and 20 pixels in four directions, 15, 58, 69 and 75 % are told; movement along
 * the finger least (half), for it spares the upright ridges of the sides only.
 */
export function adviseMovement(
  measures: Readonly<Record<string, number>>,
  limits: FingerprintLimits,
): Reason<FingerprintReasonCode>[] {
  const reasons: Reason<FingerprintReasonCode>[] = [];
  const sharpness = measures["sharpness"] ?? 0;
  const loss = measures["directionLossRatio"] ?? 0;
  if (loss > limits.directionLossRatioMax && sharpness < sharpnessStillMin) {
    reasons.push({ code: "smeared", value: loss, limit: limits.directionLossRatioMax });
  } else if (sharpness < limits.sharpnessMin) {
    reasons.push({ code: "blurred", value: sharpness, limit: limits.sharpnessMin });
  }
  if (sharpness > limits.sharpnessMax) reasons.push({ code: "noisy", value: sharpness, limit: limits.sharpnessMax });
  return reasons;
}
