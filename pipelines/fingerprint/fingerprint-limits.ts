/** What a single-finger capture is held against. Lengths and areas in pixels at 500 ppi. */
export type FingerprintLimits = {
  /** Lowest accepted score, 0 to 100. */
  readonly scoreMin: number;
  readonly resolutionMinPpi: number;
  /** Lowest standard deviation of all grey levels that can be a finger. */
  readonly deviationMin: number;
  /** Highest mean grey level of an image that can show a finger. */
  readonly imageMeanMax: number;
  /** Lowest mean ridge-to-valley distance in grey levels, 0 to 255. */
  readonly contrastMin: number;
  /** Lowest mean orientation certainty, 0 to 1, of an image of little contrast that can show a finger. */
  readonly certaintyMin: number;
  readonly widthMaxPx: number;
  readonly heightMaxPx: number;
  /** Fewest 32×32 foreground blocks. */
  readonly blocksMin: number;
  readonly minutiaeMin: number;
  /** Smallest contact area. */
  readonly areaMinPx: number;
  /** Largest area of ridges that are not the print's own. */
  readonly ghostAreaMaxPx: number;
  /** Mean grey level inside the region of interest. */
  readonly regionMeanMin: number;
  readonly regionMeanMax: number;
  /** Share of a print's area that is ridge, 0 to 1: little when dry, much when wet or pressed. */
  readonly inkRatioMin: number;
  readonly inkRatioMax: number;
  /** Shortest contact area along the image's height that shows a whole fingertip. */
  readonly regionHeightMinPx: number;
  /** Farthest centre of a cut-off print from the image's, in halves of the image's side: 0 in the middle, 1 at the edge. */
  readonly offsetRatioMax: number;
  /** Turn of the print's long axis against upright beyond which it is named as a cause of a low score. */
  readonly axisMaxDeg: number;
  /** Largest turn that is accepted with a good score. */
  readonly axisAcceptedMaxDeg: number;
  /** Gradient against contrast (`fitDirectionLoss`): less is blurred, more is noise. */
  readonly sharpnessMin: number;
  readonly sharpnessMax: number;
  /** Largest share of sharpness that ridges of one direction may lack against those across it. */
  readonly directionLossRatioMax: number;
};

/**
 * Size, blocks, minutiae, deviation, image mean and area are where NFIQ 2 (v2.3) itself refuses a print or warns of it.
 * The rest is this booth's own, set on development prints (27 of cards and synthetic, 160 of an optical and a thermal
 * sensor; what is said of them below is said of all 187):
 * - contrast: 35 grey levels lies between prints that NFIQ 2 refuses and scores;
 * - ink and region mean: outside what most good prints of optical and thermal sensors show;
 * - height: 13 mm; halved prints of the cards are 12 mm high, the sensors' lowest that are not shifted 13 mm and more;
 * - offset: the eight of 80 optical prints above it are shifted to the eye, and so are two just below; no thermal one is;
 * - axis: a third of a right angle, which matchers take without loss; the score itself is blind to it; of the whole
 *   fingertips none is turned beyond 37°, so that one beyond 45° was laid down wrongly;
 * - certainty: see `find-refusals.ts`;
 * - sharpness: 0.52 to 0.85 in all undegraded prints, 0.44 and 0.48 in the two blurred, 0.94 and 0.99 in the two noisy;
 * - direction loss: see `advise-movement.ts`; ghost: see `measure-ghost-area.ts`.
 */
export const defaultFingerprintLimits: FingerprintLimits = {
  scoreMin: 40,
  resolutionMinPpi: 490,
  deviationMin: 1,
  imageMeanMax: 250,
  contrastMin: 35,
  certaintyMin: 0.2,
  widthMaxPx: 800,
  heightMaxPx: 1000,
  blocksMin: 10,
  minutiaeMin: 6,
  areaMinPx: 50_000,
  ghostAreaMaxPx: 5_000,
  regionMeanMin: 60,
  regionMeanMax: 215,
  inkRatioMin: 0.39,
  inkRatioMax: 0.66,
  regionHeightMinPx: 256,
  offsetRatioMax: 0.3,
  axisMaxDeg: 30,
  axisAcceptedMaxDeg: 45,
  sharpnessMin: 0.5,
  sharpnessMax: 0.9,
  directionLossRatioMax: 0.45,
};

/** Everything that a single finger can be told to lack. */
export const fingerprintReasonCodes = [
  "resolution-too-low",
  "no-finger",
  "empty-image",
  "too-small",
  "too-large",
  "low-contrast",
  "too-few-minutiae",
  "partial",
  "latent-ghost",
  "smeared",
  "blurred",
  "noisy",
  "too-wet",
  "too-dry",
  "too-dark",
  "too-light",
  "too-short",
  "off-centre",
  "rotated",
  "score-below-limit",
] as const;
export type FingerprintReasonCode = (typeof fingerprintReasonCodes)[number];
