import type { Point } from "../../../runtime/kernel/geometry.ts";

/** Mask of 1 where a pixel's middle lies inside the convex polygon, else 0; corners may lie outside the frame. */
export function fillConvex(corners: readonly Point[], widthPx: number, heightPx: number): Uint8Array {
  const mask = new Uint8Array(widthPx * heightPx);
  for (let row = 0; row < heightPx; row += 1) {
    const y = row + 0.5;
    let left = Number.POSITIVE_INFINITY;
    let right = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < corners.length; index += 1) {
      const from = corners[index]!;
      const to = corners[(index + 1) % corners.length]!;
      if (from.y <= y === to.y <= y) continue;
      const x = from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x);
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
    const start = Math.max(0, Math.ceil(left - 0.5));
    const end = Math.min(widthPx - 1, Math.floor(right - 0.5));
    if (end >= start) mask.fill(1, row * widthPx + start, row * widthPx + end + 1);
  }
  return mask;
}
