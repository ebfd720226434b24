import type { Assessment } from "../../runtime/kernel/assessment.ts";
import type { InkPoint, SignatureInk } from "../../runtime/kernel/biometric.ts";
import type { GrayImage, PageImage } from "../../runtime/kernel/image.ts";
import { drawSvg } from "./draw-svg.ts";
import { measureStrokes } from "./measure-strokes.ts";
import { readInk } from "./read-ink.ts";
import { readPaper } from "./read-paper.ts";
import { renderInk } from "./render-ink.ts";
import type { SignatureLimits } from "./signature-limits.ts";
import { findSignatureReasons, type SignatureFindings, type SignatureReasonCode } from "./signature-reasons.ts";
import { type Nib, smoothLine, toNibs } from "./smooth-line.ts";

export { defaultSignatureLimits, type SignatureLimits } from "./signature-limits.ts";

/** Ink from a pad, or a signature made on paper and scanned or photographed, best in colour. */
export type SignatureInput = SignatureInk | { readonly kind: "paper"; readonly image: GrayImage | PageImage };

/**
 * `score` is 100 for a signature that passes, else the share of the weakest limit reached, below 100.
 * `measures`: `strokes`, `pathMm`, `widthMm`, `heightMm`, `lineDeviationRatio` (0 is a straight line), `edgePoints`,
 * `outsideRatio`, `malformedPoints`; from a pad also `durationMs`, `spikes` removed, `gaps` not bridged, `lostRatio` (of
 * the path, in gaps), `backwardPoints` put right, `repeatedPoints` left out; from paper also `inkContrast`,
 * `resolutionPpi`, `printRows`, `letterMm`, `pieces`, `longestMm`, `typeRatio`.
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
  /** The same picture as an outline: one filled SVG path, in millimetres. */
  readonly svg: string;
};

/** Judges a signature, from a pad or from paper, by the same limits. Deterministic; never throws on a poor one. */
export function assessSignature(sample: SignatureInput, limits: SignatureLimits): SignatureAssessment {
  return sample.kind === "ink" ? assessInk(sample, limits) : assessPaper(sample.image, limits);
}

function assessInk(ink: SignatureInk, limits: SignatureLimits): SignatureAssessment {
  const { strokes, malformedPoints, edgePoints, outsideRatio, ...read } = readInk(ink);
  const { extentMm, pathMm, lineDeviationRatio, durationMs } = measureStrokes(strokes);
  const lostRatio = read.lostMm / Math.max(1, pathMm + read.lostMm);
  const found: SignatureFindings = {
    strokes: strokes.length,
    extentMm,
    pathMm,
    lineDeviationRatio,
    durationMs,
    edgePoints,
    outsideRatio,
    malformedPoints,
    lostRatio,
    inkContrast: null,
    resolutionPpi: null,
    print: null,
  };
  const { spikes, gaps, backwardPoints, repeatedPoints } = read;
  const penMeasures = { durationMs, spikes, gaps, lostRatio, backwardPoints, repeatedPoints };
  const lines = strokes.map((stroke) => smoothLine(toNibs(stroke)));
  const pictures = { image: renderInk(lines), svg: drawSvg(lines) };
  return { ...judge(found, limits, penMeasures), strokes, extentMm, durationMs, ...pictures };
}

function assessPaper(scan: GrayImage | PageImage, limits: SignatureLimits): SignatureAssessment {
  const { lines, strokes, image, inkContrast, edgePixels, print, resolutionPpi } = readPaper(scan);
  // Sizes are those of the sheet laid straight: on the scan it may lie turned and far off.
  const { extentMm, pathMm, lineDeviationRatio } = measureStrokes(lines.map(toPoints));
  const found: SignatureFindings = {
    strokes: strokes.length,
    extentMm,
    pathMm,
    lineDeviationRatio,
    durationMs: null,
    edgePoints: edgePixels,
    outsideRatio: 0,
    malformedPoints: 0,
    lostRatio: null,
    inkContrast,
    resolutionPpi,
    print,
  };
  const svg = drawSvg(lines.map(smoothLine));
  return {
    ...judge(found, limits, { inkContrast, resolutionPpi, ...print }),
    strokes,
    extentMm,
    durationMs: 0,
    image,
    svg,
  };
}

function toPoints(line: readonly Nib[]): InkPoint[] {
  return line.map(({ xMm, yMm }, t) => ({ x: xMm, y: yMm, t, p: 0, down: true }));
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
    outsideRatio: found.outsideRatio,
    malformedPoints: found.malformedPoints,
    ...more,
  };
  return { score: scoreReasons(reasons, found.strokes), measures, reasons };
}

/**
 * 0 where there is no signature: nothing is written, or a page of print lies there. Else a missed lower limit leaves the
 * share reached, a missed upper limit the share by which it is overdone.
 */
function scoreReasons(reasons: Assessment["reasons"], strokes: number): number {
  if (strokes === 0 || reasons.some(({ code }) => code === "print")) return 0;
  const shares = reasons.map(({ value, limit }) =>
    value < limit ? value / limit : limit / Math.max(value, limit + 1),
  );
  return 100 * Math.min(1, ...shares.map((share) => Math.max(0, Math.min(0.99, share))));
}
