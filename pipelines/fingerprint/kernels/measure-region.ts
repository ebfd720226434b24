import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { blockPx } from "./analysis-grid.ts";
import { createTileGradients, readTileGradients, type Tile } from "./tile-gradients.ts";

/** What the ridge gradients and grey levels say inside the region of interest. */
export type RegionMeasures = {
  /** Mean grey level inside the region, 255 when it is empty. */
  readonly mean: number;
  /** Black pixels of the region. */
  readonly areaPx: number;
  /** Sum and mean of the tiles' gradient coherence. */
  readonly coherenceSum: number;
  readonly coherenceRel: number;
};

/**
 * Mean grey level of the region, and how well the gradients of its 32×32 tiles agree in direction
 * (ISO/IEC 29794-4). `mask` is 0 inside the region and 255 outside.
 */
export function measureRegion(image: GrayImage, mask: Uint8Array): RegionMeasures {
  const { widthPx, heightPx, pixels } = image;
  let areaPx = 0;
  let sum = 0;
  for (let at = 0; at < mask.length; at += 1) {
    if (mask[at] !== 0) continue;
    areaPx += 1;
    sum += pixels[at]!;
  }
  let coherenceSum = 0;
  let tiles = 0;
  for (let top = 0; top < heightPx; top += blockPx) {
    for (let left = 0; left < widthPx; left += blockPx) {
      const width = Math.min(blockPx, widthPx - left);
      const tile = { left, top, width, height: Math.min(blockPx, heightPx - top) };
      if (!touchesRegion(mask, widthPx, tile)) continue;
      tiles += 1;
      coherenceSum += measureCoherence(pixels, widthPx, tile);
    }
  }
  return {
    mean: areaPx === 0 ? 255 : sum / areaPx,
    areaPx,
    coherenceSum,
    coherenceRel: tiles === 0 ? 0 : coherenceSum / tiles,
  };
}

function touchesRegion(mask: Uint8Array, stride: number, tile: Tile): boolean {
  let sum = 0;
  for (let y = tile.top; y < tile.top + tile.height; y += 1) {
    for (let x = tile.left; x < tile.left + tile.width; x += 1) sum += mask[y * stride + x]!;
  }
  // By reciprocal: for some partial sizes an all-white tile then passes, as it does in the reference.
  return sum * (1 / (tile.width * tile.height)) < 255;
}

const gradients = createTileGradients(blockPx * blockPx);

function measureCoherence(pixels: Uint8Array, stride: number, tile: Tile): number {
  readTileGradients(pixels, stride, tile, gradients);
  const count = tile.width * tile.height;
  let alongX = 0;
  let alongY = 0;
  let total = 0;
  for (let at = 0; at < count; at += 1) {
    const fx = gradients.alongX[at]!;
    const fy = gradients.alongY[at]!;
    alongX += fx * fx - fy * fy;
    alongY += 2 * fx * fy;
    // The squared gradient's length is the gradient's own squared length.
    total += fx * fx + fy * fy;
  }
  return total === 0 ? 0 : Math.sqrt(alongX * alongX + alongY * alongY) / total;
}
