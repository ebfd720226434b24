/** What a single-finger capture is held against. Lengths and areas in pixels at 500 ppi. */
export type FingerprintLimits = {
  /** Lowest accepted score, 0 to 100. */
  readonly scoreMin: number;
  readonly resolutionMinPpi: number;
  /** Lowest standard deviation of all grey levels that can be a finger. */
  readonly deviationMin: number;
  /** Lowest mean ridge-to-valley distance in grey levels, 0 to 255. */
  readonly contrastMin: number;
  readonly widthMaxPx: number;
  readonly heightMaxPx: number;
  /** Fewest 32×32 foreground blocks. */
  readonly blocksMin: number;
  readonly minutiaeMin: number;
  /** Smallest contact area. */
  readonly areaMinPx: number;
  /** Mean grey level inside the region of interest. */
  readonly regionMeanMin: number;
  readonly regionMeanMax: number;
  /** Share of a print's area that is ridge, 0 to 1: little when dry, much when wet or pressed. */
  readonly inkRatioMin: number;
  readonly inkRatioMax: number;
};

/**
 * Size, blocks, minutiae, deviation and area are where NFIQ 2 (v2.3) itself refuses a print or warns of it. Contrast and
 * ink are this booth's own, set on development prints: 35 grey levels lies between prints that NFIQ 2 refuses and
 * scores, and the ink limits lie outside what most good prints of optical and thermal sensors show.
 */
export const defaultFingerprintLimits: FingerprintLimits = {
  scoreMin: 40,
  resolutionMinPpi: 490,
  deviationMin: 1,
  contrastMin: 35,
  widthMaxPx: 800,
  heightMaxPx: 1000,
  blocksMin: 10,
  minutiaeMin: 6,
  areaMinPx: 50_000,
  regionMeanMin: 60,
  regionMeanMax: 215,
  inkRatioMin: 0.32,
  inkRatioMax: 0.66,
};

export type FingerprintReasonCode =
  | "resolution-too-low"
  | "no-finger"
  | "too-small"
  | "too-large"
  | "low-contrast"
  | "too-few-minutiae"
  | "partial"
  | "too-wet"
  | "too-dry"
  | "too-dark"
  | "too-light"
  | "score-below-limit";
