import type { RgbImage } from "../../runtime/kernel/image.ts";
import type { Region } from "../image/region.ts";

/**
 * The whole image in the middle of a square, black around it, its proportions kept. `fillRatio` is the share of the
 * square's side that the image's long side takes.
 */
export function letterbox(image: RgbImage, sidePx: number, fillRatio = 1): Region {
  const scale = Math.max(image.widthPx, image.heightPx) / (sidePx * fillRatio);
  return {
    widthPx: sidePx,
    heightPx: sidePx,
    outside: "black",
    toImage: {
      xx: scale,
      xy: 0,
      x0: (image.widthPx - scale * sidePx) / 2,
      yx: 0,
      yy: scale,
      y0: (image.heightPx - scale * sidePx) / 2,
    },
  };
}
