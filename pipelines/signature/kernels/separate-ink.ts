import type { GrayImage } from "../../../runtime/kernel/image.ts";

/** Ink is darker than the mean of its surroundings by this share (Bradley and Roth, 2007). */
const darkerRatio = 0.08;
/** And by this many gray levels, or the grain of a dark sheet is ink. */
const darkerMin = 15;

/** 1 where a pixel is darker than the square of `2 · reachPx + 1` pixels around it, 0 elsewhere: shading does not matter. */
export function separateInk(image: GrayImage, reachPx: number): Uint8Array {
  const { widthPx, heightPx, pixels } = image;
  const stride = widthPx + 1;
  const sums = new Float64Array(stride * (heightPx + 1));
  for (let y = 0; y < heightPx; y += 1) {
    let row = 0;
    for (let x = 0; x < widthPx; x += 1) {
      row += pixels[y * widthPx + x]!;
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + row;
    }
  }

  const ink = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const top = Math.max(0, y - reachPx);
    const bottom = Math.min(heightPx, y + reachPx + 1);
    for (let x = 0; x < widthPx; x += 1) {
      const left = Math.max(0, x - reachPx);
      const right = Math.min(widthPx, x + reachPx + 1);
      const sum =
        sums[bottom * stride + right]! -
        sums[bottom * stride + left]! -
        sums[top * stride + right]! +
        sums[top * stride + left]!;
      const mean = sum / ((right - left) * (bottom - top));
      const level = pixels[y * widthPx + x]!;
      if (level < mean * (1 - darkerRatio) && level < mean - darkerMin) ink[y * widthPx + x] = 1;
    }
  }
  return ink;
}
