import type { Box } from "../../../runtime/kernel/geometry.ts";

export type ColourSum = { readonly red: number; readonly green: number; readonly blue: number; readonly count: number };

/** Sums of three planes of a square frame over a box; what lies outside the frame is left out. */
export function sumColour(planes: Float32Array, sidePx: number, box: Box): ColourSum {
  const area = sidePx * sidePx;
  const left = Math.max(0, box.x);
  const right = Math.min(sidePx, box.x + box.width);
  const bottom = Math.min(sidePx, box.y + box.height);
  let red = 0;
  let green = 0;
  let blue = 0;
  let count = 0;
  for (let y = Math.max(0, box.y); y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const index = y * sidePx + x;
      red += planes[index]!;
      green += planes[index + area]!;
      blue += planes[index + 2 * area]!;
      count += 1;
    }
  }
  return { red, green, blue, count };
}
