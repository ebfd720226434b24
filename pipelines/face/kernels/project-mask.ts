import type { RgbImage } from "../../../runtime/kernel/image.ts";
import type { Region } from "../../image/region.ts";

/** Looks up, for each pixel of a region, the cell of a square grid over the whole image; 0 outside and within 2 px of the rim. */
export function projectMask(mask: Uint8Array, sidePx: number, image: RgbImage, region: Region): Uint8Array {
  const { widthPx, heightPx, toImage } = region;
  const projected = new Uint8Array(widthPx * heightPx);
  const rimPx = 2 * Math.max(1, Math.hypot(toImage.xx, toImage.yx));
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1) {
      const x = toImage.xx * (column + 0.5) + toImage.xy * (row + 0.5) + toImage.x0;
      const y = toImage.yx * (column + 0.5) + toImage.yy * (row + 0.5) + toImage.y0;
      if (x < rimPx || y < rimPx || x >= image.widthPx - rimPx || y >= image.heightPx - rimPx) continue;
      const cellX = Math.floor((x / image.widthPx) * sidePx);
      const cellY = Math.floor((y / image.heightPx) * sidePx);
      projected[row * widthPx + column] = mask[cellY * sidePx + cellX]!;
    }
  }
  return projected;
}
