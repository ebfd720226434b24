import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { SignatureLimits } from "./signature-limits.ts";

/** `malformed`: numbers that no pen can have written; they were left out. The rest in the order a person is told of them. */
export const signatureReasonCodes = [
  "blank",
  "malformed",
  "resolution-too-low",
  "too-faint",
  "dot",
  "line",
  "cut-off",
  "too-small",
  "too-short",
] as const;
export type SignatureReasonCode = (typeof signatureReasonCodes)[number];

/** What was found, from a pad or on paper alike. Figures that the source cannot know are null. */
export type SignatureFindings = {
  readonly strokes: number;
  readonly extentMm: { readonly width: number; readonly height: number };
  readonly pathMm: number;
  readonly lineDeviationRatio: number;
  readonly durationMs: number | null;
  readonly edgePoints: number;
  readonly malformedPoints: number;
  readonly inkContrast: number | null;
  readonly resolutionPpi: number | null;
};

/** Every limit that is missed. Nothing written is one reason, not all of them. */
export function findSignatureReasons(found: SignatureFindings, limits: SignatureLimits): Reason<SignatureReasonCode>[] {
  const reasons: Reason<SignatureReasonCode>[] = [];
  const atLeast = (code: SignatureReasonCode, value: number | null, limit: number) => {
    if (value !== null && value < limit) reasons.push({ code, value, limit });
  };
  const atMost = (code: SignatureReasonCode, value: number, limit: number) => {
    if (value > limit) reasons.push({ code, value, limit });
  };
  const longerMm = Math.max(found.extentMm.width, found.extentMm.height);

  atLeast("blank", found.strokes, 1);
  atMost("malformed", found.malformedPoints, 0);
  atLeast("resolution-too-low", found.resolutionPpi, limits.resolutionMinPpi);
  if (found.strokes === 0) return reasons;
  atLeast("too-faint", found.inkContrast, limits.inkContrastMin);
  atMost("cut-off", found.edgePoints, limits.edgePointsMax);
  if (longerMm <= limits.dotMaxMm) return [...reasons, { code: "dot", value: longerMm, limit: limits.dotMaxMm }];

  const isLine = found.lineDeviationRatio <= limits.lineDeviationMaxRatio;
  if (isLine && !limits.isLineAllowed) {
    reasons.push({ code: "line", value: found.lineDeviationRatio, limit: limits.lineDeviationMaxRatio });
  }
  atLeast("too-small", longerMm, limits.extentMinMm);
  // A line drawn for want of a signature is as short and as quick as it is.
  if (isLine && limits.isLineAllowed) return reasons;
  atLeast("too-short", found.pathMm, limits.pathMinMm);
  if (reasons.at(-1)?.code !== "too-short") atLeast("too-short", found.durationMs, limits.durationMinMs);
  return reasons;
}
