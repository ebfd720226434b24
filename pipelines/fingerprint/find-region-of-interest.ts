import type { Box } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { thresholdOtsu } from "../image/kernels/threshold-otsu.ts";
import { blurFixedPoint } from "./kernels/blur-fixed-point.ts";
import { keepLargestRegion } from "./kernels/fill-regions.ts";
import { spreadDark } from "./kernels/spread-dark.ts";

/** Where the finger touches: a mask of the image's size and the box around it. */
export type RegionOfInterest = {
  /** Row-major, 0 inside the region, 255 outside. */
  readonly mask: Uint8Array;
  /** Null when the region is empty. */
  readonly box: Box | null;
};

/**
 * Finds the one region of the print by closing the valleys, blurring and thresholding twice (steps and sizes
 * as in NFIQ 2 v2.3). The image must not be empty.
 */
export function findRegionOfInterest(image: GrayImage): RegionOfInterest {
  const { widthPx, heightPx } = image;
  const dark = spreadDark(image.pixels, widthPx, heightPx);
  const smooth = blurFixedPoint(dark, widthPx, heightPx, 41);
  thresholdOtsu(smooth);
  const mask = blurFixedPoint(smooth, widthPx, heightPx, 91);
  thresholdOtsu(mask);
  const box = keepLargestRegion(mask, widthPx, heightPx);
  return { mask, box };
}
