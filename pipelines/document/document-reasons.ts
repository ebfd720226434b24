import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { DocumentLimits } from "./document-limits.ts";

export type DocumentMeasures = {
  readonly pageAreaRatio: number;
  readonly resolutionPpi: number;
  readonly inkRatio: number;
  readonly paperLevel: number;
  readonly contrastRatio: number;
  readonly edgeSteepness: number;
  readonly skewDeg: number;
  readonly glareRatio: number;
  readonly shadowRatio: number;
  readonly cornerCutRatio: number;
};

/** Every reason that can be given, most useful first. */
export const documentReasonCodes = [
  "no-page",
  "blank",
  "too-dark",
  "resolution-too-low",
  "blurred",
  "low-contrast",
  "glare",
  "shadow",
  "cut-corner",
  "skewed",
] as const;
export type DocumentReasonCode = (typeof documentReasonCodes)[number];

/** Measures short of their limits. Without a page nothing more is said of it, without ink nothing of the ink. */
export function findDocumentReasons(found: DocumentMeasures, limits: DocumentLimits): Reason<DocumentReasonCode>[] {
  const reasons: Reason<DocumentReasonCode>[] = [];
  const atLeast = (code: DocumentReasonCode, value: number, limit: number) => {
    if (value < limit) reasons.push({ code, value, limit });
  };
  const atMost = (code: DocumentReasonCode, value: number, limit: number) => {
    if (value > limit) reasons.push({ code, value, limit });
  };
  const hasPage = found.pageAreaRatio >= limits.pageAreaMinRatio;
  const hasInk = hasPage && found.inkRatio >= limits.inkMinRatio;

  atLeast("no-page", found.pageAreaRatio, limits.pageAreaMinRatio);
  if (hasPage) {
    atLeast("blank", found.inkRatio, limits.inkMinRatio);
    atLeast("too-dark", found.paperLevel, limits.paperLevelMin);
  }
  atLeast("resolution-too-low", found.resolutionPpi, limits.resolutionMinPpi);
  if (hasInk) {
    atLeast("blurred", found.edgeSteepness, limits.edgeSteepnessMin);
    atLeast("low-contrast", found.contrastRatio, limits.contrastMinRatio);
  }
  if (hasPage) {
    atMost("glare", found.glareRatio, limits.glareMaxRatio);
    atMost("shadow", found.shadowRatio, limits.shadowMaxRatio);
    atMost("cut-corner", found.cornerCutRatio, limits.cornerCutMaxRatio);
  }
  if (hasInk) atMost("skewed", Math.abs(found.skewDeg), limits.skewMaxDeg);
  return reasons;
}

/**
 * This project's own scale: the weakest of the measures, each 50 at its limit and 100 at twice its limit (skew, glare,
 * shadow, corner: 100 when there is none). More resolution than the limit makes no page better. Below 50 exactly when there is a reason.
 */
export function scoreDocument(found: DocumentMeasures, limits: DocumentLimits): number {
  if (found.pageAreaRatio < limits.pageAreaMinRatio) return 0;
  const shares = [
    share(found.inkRatio, limits.inkMinRatio),
    share(found.paperLevel, limits.paperLevelMin),
    2 - share(found.glareRatio, limits.glareMaxRatio),
    2 - share(found.shadowRatio, limits.shadowMaxRatio),
    2 - share(found.cornerCutRatio, limits.cornerCutMaxRatio),
    found.resolutionPpi >= limits.resolutionMinPpi ? 2 : share(found.resolutionPpi, limits.resolutionMinPpi),
  ];
  if (found.inkRatio >= limits.inkMinRatio) {
    shares.push(share(found.edgeSteepness, limits.edgeSteepnessMin));
    shares.push(share(found.contrastRatio, limits.contrastMinRatio));
    shares.push(2 - share(Math.abs(found.skewDeg), limits.skewMaxDeg));
  }
  return 50 * Math.min(2, Math.max(0, Math.min(...shares)));
}

function share(value: number, limit: number): number {
  if (limit > 0) return value / limit;
  return value > limit ? Number.POSITIVE_INFINITY : 1;
}
