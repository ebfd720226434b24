/** What a signature is held against. Lengths in millimetres on the pad or the paper, times in milliseconds. */
export type SignatureLimits = {
  /** Longer side of the box around all ink. */
  readonly extentMinMm: number;
  /** Length of the pen's way on the pad. */
  readonly pathMinMm: number;
  /** From first to last touch; ink on paper has none. */
  readonly durationMinMs: number;
  /** Nearer to the border than this, ink is taken to be cut off. */
  readonly borderMm: number;
  /** How far the pen's way must leave the straight line between its ends, as a share of the extent. */
  readonly bendMinRatio: number;
  /** True where the exception allows a bare line in place of a signature. */
  readonly isLineAllowed: boolean;
};

/** This project's own: no standard gives limits for a signature. */
export const defaultSignatureLimits: SignatureLimits = {
  extentMinMm: 8,
  pathMinMm: 10,
  durationMinMs: 150,
  borderMm: 0.3,
  bendMinRatio: 0.04,
  isLineAllowed: false,
};

export type SignatureReasonCode =
  | "blank"
  | "dot"
  | "too-small"
  | "too-quick"
  | "bare-line"
  | "out-of-area"
  | "cut-off"
  | "not-plausible";
