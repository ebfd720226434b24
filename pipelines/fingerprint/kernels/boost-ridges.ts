import { openSimd, putData, takeBytes } from "../../simd/open-simd.ts";
import type { ShrunkPrint } from "./shrink-print.ts";

/**
 * Raises ridges from their surroundings: in overlapping blocks each frequency of a ridge is multiplied by its own
 * strength, and the block is stretched to nearly the full range, as FingerJetFX OSE does in the same whole numbers.
 */
export function boostRidges({ pixels, widthPx, heightPx }: ShrunkPrint): Uint8Array {
  const simd = openSimd();
  const source = putData(simd, pixels);
  const target = simd.reserve(pixels.length);
  simd.boostRidges(source, target, widthPx, heightPx);
  return takeBytes(simd, target, pixels.length);
}
