import type { RgbImage } from "../../../runtime/kernel/image.ts";

/** 8-bit gray, row-major, 0 = black, of no stated resolution. */
export type GrayRaster = { readonly widthPx: number; readonly heightPx: number; readonly pixels: Uint8Array };

/**
 * Shrinks by a whole factor to gray (luma of Rec. ITU-R BT.601), each new pixel the mean of `factor × factor` old ones;
 * the last column and row may be means of fewer. A block with pixels that the image lacks is black.
 */
export function reduceToGray(image: RgbImage, factor: number): GrayRaster {
  const widthPx = Math.ceil(image.widthPx / factor);
  const heightPx = Math.ceil(image.heightPx / factor);
  const gray = new Uint8Array(widthPx * heightPx);
  const sums = new Float64Array(widthPx);
  for (let y = 0; y < heightPx; y += 1) {
    const bottom = Math.min(image.heightPx, (y + 1) * factor);
    sums.fill(0);
    for (let row = y * factor; row < bottom; row += 1) addRow(image, row, factor, sums);
    const rows = bottom - y * factor;
    for (let x = 0; x < widthPx; x += 1) {
      const columns = Math.min(factor, image.widthPx - x * factor);
      gray[y * widthPx + x] = sums[x]! / (1000 * rows * columns) + 0.5;
    }
  }
  return { widthPx, heightPx, pixels: gray };
}

function addRow({ widthPx, pixels }: RgbImage, row: number, factor: number, sums: Float64Array): void {
  let source = row * widthPx * 3;
  for (let x = 0, column = 0; column < widthPx; x += 1) {
    const end = Math.min(widthPx, column + factor);
    let sum = 0;
    for (; column < end; column += 1, source += 3) {
      sum += 299 * pixels[source]! + 587 * pixels[source + 1]! + 114 * pixels[source + 2]!;
    }
    sums[x]! += sum;
  }
}
