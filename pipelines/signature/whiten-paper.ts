import type { Box } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { renderPpi } from "./render-ink.ts";

const mmPerInch = 25.4;

export type PaperLevels = { readonly paper: number; readonly ink: number; readonly pxPerMm: number };

/** Cuts a box out of a scan, brings it to 300 ppi and stretches its levels: paper white, ink black. */
export function whitenPaper(scan: GrayImage, box: Box, { paper, ink, pxPerMm }: PaperLevels): GrayImage {
  const scale = (pxPerMm * mmPerInch) / renderPpi;
  const widthPx = Math.max(1, Math.round(box.width / scale));
  const heightPx = Math.max(1, Math.round(box.height / scale));
  const pixels = new Uint8Array(widthPx * heightPx);
  // Shading leaves the paper uneven: what is nearer to it than a fifth of the way to the ink is white.
  const white = paper - (paper - ink) * 0.2;
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1) {
      const level = levelBetween(scan, box.x + (column + 0.5) * scale - 0.5, box.y + (row + 0.5) * scale - 0.5);
      const share = (level - ink) / Math.max(1, white - ink);
      pixels[row * widthPx + column] = Math.round(255 * Math.max(0, Math.min(1, share)));
    }
  }
  return { widthPx, heightPx, resolutionPpi: renderPpi, pixels };
}

function levelBetween({ pixels, widthPx, heightPx }: GrayImage, x: number, y: number): number {
  const left = Math.max(0, Math.min(widthPx - 1, Math.floor(x)));
  const top = Math.max(0, Math.min(heightPx - 1, Math.floor(y)));
  const right = Math.min(widthPx - 1, left + 1);
  const bottom = Math.min(heightPx - 1, top + 1);
  const shareX = Math.max(0, Math.min(1, x - left));
  const shareY = Math.max(0, Math.min(1, y - top));
  const at = (column: number, row: number) => pixels[row * widthPx + column] ?? 0;
  const above = at(left, top) * (1 - shareX) + at(right, top) * shareX;
  const below = at(left, bottom) * (1 - shareX) + at(right, bottom) * shareX;
  return above * (1 - shareY) + below * shareY;
}
