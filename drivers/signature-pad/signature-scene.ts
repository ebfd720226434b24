/** What a simulated signer writes. */
export type SignatureScene = {
  /** The same seed is the same writer: the same signature, as alike as two by one hand are. */
  readonly writerSeed: string;
  /**
   * `full` is an ordinary signature; `short` a hurried tick; `dot` a touch of the pen; `line` what one draws who cannot
   * write; `blank` nothing but hovering.
   */
  readonly kind: "full" | "short" | "dot" | "line" | "blank";
  readonly padWidthMm: number;
  readonly padHeightMm: number;
};

/** An ordinary signature on a pad of the usual size. */
export function fullSignatureScene(writerSeed: string): SignatureScene {
  return { writerSeed, kind: "full", padWidthMm: 80, padHeightMm: 48 };
}
