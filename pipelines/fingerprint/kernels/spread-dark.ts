import { openSimd, putData, takeBytes } from "../../simd/open-simd.ts";

/** Spreads dark pixels: each pixel becomes the darkest of the 5×5 around it, as far as the image goes. */
export function spreadDark(pixels: Uint8Array, widthPx: number, heightPx: number): Uint8Array {
  const simd = openSimd();
  const source = putData(simd, pixels);
  const target = simd.reserve(pixels.length);
  simd.spreadDark(source, target, widthPx, heightPx);
  return takeBytes(simd, target, pixels.length);
}
