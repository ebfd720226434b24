import { openSimd, putData, takeBytes } from "../../simd/open-simd.ts";
import { createFixedPointGaussian } from "./fixed-point-gaussian.ts";

/**
 * Gaussian blur in OpenCV's fixed point for 8-bit images: whole-number sums in both passes, one rounding at the end, and
 * the border mirrored without repeating the edge pixel. `taps` is odd.
 */
export function blurFixedPoint(pixels: Uint8Array, widthPx: number, heightPx: number, taps: number): Uint8Array {
  const simd = openSimd();
  const source = putData(simd, pixels);
  const target = simd.reserve(pixels.length);
  const kernel = putData(simd, createFixedPointGaussian(taps));
  simd.blurGaussian(source, target, widthPx, heightPx, kernel, (taps - 1) / 2);
  return takeBytes(simd, target, pixels.length);
}
