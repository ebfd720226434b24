import type { PlanePart } from "../subband-tree.ts";

/** Width of a bin, and of the one around zero. */
export type BinWidth = { readonly bin: number; readonly zeroBin: number };

/** Indices have 16 bits in the file; the sign goes beside them. */
const indexLimit = 65_535;

/**
 * Turns a subband into bin indices, row by row.
 * @param rowPx samples in a row of the plane
 * @returns the place after the last index written
 */
export function quantiseBand(
  plane: Float64Array,
  rowPx: number,
  { left, top, widthPx, heightPx }: PlanePart,
  { bin, zeroBin }: BinWidth,
  indices: Int32Array,
  start: number,
): number {
  const half = zeroBin / 2;
  let to = start;
  for (let row = top; row < top + heightPx; row += 1) {
    const end = row * rowPx + left + widthPx;
    for (let at = row * rowPx + left; at < end; at += 1, to += 1) {
      const value = plane[at]!;
      if (value > half) indices[to] = Math.min(indexLimit, (value - half) / bin + 1);
      else if (value < -half) indices[to] = Math.max(-indexLimit, (value + half) / bin - 1);
      else indices[to] = 0;
    }
  }
  return to;
}

/**
 * Puts the values that bin indices stand for into a plane that is 0 there.
 * @param centre where in its bin a value is taken to lie, from 0 to 1
 * @returns the place after the last index read
 */
export function restoreBand(
  indices: Int32Array,
  start: number,
  { bin, zeroBin }: BinWidth,
  centre: number,
  plane: Float64Array,
  rowPx: number,
  { left, top, widthPx, heightPx }: PlanePart,
): number {
  const half = zeroBin / 2;
  let from = start;
  for (let row = top; row < top + heightPx; row += 1) {
    const end = row * rowPx + left + widthPx;
    for (let at = row * rowPx + left; at < end; at += 1, from += 1) {
      const index = indices[from]!;
      if (index > 0) plane[at] = bin * (index - centre) + half;
      else if (index < 0) plane[at] = bin * (index + centre) - half;
    }
  }
  return from;
}
