import type { GrayImage } from "../../../runtime/kernel/image.ts";

const tilePx = 16;
const tilePixels = tilePx * tilePx;
/** Pixels left out at either end of a tile's grey levels, against specks. */
const outliers = Math.floor(0.05 * tilePixels);

export type InkMeasures = {
  /** Mean distance of the 5th and 95th percentile of the grey levels in a tile, 0 to 255. */
  readonly contrast: number;
  /** Mean share of a tile darker than half way between the two, 0 to 1. */
  readonly inkRatio: number;
};

/** Contrast and ink over the 16×16 tiles that lie wholly inside the region (`mask` 0). Both 0 without such a tile. */
export function measureInk(image: GrayImage, mask: Uint8Array): InkMeasures {
  const { widthPx, heightPx } = image;
  const counts = new Uint16Array(256);
  let contrast = 0;
  let ink = 0;
  let tiles = 0;
  for (let top = 0; top + tilePx <= heightPx; top += tilePx) {
    for (let left = 0; left + tilePx <= widthPx; left += tilePx) {
      if (!countLevels(image, mask, top * widthPx + left, counts)) continue;
      const low = findLevel(counts, outliers);
      const high = findLevel(counts, tilePixels - 1 - outliers);
      const middle = (low + high) / 2;
      let darker = 0;
      for (let level = 0; level < middle; level += 1) darker += counts[level]!;
      contrast += high - low;
      ink += darker / tilePixels;
      tiles += 1;
    }
  }
  return tiles === 0 ? { contrast: 0, inkRatio: 0 } : { contrast: contrast / tiles, inkRatio: ink / tiles };
}

/** False when the tile is not wholly inside the region. */
function countLevels(image: GrayImage, mask: Uint8Array, start: number, counts: Uint16Array): boolean {
  counts.fill(0);
  for (let y = 0; y < tilePx; y += 1) {
    const row = start + y * image.widthPx;
    for (let at = row; at < row + tilePx; at += 1) {
      if (mask[at] !== 0) return false;
      const level = image.pixels[at]!;
      counts[level] = counts[level]! + 1;
    }
  }
  return true;
}

/** The grey level of the pixel that would stand at `rank` if the tile were sorted. */
function findLevel(counts: Uint16Array, rank: number): number {
  let seen = 0;
  for (let level = 0; level < 256; level += 1) {
    seen += counts[level]!;
    if (seen > rank) return level;
  }
  return 255;
}
