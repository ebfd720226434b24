import type { Nib } from "./smooth-line.ts";

/** Resolution of every picture of a signature. */
export const renderPpi = 300;
export const renderPxPerMm = renderPpi / 25.4;
/** White around the ink's middle lines. */
export const marginMm = 2;

/** What a picture of ink shows of the plane it was written on: whole pixels at 300 ppi. */
export type InkFrame = {
  readonly leftMm: number;
  readonly topMm: number;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** The smallest frame around all nibs with its margin; null without any. */
export function frameInk(lines: readonly (readonly Nib[])[]): InkFrame | null {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    for (const { xMm, yMm } of line) {
      left = Math.min(left, xMm);
      right = Math.max(right, xMm);
      top = Math.min(top, yMm);
      bottom = Math.max(bottom, yMm);
    }
  }
  if (right < left) return null;
  return {
    leftMm: left - marginMm,
    topMm: top - marginMm,
    widthPx: Math.ceil((right - left + 2 * marginMm) * renderPxPerMm),
    heightPx: Math.ceil((bottom - top + 2 * marginMm) * renderPxPerMm),
  };
}
