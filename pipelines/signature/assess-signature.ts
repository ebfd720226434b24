import type { Assessment } from "../../runtime/kernel/assessment.ts";
import type { InkPoint, SignatureInk } from "../../runtime/kernel/biometric.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { measureStrokes } from "./measure-strokes.ts";
import { readInk } from "./read-ink.ts";
import { readPaper } from "./read-paper.ts";
import { renderInk } from "./render-ink.ts";
import type { SignatureLimits } from "./signature-limits.ts";
import { findSignatureReasons, type SignatureFindings, type SignatureReasonCode } from "./signature-reasons.ts";

export { defaultSignatureLimits, type SignatureLimits } from "./signature-limits.ts";

/** Ink from a pad, or a signature made on paper and scanned. */
export type SignatureInput = SignatureInk | { readonly kind: "paper"; readonly image: GrayImage };

/**
 * `score` is 100 for a signature that passes, else the share of the weakest limit reached, below 100.
 * `measures`: `strokes`, `pathMm`, `widthMm`, `heightMm`, `lineDeviationRatio` (0 is a straight line), `edgePoints`,
 * `malformedPoints`; from a pad also `durationMs`, `spikes` removed; from paper also `inkContrast`, `resolutionPpi`.
 */
export type SignatureAssessment = Assessment<SignatureReasonCode> & {
  /**
   * Millimetres from the top left of the pad, or of the scan. Paper tells neither time nor pressure: `t` counts up by one
   * along each stroke there, and `p` is 0.
   */
  readonly strokes: readonly (readonly InkPoint[])[];
  /** From the middle of the outermost lines; their thickness does not count. */
  readonly extentMm: { readonly width: number; readonly height: number };
  /** From first to last touch of the pen; 0 on paper. */
  readonly durationMs: number;
  /** 300 ppi, dark ink on white, cut to the ink with a small margin; one white pixel when there is none. */
  readonly image: GrayImage;
};

/** Judges a signature, from a pad or from paper, by the same limits. Deterministic; never throws on a poor one. */
export function assessSignature(sample: SignatureInput, limits: SignatureLimits): SignatureAssessment {
  return sample.kind === "ink" ? assessInk(sample, limits) : assessPaper(sample.image, limits);
}

function assessInk(ink: SignatureInk, limits: SignatureLimits): SignatureAssessment {
  const { strokes, malformedPoints, edgePoints, spikes } = readInk(ink);
  const { extentMm, pathMm, lineDeviationRatio, durationMs } = measureStrokes(strokes);
  const found: SignatureFindings = {
    strokes: strokes.length,
    extentMm,
    pathMm,
    lineDeviationRatio,
    durationMs,
    edgePoints,
    malformedPoints,
    inkContrast: null,
    resolutionPpi: null,
  };
  return { ...judge(found, limits, { durationMs, spikes }), strokes, extentMm, durationMs, image: renderInk(strokes) };
}

function assessPaper(scan: GrayImage, limits: SignatureLimits): SignatureAssessment {
  const { strokes, image, inkContrast, edgePixels } = readPaper(scan);
  const { extentMm, pathMm, lineDeviationRatio } = measureStrokes(strokes);
  const { resolutionPpi } = scan;
  const found: SignatureFindings = {
    strokes: strokes.length,
    extentMm,
    pathMm,
    lineDeviationRatio,
    durationMs: null,
    edgePoints: edgePixels,
    malformedPoints: 0,
    inkContrast,
    resolutionPpi: Number.isFinite(resolutionPpi) ? resolutionPpi : 0,
  };
  const paperMeasures = { inkContrast, resolutionPpi: found.resolutionPpi ?? 0 };
  return { ...judge(found, limits, paperMeasures), strokes, extentMm, durationMs: 0, image };
}

function judge(
  found: SignatureFindings,
  limits: SignatureLimits,
  more: Readonly<Record<string, number>>,
): Assessment<SignatureReasonCode> {
  const reasons = findSignatureReasons(found, limits);
  const measures = {
    strokes: found.strokes,
    pathMm: found.pathMm,
    widthMm: found.extentMm.width,
    heightMm: found.extentMm.height,
    lineDeviationRatio: found.lineDeviationRatio,
    edgePoints: found.edgePoints,
    malformedPoints: found.malformedPoints,
    ...more,
  };
  return { score: scoreReasons(reasons, found.strokes), measures, reasons };
}

/** A missed lower limit leaves the share reached, a missed upper limit the share by which it is overdone. */
function scoreReasons(reasons: Assessment["reasons"], strokes: number): number {
  if (strokes === 0) return 0;
  const shares = reasons.map(({ value, limit }) =>
    value < limit ? value / limit : limit / Math.max(value, limit + 1),
  );
  return 100 * Math.min(1, ...shares.map((share) => Math.max(0, Math.min(0.99, share))));
}
