import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { type GradientSums, sumGradients, type Tile } from "./block-gradients.ts";
import { blockPx, type TileSums } from "./tile-sums.ts";

const wholeTilePixels = blockPx * blockPx;

/**
 * Orientation certainty level: one minus the ratio of the gradient covariance's eigenvalues, for each whole 32×32 tile
 * that is not flat (ISO/IEC 29794-4).
 */
export function measureOrientationCertainty(tiles: TileSums): Float64Array {
  const values = new Float64Array(tiles.pixels.length);
  let count = 0;
  for (let at = 0; at < tiles.pixels.length; at += 1) {
    if (tiles.pixels[at] !== wholeTilePixels) continue;
    const certainty = resolveCertainty(tiles.xx[at]!, tiles.yy[at]!, tiles.xy[at]!, wholeTilePixels);
    if (certainty === null) continue;
    values[count] = certainty;
    count += 1;
  }
  return values.subarray(0, count);
}

const sums: GradientSums = { xx: 0, yy: 0, xy: 0 };

/** The same for one tile anywhere in the image; null for a flat one. */
export function measureTileCertainty(image: GrayImage, tile: Tile): number | null {
  sumGradients(image.pixels, image.widthPx, tile, sums);
  return resolveCertainty(sums.xx, sums.yy, sums.xy, tile.width * tile.height);
}

function resolveCertainty(sumXx: number, sumYy: number, sumXy: number, pixels: number): number | null {
  const xx = sumXx / 4 / pixels;
  const yy = sumYy / 4 / pixels;
  const xy = sumXy / 4 / pixels;
  const root = Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy);
  const larger = (xx + yy + root) / 2;
  return larger === 0 ? null : 1 - (xx + yy - root) / 2 / larger;
}
