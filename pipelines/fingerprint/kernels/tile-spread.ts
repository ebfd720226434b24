import type { Box } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";

/** Mean and population standard deviation of the grey levels inside `box`, which must lie inside the image. */
export function measureSpread(image: GrayImage, box: Box): { readonly mean: number; readonly deviation: number } {
  const { widthPx, pixels } = image;
  let sum = 0;
  let squares = 0;
  for (let y = box.y; y < box.y + box.height; y += 1) {
    const end = y * widthPx + box.x + box.width;
    for (let at = y * widthPx + box.x; at < end; at += 1) {
      const level = pixels[at]!;
      sum += level;
      squares += level * level;
    }
  }
  const count = box.width * box.height;
  if (count === 0) return { mean: 0, deviation: 0 };
  const mean = sum / count;
  // Whole numbers up to here, so the difference is exact and cannot fall below zero by rounding.
  return { mean, deviation: Math.sqrt(Math.max(0, count * squares - sum * sum)) / count };
}
