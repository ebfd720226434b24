import type { Box } from "../../../runtime/kernel/geometry.ts";

/** Histogram of the levels in a box of a square frame, within the mask if there is one; what lies outside is left out. */
export function countLevels(levels: Uint8Array, sidePx: number, box: Box, mask?: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  const right = Math.min(sidePx, box.x + box.width);
  const bottom = Math.min(sidePx, box.y + box.height);
  for (let y = Math.max(0, box.y); y < bottom; y += 1) {
    for (let x = Math.max(0, box.x); x < right; x += 1) {
      const index = y * sidePx + x;
      if (mask === undefined || mask[index] === 1) counts[levels[index]!]! += 1;
    }
  }
  return counts;
}
