import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { measureGradientMoments } from "./block-gradients.ts";
import { measureSpread } from "./tile-spread.ts";

/** Side of a local region, in pixels (ISO/IEC 29794-4). */
export const blockPx = 32;
/** Distance from the image's edge to the first block's core: the extended block's margin. */
export const marginPx = 2;
/** A tile is foreground when its deviation exceeds this part of the whole image's. */
const foregroundRatio = 0.1;

/** The blocks on which the ridge measures look; row-major, block (row, column) has its core at 2 + 32·index. */
export type AnalysisGrid = {
  readonly columns: number;
  readonly rows: number;
  /** 1 where all of the block's core is foreground. */
  readonly isForeground: Uint8Array;
  /** Direction across the ridges, in (-π/2, π/2], by half the gradients' doubled angle. */
  readonly thetaRad: Float64Array;
};

/** Divides the image into blocks, and finds each block's foreground flag and orientation. Empty below 36 pixels. */
export function buildAnalysisGrid(image: GrayImage): AnalysisGrid {
  const { widthPx, heightPx, pixels } = image;
  const columns = Math.max(0, Math.floor((widthPx - 2 * marginPx) / blockPx));
  const rows = Math.max(0, Math.floor((heightPx - 2 * marginPx) / blockPx));
  const mask = markForegroundTiles(image);
  const maskColumns = Math.ceil(widthPx / blockPx);
  const isForeground = new Uint8Array(columns * rows);
  const thetaRad = new Float64Array(columns * rows);
  const tile = { left: 0, top: 0, width: blockPx, height: blockPx };
  const moments = { xx: 0, yy: 0, xy: 0 };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const corner = row * maskColumns + column;
      // Cores are shifted by the margin against the mask's tiles, so each one touches four of them.
      isForeground[at] =
        mask[corner]! & mask[corner + 1]! & mask[corner + maskColumns]! & mask[corner + maskColumns + 1]!;
      tile.left = marginPx + blockPx * column;
      tile.top = marginPx + blockPx * row;
      measureGradientMoments(pixels, widthPx, tile, moments);
      // NFIQ 2 passes the mixed moment itself, not its double: published values depend on it.
      thetaRad[at] = 0.5 * Math.atan2(moments.xy, moments.xx - moments.yy);
    }
  }
  return { columns, rows, isForeground, thetaRad };
}

function markForegroundTiles(image: GrayImage): Uint8Array {
  const { widthPx, heightPx } = image;
  const columns = Math.ceil(widthPx / blockPx);
  const rows = Math.ceil(heightPx / blockPx);
  const whole = measureSpread(image, { x: 0, y: 0, width: widthPx, height: heightPx }).deviation;
  const mask = new Uint8Array(columns * rows);
  if (whole === 0) return mask;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = column * blockPx;
      const y = row * blockPx;
      const tile = { x, y, width: Math.min(blockPx, widthPx - x), height: Math.min(blockPx, heightPx - y) };
      mask[row * columns + column] = measureSpread(image, tile).deviation / whole > foregroundRatio ? 1 : 0;
    }
  }
  return mask;
}
