import type { GrayImage } from "../../../runtime/kernel/image.ts";
import type { AnalysisGrid } from "./analysis-grid.ts";
import { visitRidgeProfiles, windowColumns } from "./ridge-profile.ts";
import { blockPx, deviationOfTile, type TileSums } from "./tile-sums.ts";

/** Ridges and valleys that a 32-pixel window across a print shows, from a wide ridge's to a child's. */
const changesMin = 5;
const changesMax = 14;
/** Gradients this strong, in grey levels a pixel, are more than paper grain or a sensor's noise. */
const strengthMin = 1.2;
const coherenceMin = 0.3;
/** Gradient against contrast: an edge or a shadow lies below, noise above. */
const sharpnessMin = 0.35;
const sharpnessMax = 0.85;

/** Blocks of the contact area at least this strong against its strong ones are the print for certain… */
const seedShareMin = 0.5;
const strongQuantile = 0.75;
/** …and a block beside the print belongs to it unless its contrast falls off by more than this at once. */
const fallShareMin = 0.45;

const isNothing = 0;
const isRidged = 1;
const isPrint = 2;

/**
 * Area, in pixels, of weak ridges that are not the print's own: 32×32 blocks whose gradients agree in direction, and
 * across which ridges and valleys follow each other at a finger's rhythm. A line, an edge, a letter or grain is none of
 * it. The print's own pale parts are not either: they fade, so from its strong blocks outwards every block belongs to the
 * print that is not suddenly much weaker than its neighbour. `tilePixels` are the region's pixels in each tile.
 *
 * Of 187 development prints two (thermal) show four blocks and the others none. With another finger's print added 16
 * pixels beside 30 optical ones, five or more blocks are told in 21, 25 and 27 of 30 at 8, 12 and 20 % of its contrast;
 * none at 5 %, which is lost in grain, and 19 at 35 %, from where on the two grow together. Under the print itself a
 * ghost is not seen.
 */
export function measureGhostArea(
  image: GrayImage,
  grid: AnalysisGrid,
  tiles: TileSums,
  tilePixels: Int32Array,
): number {
  const contrast = new Float64Array(grid.isForeground.length);
  const isInside = new Uint8Array(contrast.length);
  for (let at = 0; at < contrast.length; at += 1) {
    const tile = tileOf(at, grid, tiles);
    contrast[at] = deviationOfTile(tiles, tile);
    isInside[at] = touchesRegion(tilePixels, tile, tiles.columns) ? 1 : 0;
  }
  const inside = contrast.filter((_, at) => isInside[at] === 1).sort();
  const seedMin = seedShareMin * (inside[Math.floor(strongQuantile * inside.length)] ?? 0);
  const kinds = new Uint8Array(contrast.length);
  for (let at = 0; at < kinds.length; at += 1) {
    if (isInside[at] === 1 && contrast[at]! >= seedMin) kinds[at] = isPrint;
    else if (hasWeakRidges(tiles, tileOf(at, grid, tiles))) kinds[at] = isRidged;
  }
  dropUnrhythmic(image, grid, kinds);
  growPrint(kinds, contrast, grid.columns);
  return countInSquares(kinds, grid) * blockPx * blockPx;
}

/** Counts ridged blocks that are part of a square of four: a second print is broad, the rim of a print is not. */
function countInSquares(kinds: Uint8Array, { columns, rows }: AnalysisGrid): number {
  const isCounted = new Uint8Array(kinds.length);
  for (let row = 0; row < rows - 1; row += 1) {
    for (let column = 0; column < columns - 1; column += 1) {
      const at = row * columns + column;
      if (kinds[at] !== isRidged || kinds[at + 1] !== isRidged) continue;
      if (kinds[at + columns] !== isRidged || kinds[at + columns + 1] !== isRidged) continue;
      isCounted.fill(1, at, at + 2);
      isCounted.fill(1, at + columns, at + columns + 2);
    }
  }
  return isCounted.reduce((count, flag) => count + flag, 0);
}

/** The tile that shares all but two rows and columns with the block. */
function tileOf(at: number, grid: AnalysisGrid, tiles: TileSums): number {
  return Math.floor(at / grid.columns) * tiles.columns + (at % grid.columns);
}

/** A block lies two pixels into its tile, so that it touches the next ones too. */
function touchesRegion(tilePixels: Int32Array, tile: number, columns: number): boolean {
  return tilePixels[tile]! + tilePixels[tile + 1]! + tilePixels[tile + columns]! + tilePixels[tile + columns + 1]! > 0;
}

function hasWeakRidges(tiles: TileSums, at: number): boolean {
  const pixels = tiles.pixels[at]!;
  const energy = tiles.xx[at]! + tiles.yy[at]!;
  const variance = tiles.squares[at]! / pixels - (tiles.levels[at]! / pixels) ** 2;
  const gradient = energy / (4 * pixels);
  if (gradient < strengthMin * strengthMin || variance === 0) return false;
  const coherence = Math.hypot(tiles.xx[at]! - tiles.yy[at]!, 2 * tiles.xy[at]!) / energy;
  const sharpness = Math.sqrt(gradient / variance);
  return coherence >= coherenceMin && sharpness >= sharpnessMin && sharpness <= sharpnessMax;
}

/** Strikes out ridged blocks without a finger's rhythm. */
function dropUnrhythmic(image: GrayImage, grid: AnalysisGrid, kinds: Uint8Array): void {
  const isForeground = kinds.map((kind) => (kind === isRidged ? 1 : 0));
  let at = -1;
  visitRidgeProfiles(image, { ...grid, isForeground }, 2, ({ isRidge }) => {
    at = isForeground.indexOf(1, at + 1);
    let changes = 0;
    for (let column = 1; column < windowColumns; column += 1) if (isRidge[column] !== isRidge[column - 1]) changes += 1;
    if (changes < changesMin || changes > changesMax) kinds[at] = isNothing;
  });
}

/** Gives ridged blocks beside the print to the print, turn by turn; each turn but the last gives at least one. */
function growPrint(kinds: Uint8Array, contrast: Float64Array, columns: number): void {
  for (let turn = 0; turn < kinds.length; turn += 1) {
    let grown = 0;
    for (let at = 0; at < kinds.length; at += 1) {
      if (kinds[at] !== isRidged || !isContinued(kinds, contrast, at, columns)) continue;
      kinds[at] = isPrint;
      grown += 1;
    }
    if (grown === 0) return;
  }
}

function isContinued(kinds: Uint8Array, contrast: Float64Array, at: number, columns: number): boolean {
  const column = at % columns;
  for (let step = 0; step < 9; step += 1) {
    const x = column + (step % 3) - 1;
    const other = at + (Math.floor(step / 3) - 1) * columns + x - column;
    if (x < 0 || x >= columns || kinds[other] !== isPrint) continue;
    if (contrast[at]! >= fallShareMin * contrast[other]!) return true;
  }
  return false;
}
