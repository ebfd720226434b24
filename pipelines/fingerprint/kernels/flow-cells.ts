import { openSimd, putData, takeBytes } from "../../simd/open-simd.ts";

/** Side of the cells in which ridge direction is held. */
export const flowCellPx = 4;

/**
 * Ridge direction in cells of 4 × 4 pixels: two parts a cell, about 127 long together and turning twice as fast as the
 * ridges, both 0 where nothing curves. Sides are multiples of 4.
 */
export function measureFlow(pixels: Uint8Array, widthPx: number, heightPx: number): Int8Array {
  const simd = openSimd();
  const source = putData(simd, pixels);
  const flow = putData(simd, new Int8Array((2 * pixels.length) / flowCellPx ** 2));
  simd.measureFlow(source, flow, widthPx, heightPx);
  return new Int8Array(takeBytes(simd, flow, (2 * pixels.length) / flowCellPx ** 2).buffer);
}
