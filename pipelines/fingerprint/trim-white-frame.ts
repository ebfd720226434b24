import type { Box } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";

/** Rows and columns lighter than this on average belong to the empty frame. */
const frameMeanMin = 250;

/**
 * Finds the part of the image inside a near-white frame, or null when nothing else is there. Row and column means are
 * taken over the whole, untrimmed image, as NFIQ 2 does.
 */
export function findPrintedArea(image: GrayImage): Box | null {
  const { widthPx, heightPx, pixels } = image;
  if (widthPx === 0 || heightPx === 0) return null;
  const rows = new Float64Array(heightPx);
  const columns = new Float64Array(widthPx);
  for (let y = 0; y < heightPx; y += 1) {
    let sum = 0;
    for (let x = 0; x < widthPx; x += 1) {
      const level = pixels[y * widthPx + x] ?? 0;
      sum += level;
      columns[x] = (columns[x] ?? 0) + level;
    }
    rows[y] = sum / widthPx;
  }
  for (let x = 0; x < widthPx; x += 1) columns[x] = (columns[x] ?? 0) / heightPx;

  const isPrinted = (mean: number) => mean <= frameMeanMin;
  const top = rows.findIndex(isPrinted);
  const left = columns.findIndex(isPrinted);
  if (top < 0 || left < 0) return null;
  const bottom = rows.findLastIndex(isPrinted);
  const right = columns.findLastIndex(isPrinted);
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
