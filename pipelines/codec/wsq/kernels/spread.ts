import type { PlanePart } from "../subband-tree.ts";

/**
 * Sample variance of a part of the plane; of a single sample its square, so that a band of one is not lost.
 * @param rowPx samples in a row of the plane
 */
export function measureVariance(plane: Float64Array, rowPx: number, part: PlanePart): number {
  const { left, top, widthPx, heightPx } = part;
  const count = widthPx * heightPx;
  if (count === 0) return 0;
  let sum = 0;
  let squares = 0;
  for (let row = top; row < top + heightPx; row += 1) {
    const end = row * rowPx + left + widthPx;
    for (let at = row * rowPx + left; at < end; at += 1) {
      const value = plane[at]!;
      sum += value;
      squares += value * value;
    }
  }
  return count === 1 ? squares : Math.max(0, (squares - (sum * sum) / count) / (count - 1));
}
