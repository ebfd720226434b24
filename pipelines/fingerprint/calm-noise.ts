import type { GrayImage } from "../../runtime/kernel/image.ts";
import { blurFixedPoint } from "./kernels/blur-fixed-point.ts";
import { measureNoiseShare } from "./kernels/measure-noise.ts";

/**
 * Above it ridges are found more surely in a smoothed print, below it in the print as it is (white noise over real prints of two
 * sensors). Without noise added, real and drawn prints stay below 0.05.
 */
const noiseShareMin = 0.1;
/** About a pixel of standard deviation: ridges 9 pixels apart keep three quarters of their contrast, white noise a quarter. */
const taps = 5;

/** A print whose noise is strong beside its ridges, smoothed so that they can be followed; any other as it is. */
export function calmNoise(image: GrayImage): GrayImage {
  if (measureNoiseShare(image) < noiseShareMin) return image;
  return { ...image, pixels: blurFixedPoint(image.pixels, image.widthPx, image.heightPx, taps) };
}
