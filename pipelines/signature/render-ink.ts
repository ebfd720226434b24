import type { GrayImage } from "../../runtime/kernel/image.ts";
import { frameInk, renderPpi, renderPxPerMm } from "./frame-ink.ts";
import { drawTaperedLine } from "./kernels/draw-tapered-line.ts";
import type { Nib } from "./smooth-line.ts";

/** Draws smooth lines as a pen would: dark on white, smooth edges, 300 ppi; one white pixel when there are none. */
export function renderInk(lines: readonly (readonly Nib[])[]): GrayImage {
  const frame = frameInk(lines);
  if (frame === null) return { widthPx: 1, heightPx: 1, resolutionPpi: renderPpi, pixels: Uint8Array.of(255) };
  const { leftMm, topMm, widthPx, heightPx } = frame;
  const image = { widthPx, heightPx, resolutionPpi: renderPpi, pixels: new Uint8Array(widthPx * heightPx).fill(255) };
  for (const line of lines) {
    const marks = line.map(({ xMm, yMm, radiusMm }) => ({
      x: (xMm - leftMm) * renderPxPerMm,
      y: (yMm - topMm) * renderPxPerMm,
      radius: radiusMm * renderPxPerMm,
    }));
    let before = marks[0];
    for (const mark of marks) {
      if (before !== undefined) drawTaperedLine(image, before, mark);
      before = mark;
    }
  }
  return image;
}
