import type { Circle } from "../../../runtime/kernel/geometry.ts";

/** Red above the next channel by so many levels of 255, and by such a factor: brown irises reach 1.7 and 60. */
const excessMin = 60;
const factorMin = 2;

/** Share of a circle in a square frame of planes R, G, B (0 to 255) that is red; 0 for a circle without pixels. */
export function shareOfRed(planes: Float32Array, sidePx: number, { x, y, radius }: Circle): number {
  const area = sidePx * sidePx;
  const top = Math.max(0, Math.ceil(y - radius));
  const bottom = Math.min(sidePx - 1, Math.floor(y + radius));
  const left = Math.max(0, Math.ceil(x - radius));
  const right = Math.min(sidePx - 1, Math.floor(x + radius));
  let red = 0;
  let count = 0;
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      if ((column - x) ** 2 + (row - y) ** 2 > radius * radius) continue;
      const index = row * sidePx + column;
      const next = Math.max(planes[index + area]!, planes[index + 2 * area]!);
      count += 1;
      if (planes[index]! - next >= excessMin && planes[index]! >= factorMin * next) red += 1;
    }
  }
  return count > 0 ? red / count : 0;
}
