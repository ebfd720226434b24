import type { Assessment, Reason } from "../../runtime/kernel/assessment.ts";
import type { Box } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { adviseMovement } from "./advise-movement.ts";
import { advisePlacement } from "./advise-placement.ts";
import { adviseSkin } from "./advise-skin.ts";
import { countMinutiae } from "./count-minutiae.ts";
import { extractMinutiae, type Minutia } from "./extract-minutiae.ts";
import { findFaults } from "./find-faults.ts";
import { findRefusals } from "./find-refusals.ts";
import { findRegionOfInterest } from "./find-region-of-interest.ts";
import type { FingerprintLimits, FingerprintReasonCode } from "./fingerprint-limits.ts";
import type { FingerprintModels } from "./fingerprint-models.ts";
import { measurePlacement } from "./measure-placement.ts";
import { measurePrint } from "./measure-print.ts";
import { preparePrint } from "./prepare-print.ts";
import { scoreQuality } from "./score-quality.ts";

export { defaultFingerprintLimits, type FingerprintLimits, type FingerprintReasonCode } from "./fingerprint-limits.ts";
export type { FingerprintModels } from "./fingerprint-models.ts";

export type FingerprintAssessment = Assessment<FingerprintReasonCode> & {
  /** In pixels of the image assessed. Empty when the print could not be read, and for a view. */
  readonly minutiae: readonly Minutia[];
  /** Box around the contact area, in pixels of the image assessed; null when there is none. */
  readonly foreground: Box | null;
};

export type FingerprintWish = {
  /** To be shown and spoken of, never kept: the minutiae that are recorded and matched are not extracted. */
  readonly isView: boolean;
};

type FingerprintReason = Reason<FingerprintReasonCode>;

/**
 * Judges one finger's print with dark ridges, in four steps: prepare, measure, refuse, advise. The score, 0 to 100, is
 * aligned to NFIQ 2 and not NFIQ 2: the model's card (`models/README.md`) names the agreement. `measures` holds NFIQ 2's native measures
 * under their names, and the booth's own (`measurePrint`, `measurePlacement`). What NFIQ 2 refuses (too small or large,
 * uniform, faint, too few minutiae) scores 0 with the cause as reason, and so does glass without a finger. A good score fails
 * only by `findFaults`; skin, movement and placement are named as causes of a capture that falls short, never by
 * themselves. Deterministic; never throws on a poor image. Calls may overlap.
 */
export async function assessFingerprint(
  image: GrayImage,
  models: FingerprintModels,
  limits: FingerprintLimits,
  { isView }: FingerprintWish = { isView: false },
): Promise<FingerprintAssessment> {
  const prepared = preparePrint(image, limits);
  if (prepared.kind === "none") {
    return { score: 0, measures: {}, reasons: prepared.reasons, minutiae: [], foreground: prepared.area };
  }
  const { print, area, scale } = prepared;
  const region = findRegionOfInterest(print);
  const { measures: ofPrint, place } = measurePrint(print, region, countMinutiae(print));
  const measures = { ...ofPrint, ...measurePlacement({ place, regionBox: region.box, area, scale }, image) };
  let extracted: readonly Minutia[] | null = null;
  const extract = () => {
    extracted ??= extractMinutiae(print);
    return extracted;
  };
  const refusals = findRefusals(measures, limits, () => extract().length);
  if (refusals.some(({ code }) => code === "no-finger")) {
    return { score: 0, measures, reasons: [...prepared.reasons, ...refusals], minutiae: [], foreground: null };
  }
  const score = refusals.length > 0 ? 0 : await scoreQuality(measures, models.quality);
  return {
    score,
    measures,
    reasons: [...prepared.reasons, ...(refusals.length > 0 ? refusals : advise(score, measures, limits))],
    minutiae: (isView ? [] : extract()).map((minutia) => ({
      ...minutia,
      x: area.x + minutia.x * scale,
      y: area.y + minutia.y * scale,
    })),
    foreground: region.box === null ? null : placeBox(region.box, area, scale),
  };
}

/** Empty for a capture that passes; else its faults, their likely causes, and the score where it falls short. */
function advise(
  score: number,
  measures: Readonly<Record<string, number>>,
  limits: FingerprintLimits,
): FingerprintReason[] {
  const faults = findFaults(measures, limits);
  const isLow = score < limits.scoreMin;
  const named = new Set(faults.map(({ code }) => code));
  const placement = advisePlacement(measures, limits).filter(({ code }) => !named.has(code));
  if (!isLow) return named.has("partial") ? [...faults, ...placement] : faults;
  const causes = [...adviseMovement(measures, limits), ...adviseSkin(measures, limits), ...placement];
  return [...faults, ...causes, { code: "score-below-limit", value: score, limit: limits.scoreMin }];
}

function placeBox(box: Box, area: Box, scale: number): Box {
  return {
    x: area.x + box.x * scale,
    y: area.y + box.y * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}
