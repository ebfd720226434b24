import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { FingerprintLimits, FingerprintReasonCode } from "./fingerprint-limits.ts";

/**
 * Where the finger lies on the glass as the cause of a low score: cut off by the image's edge, not laid down far enough,
 * or turned; one of them, for the shape of a cut-off area says nothing of its turn. `offsetXRatio` and `offsetYRatio` name the side (right
 * and down positive); `axisDeg` is 0 where the area is too round to have an axis.
 */
export function advisePlacement(
  measures: Readonly<Record<string, number>>,
  limits: FingerprintLimits,
): Reason<FingerprintReasonCode>[] {
  const reasons: Reason<FingerprintReasonCode>[] = [];
  const height = measures["regionHeightPx"] ?? 0;
  const offset = Math.max(Math.abs(measures["offsetXRatio"] ?? 0), Math.abs(measures["offsetYRatio"] ?? 0));
  const turn = Math.abs(measures["axisDeg"] ?? 0);
  if (offset > limits.offsetRatioMax) reasons.push({ code: "off-centre", value: offset, limit: limits.offsetRatioMax });
  else if (height < limits.regionHeightMinPx) {
    reasons.push({ code: "too-short", value: height, limit: limits.regionHeightMinPx });
  } else if (turn > limits.axisMaxDeg) reasons.push({ code: "rotated", value: turn, limit: limits.axisMaxDeg });
  return reasons;
}
