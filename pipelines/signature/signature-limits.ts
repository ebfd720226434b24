/** What a signature must have. This project's own limits: no standard sets any. */
export type SignatureLimits = {
  /** The longer side of the ink, in millimetres. */
  readonly extentMinMm: number;
  /** Ink no larger than this, in either direction, is a dot. */
  readonly dotMaxMm: number;
  /** All strokes together. */
  readonly pathMinMm: number;
  /** From the first to the last touch of the pen; not asked of paper, which tells no time. */
  readonly durationMinMs: number;
  /** Share of the ink that may lie outside the area to sign in. */
  readonly outsideMaxRatio: number;
  /** Share of the pen's way that may be missing from a pad's reports. */
  readonly lostMaxRatio: number;
  /** Points of the pen that may lie outside the pad, or on its very edge, before the signature counts as cut off. */
  readonly edgePointsMax: number;
  /** How far ink may stand off a straight line, as a share of its length, and still be a bare line. */
  readonly lineDeviationMaxRatio: number;
  /** Gray levels between paper and ink. */
  readonly inkContrastMin: number;
  /** Resolution of a scanned signature. */
  readonly resolutionMinPpi: number;
  /** Lines of print on a sheet to sign on; with more it is some other paper. Asked of paper only, as the four below. */
  readonly printRowsMax: number;
  /** Separate pieces that a signature may have. */
  readonly piecesMax: number;
  /** The longer side of a signature. */
  readonly extentMaxMm: number;
  /** Share of the ink that may be type of any size, or the sides of a table. */
  readonly typeMaxRatio: number;
  /** Below a line of print, pieces of which none is so many times as large as a letter are letters themselves. */
  readonly letterMinRatio: number;
  /** A bare line stands for a signature where the exception allows it: the signer cannot write. */
  readonly isLineAllowed: boolean;
};

export const defaultSignatureLimits: SignatureLimits = {
  extentMinMm: 8,
  dotMaxMm: 2,
  pathMinMm: 15,
  durationMinMs: 250,
  outsideMaxRatio: 0.1,
  lostMaxRatio: 0.1,
  edgePointsMax: 2,
  lineDeviationMaxRatio: 0.04,
  inkContrastMin: 40,
  resolutionMinPpi: 150,
  printRowsMax: 8,
  piecesMax: 60,
  extentMaxMm: 150,
  typeMaxRatio: 0.5,
  letterMinRatio: 2.5,
  isLineAllowed: false,
};
