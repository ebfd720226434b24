import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { blockPx, type TileSums } from "./tile-sums.ts";

/** What the ridge gradients and grey levels say inside the region of interest. */
export type RegionMeasures = {
  /** Mean grey level inside the region, 255 when it is empty. */
  readonly mean: number;
  /** Black pixels of the region. */
  readonly areaPx: number;
  /** Sum and mean of the tiles' gradient coherence. */
  readonly coherenceSum: number;
  readonly coherenceRel: number;
  /** How many of each tile's pixels lie inside the region. */
  readonly tilePixels: Int32Array;
};

/**
 * Mean grey level of the region, and how well the gradients of its 32×32 tiles agree in direction
 * (ISO/IEC 29794-4). `mask` is 0 inside the region and 255 outside; `tiles` are the image's own.
 */
export function measureRegion(image: GrayImage, mask: Uint8Array, tiles: TileSums): RegionMeasures {
  let areaPx = 0;
  let sum = 0;
  let coherenceSum = 0;
  let touched = 0;
  const tilePixels = new Int32Array(tiles.pixels.length);
  const inTile = { pixels: 0, levels: 0 };
  for (let at = 0; at < tiles.pixels.length; at += 1) {
    const left = (at % tiles.columns) * blockPx;
    const top = Math.floor(at / tiles.columns) * blockPx;
    sumInside(image, mask, { left, top }, inTile);
    tilePixels[at] = inTile.pixels;
    areaPx += inTile.pixels;
    sum += inTile.levels;
    const pixels = tiles.pixels[at]!;
    // By reciprocal: for some partial sizes an all-white tile then passes, as it does in the reference.
    if (!(255 * (pixels - inTile.pixels) * (1 / pixels) < 255)) continue;
    touched += 1;
    coherenceSum += measureCoherence(tiles.xx[at]!, tiles.yy[at]!, tiles.xy[at]!);
  }
  return {
    mean: areaPx === 0 ? 255 : sum / areaPx,
    areaPx,
    coherenceSum,
    coherenceRel: touched === 0 ? 0 : coherenceSum / touched,
    tilePixels,
  };
}

/** Counts the tile's pixels inside the region and adds up their grey levels; both masked without a branch. */
function sumInside(
  { widthPx, heightPx, pixels }: GrayImage,
  mask: Uint8Array,
  { left, top }: { readonly left: number; readonly top: number },
  target: { pixels: number; levels: number },
): void {
  const right = Math.min(left + blockPx, widthPx);
  const bottom = Math.min(top + blockPx, heightPx);
  let outside = 0;
  let levels = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let at = y * widthPx + left; at < y * widthPx + right; at += 1) {
      const white = mask[at]!;
      outside += white & 1;
      levels += pixels[at]! & ~white;
    }
  }
  target.pixels = (right - left) * (bottom - top) - outside;
  target.levels = levels;
}

/** Length of the summed squared gradients (fx² − fy², 2·fx·fy) against the sum of their lengths, fx² + fy². */
function measureCoherence(xx: number, yy: number, xy: number): number {
  const alongX = xx - yy;
  const alongY = 2 * xy;
  return xx + yy === 0 ? 0 : Math.sqrt(alongX * alongX + alongY * alongY) / (xx + yy);
}
