import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { type InkFrame, renderPpi, renderPxPerMm } from "../frame-ink.ts";
import { coverMin, type SeparatedPen } from "./separate-pen.ts";

/** From white to black within this much cover, so that the mask's edge is the middle gray. */
const coverSpan = 0.6;
/** The soft edge reaches so far beyond the mask; what is fainter farther off is the paper's grain, or what is left of a stamp. */
const edgePx = 2;

/** The pen's ink alone, black on white at 300 ppi, as much of the sheet as the frame shows; white beyond the sheet. */
export function drawCover({ mask, cover }: SeparatedPen, frame: InkFrame, pxPerMm: number): GrayImage {
  const { widthPx, heightPx } = frame;
  const near = nearInk(mask);
  const pixels = new Uint8Array(widthPx * heightPx).fill(255);
  const coverOf = (x: number, y: number) => {
    if (x < 0 || y < 0 || x >= mask.widthPx || y >= mask.heightPx) return 0;
    const index = y * mask.widthPx + x;
    return near[index] === 1 ? (cover[index] ?? 0) : 0;
  };
  for (let row = 0; row < heightPx; row += 1) {
    const y = ((row + 0.5) / renderPxPerMm + frame.topMm) * pxPerMm - 0.5;
    const top = Math.floor(y);
    for (let column = 0; column < widthPx; column += 1) {
      const x = ((column + 0.5) / renderPxPerMm + frame.leftMm) * pxPerMm - 0.5;
      const left = Math.floor(x);
      const above = coverOf(left, top) * (1 - x + left) + coverOf(left + 1, top) * (x - left);
      const below = coverOf(left, top + 1) * (1 - x + left) + coverOf(left + 1, top + 1) * (x - left);
      const share = above * (1 - y + top) + below * (y - top);
      const dark = Math.max(0, Math.min(1, (share - coverMin) / coverSpan + 0.5));
      pixels[row * widthPx + column] = Math.round(255 * (1 - dark));
    }
  }
  return { widthPx, heightPx, resolutionPpi: renderPpi, pixels };
}

function nearInk({ widthPx, heightPx, ink }: SeparatedPen["mask"]): Uint8Array {
  const near = new Uint8Array(ink.length);
  for (let index = 0; index < ink.length; index += 1) {
    if (ink[index] === 0) continue;
    const [x, y] = [index % widthPx, Math.floor(index / widthPx)];
    const [left, right] = [Math.max(0, x - edgePx), Math.min(widthPx - 1, x + edgePx)];
    for (let row = Math.max(0, y - edgePx); row <= Math.min(heightPx - 1, y + edgePx); row += 1) {
      near.fill(1, row * widthPx + left, row * widthPx + right + 1);
    }
  }
  return near;
}
