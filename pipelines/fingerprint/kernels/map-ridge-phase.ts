import { openSimd, putData, takeBytes } from "../../simd/open-simd.ts";

/** What stands where there is no phase. */
export const noPhase = 127;
/** The map's first row is the print's fifth. */
export const phaseShiftPx = 4;

/**
 * Where each pixel lies between ridge (0) and valley (240), in 16 steps: the angle between an even and an odd filter
 * across the ridges, steered by the flow of its cell. Row 0 is the print's row 4; the last 8 rows, and all without flow,
 * are `noPhase`. Sides are multiples of 4.
 */
export function mapRidgePhase(pixels: Uint8Array, widthPx: number, flow: Int8Array): Uint8Array {
  const simd = openSimd();
  const source = putData(simd, pixels);
  const cells = putData(simd, flow);
  const phases = simd.reserve(pixels.length);
  simd.mapRidgePhase(source, cells, phases, widthPx, pixels.length / widthPx);
  return takeBytes(simd, phases, pixels.length);
}
