import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { blockPx } from "./analysis-grid.ts";
import { measureGradientMoments } from "./block-gradients.ts";

/**
 * Orientation certainty level: one minus the ratio of the gradient covariance's eigenvalues, for each whole 32×32 tile
 * that is not flat (ISO/IEC 29794-4).
 */
export function measureOrientationCertainty(image: GrayImage): Float64Array {
  const columns = Math.floor(image.widthPx / blockPx);
  const rows = Math.floor(image.heightPx / blockPx);
  const values = new Float64Array(columns * rows);
  const tile = { left: 0, top: 0, width: blockPx, height: blockPx };
  let count = 0;
  for (let at = 0; at < columns * rows; at += 1) {
    tile.left = (at % columns) * blockPx;
    tile.top = Math.floor(at / columns) * blockPx;
    const certainty = measureTileCertainty(image, tile);
    if (certainty === null) continue;
    values[count] = certainty;
    count += 1;
  }
  return values.subarray(0, count);
}

const moments = { xx: 0, yy: 0, xy: 0 };

/** Null for a flat tile. */
export function measureTileCertainty(
  image: GrayImage,
  tile: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): number | null {
  measureGradientMoments(image.pixels, image.widthPx, tile, moments);
  const { xx, yy, xy } = moments;
  const root = Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy);
  const larger = (xx + yy + root) / 2;
  return larger === 0 ? null : 1 - (xx + yy - root) / 2 / larger;
}
