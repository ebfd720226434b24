import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { sumGradients } from "./block-gradients.ts";
import { blockPx, deviationOfTile, spreadOfTiles, type TileSums } from "./tile-sums.ts";

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

/**
 * Divides the image into blocks, and finds each block's foreground flag and orientation. Empty below 36 pixels. `tiles`
 * are the image's own.
 */
export function buildAnalysisGrid(image: GrayImage, tiles: TileSums): AnalysisGrid {
  const { widthPx, heightPx, pixels } = image;
  const columns = Math.max(0, Math.floor((widthPx - 2 * marginPx) / blockPx));
  const rows = Math.max(0, Math.floor((heightPx - 2 * marginPx) / blockPx));
  const mask = markForegroundTiles(tiles);
  const isForeground = new Uint8Array(columns * rows);
  const thetaRad = new Float64Array(columns * rows);
  const block = { left: 0, top: 0, width: blockPx, height: blockPx };
  const sums = { xx: 0, yy: 0, xy: 0 };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const corner = row * tiles.columns + column;
      // Cores are shifted by the margin against the mask's tiles, so each one touches four of them.
      isForeground[at] =
        mask[corner]! & mask[corner + 1]! & mask[corner + tiles.columns]! & mask[corner + tiles.columns + 1]!;
      block.left = marginPx + blockPx * column;
      block.top = marginPx + blockPx * row;
      sumGradients(pixels, widthPx, block, sums);
      // NFIQ 2 passes the mixed moment itself, not its double: published values depend on it.
      thetaRad[at] = 0.5 * Math.atan2(sums.xy, sums.xx - sums.yy);
    }
  }
  return { columns, rows, isForeground, thetaRad };
}

function markForegroundTiles(tiles: TileSums): Uint8Array {
  const mask = new Uint8Array(tiles.pixels.length);
  const whole = spreadOfTiles(tiles).deviation;
  if (whole === 0) return mask;
  for (let at = 0; at < mask.length; at += 1) mask[at] = deviationOfTile(tiles, at) / whole > foregroundRatio ? 1 : 0;
  return mask;
}
