import type { GrayImage } from "../../runtime/kernel/image.ts";
import { resampleGray } from "./kernels/resample-gray.ts";

/** The resolution at which all measures are defined. */
export const resolutionPpi = 500;
/** Within this of 500 ppi an image is used as it is: scanners are no more exact. */
const toleranceRatio = 0.01;

/** By how much an image of this resolution is enlarged to be at 500 ppi; exactly 1 where it is used as it is. */
export function standardRatio(imagePpi: number): number {
  const ratio = resolutionPpi / imagePpi;
  return Math.abs(ratio - 1) <= toleranceRatio ? 1 : ratio;
}

/** The image at 500 ppi; the very same object when it is that already. The resolution must be above 0. */
export function scaleToStandard(image: GrayImage): GrayImage {
  const ratio = standardRatio(image.resolutionPpi);
  if (ratio === 1 || image.widthPx === 0 || image.heightPx === 0) return image;
  const widthPx = Math.max(1, Math.round(image.widthPx * ratio));
  const heightPx = Math.max(1, Math.round(image.heightPx * ratio));
  return { widthPx, heightPx, resolutionPpi, pixels: resampleGray(image, widthPx, heightPx) };
}
