import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { sumGradients } from "./block-gradients.ts";

/** Side of a local region, in pixels (ISO/IEC 29794-4). */
export const blockPx = 32;

/**
 * What several measures ask of the same 32×32 tiles, counted once: tiles start at the image's corner, and those at its
 * right and lower edge may be smaller. Row-major; all sums are whole numbers and exact.
 */
export type TileSums = {
  readonly columns: number;
  readonly rows: number;
  readonly pixels: Int32Array;
  /** Sums of the grey levels and of their squares. */
  readonly levels: Int32Array;
  readonly squares: Int32Array;
  /** Sums of fx², fy² and fx·fy of doubled gradients, as `sumGradients` gives them. */
  readonly xx: Int32Array;
  readonly yy: Int32Array;
  readonly xy: Int32Array;
};

/** Adds up every tile of the image; no tile where the image is empty. */
export function sumTiles({ widthPx, heightPx, pixels }: GrayImage): TileSums {
  const columns = Math.ceil(widthPx / blockPx);
  const rows = Math.ceil(heightPx / blockPx);
  const create = () => new Int32Array(columns * rows);
  const sums = { pixels: create(), levels: create(), squares: create(), xx: create(), yy: create(), xy: create() };
  const gradients = { xx: 0, yy: 0, xy: 0 };
  for (let at = 0; at < sums.pixels.length; at += 1) {
    const left = (at % columns) * blockPx;
    const top = Math.floor(at / columns) * blockPx;
    const tile = { left, top, width: Math.min(blockPx, widthPx - left), height: Math.min(blockPx, heightPx - top) };
    sumGradients(pixels, widthPx, tile, gradients);
    sums.xx[at] = gradients.xx;
    sums.yy[at] = gradients.yy;
    sums.xy[at] = gradients.xy;
    sums.pixels[at] = tile.width * tile.height;
    let levels = 0;
    let squares = 0;
    for (let y = top; y < top + tile.height; y += 1) {
      const end = y * widthPx + left + tile.width;
      for (let from = y * widthPx + left; from < end; from += 1) {
        const level = pixels[from]!;
        levels += level;
        squares += level * level;
      }
    }
    sums.levels[at] = levels;
    sums.squares[at] = squares;
  }
  return { columns, rows, ...sums };
}

/** Mean and population standard deviation of the whole image; 0 where it is empty. */
export function spreadOfTiles(tiles: TileSums): { readonly mean: number; readonly deviation: number } {
  let pixels = 0;
  let levels = 0;
  let squares = 0;
  for (let at = 0; at < tiles.pixels.length; at += 1) {
    pixels += tiles.pixels[at]!;
    levels += tiles.levels[at]!;
    squares += tiles.squares[at]!;
  }
  return resolveSpread(pixels, levels, squares);
}

/** Mean of the tiles' own means, whatever their size; 0 where there is none. */
export function meanOfTileMeans(tiles: TileSums): number {
  let sum = 0;
  for (let at = 0; at < tiles.pixels.length; at += 1) sum += tiles.levels[at]! / tiles.pixels[at]!;
  return tiles.pixels.length === 0 ? 0 : sum / tiles.pixels.length;
}

/** Population standard deviation of one tile. */
export function deviationOfTile(tiles: TileSums, at: number): number {
  return resolveSpread(tiles.pixels[at]!, tiles.levels[at]!, tiles.squares[at]!).deviation;
}

/** Whole numbers go in, so the difference is exact and cannot fall below zero by rounding. */
function resolveSpread(pixels: number, levels: number, squares: number): { mean: number; deviation: number } {
  if (pixels === 0) return { mean: 0, deviation: 0 };
  return { mean: levels / pixels, deviation: Math.sqrt(Math.max(0, pixels * squares - levels * levels)) / pixels };
}
