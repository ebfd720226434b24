import type { RgbImage } from "../../runtime/kernel/image.ts";
import { halveRgb } from "./kernels/halve-rgb.ts";

/** The image, then itself at half, a quarter … of the size, down to the last level with at least `smallestSidePx`. */
export type ImagePyramid = readonly [RgbImage, ...RgbImage[]];

const smallestSidePx = 64;

/** Made once an image, so that every later reduction reads few pixels and none is skipped (no aliasing). */
export function buildPyramid(image: RgbImage): ImagePyramid {
  const levels: [RgbImage, ...RgbImage[]] = [image];
  let last = image;
  while (Math.min(last.widthPx, last.heightPx) >= 2 * smallestSidePx) {
    last = halveRgb(last);
    levels.push(last);
  }
  return levels;
}
