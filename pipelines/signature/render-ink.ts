import type { InkPoint } from "../../runtime/kernel/biometric.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { drawTaperedLine } from "./kernels/draw-tapered-line.ts";

export const renderPpi = 300;
const mmPerInch = 25.4;
const pxPerMm = renderPpi / mmPerInch;
/** White around the ink. */
export const marginMm = 2;
/** A fine liner: the line's width without and with full pressure. */
const lineMm = { light: 0.3, pressed: 0.8 } as const;

/** Draws strokes as a pen would: dark on white, smooth edges, pressure as width. */
export function renderInk(strokes: readonly (readonly InkPoint[])[]): GrayImage {
  const points = strokes.flat();
  if (points.length === 0) return { widthPx: 1, heightPx: 1, resolutionPpi: renderPpi, pixels: Uint8Array.of(255) };
  const left = points.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY) - marginMm;
  const top = points.reduce((least, { y }) => Math.min(least, y), Number.POSITIVE_INFINITY) - marginMm;
  const right = points.reduce((most, { x }) => Math.max(most, x), Number.NEGATIVE_INFINITY) + marginMm;
  const bottom = points.reduce((most, { y }) => Math.max(most, y), Number.NEGATIVE_INFINITY) + marginMm;
  const widthPx = Math.ceil((right - left) * pxPerMm);
  const heightPx = Math.ceil((bottom - top) * pxPerMm);
  const image = { widthPx, heightPx, resolutionPpi: renderPpi, pixels: new Uint8Array(widthPx * heightPx).fill(255) };

  for (const stroke of strokes) {
    const marks = stroke.map(({ x, y, p }) => ({
      x: (x - left) * pxPerMm,
      y: (y - top) * pxPerMm,
      radius: ((lineMm.light + (lineMm.pressed - lineMm.light) * p) * pxPerMm) / 2,
    }));
    let before = marks[0];
    for (const mark of marks) {
      if (before !== undefined) drawTaperedLine(image, before, mark);
      before = mark;
    }
  }
  return image;
}
