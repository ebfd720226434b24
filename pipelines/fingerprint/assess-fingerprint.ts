import type { Assessment, Reason } from "../../runtime/kernel/assessment.ts";
import type { Box } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { estimateScore } from "./estimate-score.ts";
import { extractMinutiae, type Minutia } from "./extract-minutiae.ts";
import { findRegionOfInterest, type RegionOfInterest } from "./find-region-of-interest.ts";
import type { FingerprintLimits, FingerprintReasonCode } from "./fingerprint-limits.ts";
import { measureInk } from "./kernels/measure-ink.ts";
import { measureSpread } from "./kernels/tile-spread.ts";
import { measureMinutiae } from "./measure-minutiae.ts";
import { measureRidges, type RidgeMeasures } from "./measure-ridges.ts";
import { resolutionPpi, scaleToStandard } from "./scale-to-standard.ts";
import { cropGray, findPrintedArea } from "./trim-white-frame.ts";

export { defaultFingerprintLimits, type FingerprintLimits, type FingerprintReasonCode } from "./fingerprint-limits.ts";

export type FingerprintAssessment = Assessment<FingerprintReasonCode> & {
  /** In pixels of the image assessed. Empty when the print could not be read. */
  readonly minutiae: readonly Minutia[];
  /** Box around the contact area, in pixels of the image assessed; null when there is none. */
  readonly foreground: Box | null;
};

type FingerprintReason = Reason<FingerprintReasonCode>;

/** Below this an image would have to be enlarged fourfold; such a print is not read at all. */
const resolutionReadablePpi = 125;
/** Two blocks and a margin: below this there is nothing to measure. */
const sideMinPx = 68;

/**
 * Judges one finger's print with dark ridges. The score is provisional: 0 to 100, aligned to NFIQ 2 with the agreement
 * named in `score-terms.ts`. `measures` holds NFIQ 2's native measures under their names, and `contrast`, `inkRatio` and
 * `regionAreaPx` of the booth's own. What NFIQ 2 refuses (too small or large, uniform, too few minutiae) scores 0 with
 * the cause as reason, and so does too little contrast, to which the measures are blind. Deterministic; never throws.
 */
export function assessFingerprint(image: GrayImage, limits: FingerprintLimits): FingerprintAssessment {
  const coarse = checkResolution(image, limits);
  if (!(image.resolutionPpi >= resolutionReadablePpi)) return refuse(coarse, {}, null);
  const area = findPrintedArea(image);
  const cropped = area === null ? null : cropGray(image, area);
  const deviation = cropped === null ? 0 : deviationOf(cropped);
  if (area === null || cropped === null || deviation < limits.deviationMin) {
    return refuse([...coarse, { code: "no-finger", value: deviation, limit: limits.deviationMin }], {}, null);
  }
  const scale = image.resolutionPpi / resolutionPpi;
  const misfits = [...coarse, ...checkSize(area, scale, limits)];
  if (misfits.length > coarse.length) return refuse(misfits, {}, area);

  const print = scaleToStandard(cropped);
  const scaleBack = print === cropped ? 1 : scale;
  const region = findRegionOfInterest(print);
  const foreground = placeBox(region.box, area, scaleBack);
  const ridges = measureRidges(print, region);
  const minutiae = extractMinutiae(print);
  const measures = completeMeasures(print, region, ridges, minutiae);
  const refusals = [...coarse, ...findRefusals(ridges, measures, limits)];
  const placed = minutiae.map((minutia) => ({
    ...minutia,
    x: area.x + minutia.x * scaleBack,
    y: area.y + minutia.y * scaleBack,
  }));
  if (refusals.length > coarse.length) return { ...refuse(refusals, measures, foreground), minutiae: placed };
  const score = estimateScore(measures);
  const reasons = [...refusals, ...findCauses(score, measures, limits)];
  return { score, measures, reasons, minutiae: placed, foreground };
}

function refuse(
  reasons: readonly FingerprintReason[],
  measures: Readonly<Record<string, number>>,
  foreground: Box | null,
): FingerprintAssessment {
  return { score: 0, measures, reasons, minutiae: [], foreground };
}

function deviationOf(image: GrayImage): number {
  return measureSpread(image, { x: 0, y: 0, width: image.widthPx, height: image.heightPx }).deviation;
}

function checkResolution(image: GrayImage, limits: FingerprintLimits): FingerprintReason[] {
  if (image.resolutionPpi >= limits.resolutionMinPpi) return [];
  const value = Number.isFinite(image.resolutionPpi) ? image.resolutionPpi : 0;
  return [{ code: "resolution-too-low", value, limit: limits.resolutionMinPpi }];
}

/** Sizes of the trimmed print at 500 ppi, checked before anything is scaled. */
function checkSize(area: Box, scale: number, limits: FingerprintLimits): FingerprintReason[] {
  const widthPx = area.width / scale;
  const heightPx = area.height / scale;
  const reasons: FingerprintReason[] = [];
  if (widthPx > limits.widthMaxPx) reasons.push({ code: "too-large", value: widthPx, limit: limits.widthMaxPx });
  if (heightPx > limits.heightMaxPx) reasons.push({ code: "too-large", value: heightPx, limit: limits.heightMaxPx });
  const side = Math.min(widthPx, heightPx);
  if (side < sideMinPx) reasons.push({ code: "too-small", value: side, limit: sideMinPx });
  return reasons;
}

function completeMeasures(
  print: GrayImage,
  region: RegionOfInterest,
  ridges: RidgeMeasures,
  minutiae: readonly Minutia[],
): Readonly<Record<string, number>> {
  const { contrast, inkRatio } = measureInk(print, region.mask);
  return {
    ...ridges.measures,
    ...measureMinutiae(print, minutiae),
    contrast,
    inkRatio,
    regionAreaPx: ridges.regionAreaPx,
  };
}

/** Why the print cannot be scored. */
function findRefusals(
  ridges: RidgeMeasures,
  measures: Readonly<Record<string, number>>,
  limits: FingerprintLimits,
): FingerprintReason[] {
  const reasons: FingerprintReason[] = [];
  const contrast = measures["contrast"] ?? 0;
  const count = measures["minutiaeCount"] ?? 0;
  if (contrast < limits.contrastMin) reasons.push({ code: "low-contrast", value: contrast, limit: limits.contrastMin });
  if (ridges.foregroundBlocks < limits.blocksMin) {
    reasons.push({ code: "too-small", value: ridges.foregroundBlocks, limit: limits.blocksMin });
  }
  if (count < limits.minutiaeMin) reasons.push({ code: "too-few-minutiae", value: count, limit: limits.minutiaeMin });
  return reasons;
}

/** What falls short of a scored print. Skin and ink are named only as causes of a low score: a good score needs none. */
function findCauses(
  score: number,
  measures: Readonly<Record<string, number>>,
  limits: FingerprintLimits,
): FingerprintReason[] {
  const reasons: FingerprintReason[] = [];
  const area = measures["regionAreaPx"] ?? 0;
  if (area < limits.areaMinPx) reasons.push({ code: "partial", value: area, limit: limits.areaMinPx });
  if (score >= limits.scoreMin) return reasons;
  const ink = measures["inkRatio"] ?? 0;
  const mean = measures["roiMean"] ?? 0;
  if (ink > limits.inkRatioMax) reasons.push({ code: "too-wet", value: ink, limit: limits.inkRatioMax });
  if (ink < limits.inkRatioMin) reasons.push({ code: "too-dry", value: ink, limit: limits.inkRatioMin });
  if (mean < limits.regionMeanMin) reasons.push({ code: "too-dark", value: mean, limit: limits.regionMeanMin });
  if (mean > limits.regionMeanMax) reasons.push({ code: "too-light", value: mean, limit: limits.regionMeanMax });
  reasons.push({ code: "score-below-limit", value: score, limit: limits.scoreMin });
  return reasons;
}

function placeBox(box: Box | null, area: Box, scaleBack: number): Box | null {
  if (box === null) return null;
  return {
    x: area.x + box.x * scaleBack,
    y: area.y + box.y * scaleBack,
    width: box.width * scaleBack,
    height: box.height * scaleBack,
  };
}
