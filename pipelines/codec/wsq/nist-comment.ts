const heading = "NIST_COM";

export type NistComment = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 0 or less when it is not known. */
  readonly resolutionPpi: number;
  readonly bitsPerPixel: number;
};

/** The comment by which readers of WSQ learn the resolution: NIST's key and value lines, the number of lines first. */
export function writeNistComment({ widthPx, heightPx, resolutionPpi, bitsPerPixel }: NistComment): string {
  const lines = [
    `PIX_WIDTH ${widthPx}`,
    `PIX_HEIGHT ${heightPx}`,
    "PIX_DEPTH 8",
    `PPI ${resolutionPpi > 0 ? Math.round(resolutionPpi) : -1}`,
    "LOSSY 1",
    "COLORSPACE GRAY",
    "COMPRESSION WSQ",
    `WSQ_BITRATE ${bitsPerPixel.toFixed(6)}`,
  ];
  return [`${heading} ${lines.length + 1}`, ...lines, ""].join("\n");
}

/** The resolution that the first such comment states; null where none does, or states what no scanner has. */
export function readResolution(comments: readonly string[]): number | null {
  const comment = comments.find((text) => text.startsWith(heading));
  const stated = Number(comment?.match(/^PPI +(\d{1,5})\s*$/m)?.[1]);
  return stated >= 50 && stated <= 10_000 ? stated : null;
}
