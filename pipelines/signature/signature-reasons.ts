import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { PrintMeasures } from "./paper/measure-print.ts";
import type { SignatureLimits } from "./signature-limits.ts";

/**
 * `malformed`: numbers that no pen can have written; they were left out. `interrupted`: the pad did not report the whole
 * way. `print`: what lies there is another paper. In the order a person is told of them.
 */
export const signatureReasonCodes = [
  "blank",
  "malformed",
  "interrupted",
  "resolution-too-low",
  "print",
  "too-faint",
  "dot",
  "line",
  "out-of-area",
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
  readonly outsideRatio: number;
  readonly malformedPoints: number;
  readonly lostRatio: number | null;
  readonly inkContrast: number | null;
  readonly resolutionPpi: number | null;
  readonly print: PrintMeasures | null;
};

/** Every limit that is missed. Nothing written is one reason, not all of them. */
export function findSignatureReasons(found: SignatureFindings, limits: SignatureLimits): Reason<SignatureReasonCode>[] {
  const reasons: Reason<SignatureReasonCode>[] = [];
  const atLeast = (code: SignatureReasonCode, value: number | null, limit: number) => {
    if (value !== null && value < limit) reasons.push({ code, value, limit });
  };
  const atMost = (code: SignatureReasonCode, value: number | null, limit: number) => {
    if (value !== null && value > limit) reasons.push({ code, value, limit });
  };
  const longerMm = Math.max(found.extentMm.width, found.extentMm.height);

  const print = findPrintReason(found, limits);
  if (print !== null) {
    // Millimetres of a scan that is too coarse are not to be relied on, and print is told by them.
    atLeast("resolution-too-low", found.resolutionPpi, limits.resolutionMinPpi);
    return [...reasons, print];
  }
  atLeast("blank", found.strokes, 1);
  atMost("malformed", found.malformedPoints, 0);
  atLeast("resolution-too-low", found.resolutionPpi, limits.resolutionMinPpi);
  if (found.strokes === 0) return reasons;
  atMost("interrupted", found.lostRatio, limits.lostMaxRatio);
  atLeast("too-faint", found.inkContrast, limits.inkContrastMin);
  atMost("out-of-area", found.outsideRatio, limits.outsideMaxRatio);
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

/** A page of print has many lines of it, many pieces left over, ink as wide as a page, a headline, or nothing but letters. */
function findPrintReason(
  { print, strokes, extentMm }: SignatureFindings,
  limits: SignatureLimits,
): Reason<SignatureReasonCode> | null {
  if (print === null) return null;
  const { printRows, pieces, letterMm, longestMm, typeRatio } = print;
  const longerMm = Math.max(extentMm.width, extentMm.height);
  const tooMuch: readonly (readonly [value: number, limit: number])[] = [
    [printRows, limits.printRowsMax],
    [pieces, limits.piecesMax],
    [longerMm, limits.extentMaxMm],
    [typeRatio, limits.typeMaxRatio],
  ];
  for (const [value, limit] of tooMuch) if (value > limit) return { code: "print", value, limit };
  const letterMinMm = limits.letterMinRatio * letterMm;
  return strokes > 0 && longestMm < letterMinMm ? { code: "print", value: longestMm, limit: letterMinMm } : null;
}
