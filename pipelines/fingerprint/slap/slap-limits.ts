/** What a slap is held against. Lengths in millimetres of skin. */
export type SlapLimits = {
  readonly resolutionMinPpi: number;
  readonly sideMaxPx: number;
  /** Least standard deviation of grey levels within half a millimetre that can be ridges. */
  readonly textureMin: number;
  /** Share of the strongest ridges' texture below which skin is an older hand's trace. */
  readonly textureRatioMin: number;
  readonly widthMinMm: number;
  readonly widthMaxMm: number;
  readonly lengthMinMm: number;
  /** A contact narrower than this is a finger laid on its side, and at least so long. */
  readonly narrowMm: number;
  readonly narrowLengthMinMm: number;
  /** Turn of the whole hand from upright. */
  readonly rotationMaxDeg: number;
  /** Share of a finger's outline that may lie on the image's edge. */
  readonly cutRatioMax: number;
  /** Probability from which a hand counts as told, 0.5 to 1. */
  readonly handConfidenceMin: number;
};

/**
 * Widths and lengths span the contacts of live scans from a child's little finger to a man's thumb. The other limits
 * were set on synthetic slaps of seeds that neither tests nor bench use.
 */
export const defaultSlapLimits: SlapLimits = {
  resolutionMinPpi: 125,
  sideMaxPx: 8_000,
  textureMin: 14,
  textureRatioMin: 0.33,
  widthMinMm: 5,
  widthMaxMm: 25,
  lengthMinMm: 8,
  narrowMm: 7,
  narrowLengthMinMm: 12,
  rotationMaxDeg: 30,
  cutRatioMax: 0.12,
  handConfidenceMin: 0.85,
};
