import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { halvePlane } from "../../image/kernels/halve-plane.ts";
import { reduceByArea } from "../../image/kernels/reduce-by-area.ts";
import type { Plane } from "../../image/plane.ts";
import { markSpeculars, type SpecularCells } from "./mark-speculars.ts";

export type FilledImage = {
  readonly image: GrayImage;
  /** 1 where a reflection was painted over, 0 elsewhere; row-major like the pixels. */
  readonly isSpecular: Uint8Array;
  readonly specularPixels: number;
  /** The filled picture reduced by `factor` both ways. */
  readonly reduced: Plane;
  readonly factor: number;
};

/** A pixel in or beside a marked cell belongs to the reflection from this many levels over the ground. */
const heightMin = 14;
/** How far the soft rim of a reflection reaches, as a share of a cell. */
const rimCells = 0.4;

/** Paints the lamp's reflections over, row by row, from the level left of each to the level right of it. */
export function fillSpeculars(image: GrayImage, factor: number): FilledImage {
  const reduced = reduceByArea(image, factor);
  const halved = halvePlane(reduced);
  const cells = markSpeculars(halved);
  const isSpecular = new Uint8Array(image.pixels.length);
  if (!cells.isSpot.includes(1)) return { image, isSpecular, specularPixels: 0, reduced, factor };

  const pixels = image.pixels.slice();
  const cellPx = 2 * factor;
  const rimPx = Math.max(1, Math.round(rimCells * cellPx));
  markPixels(image, isSpecular, { cells, columns: halved.widthPx, rows: halved.heightPx, cellPx, rimPx });
  const specularPixels = paintMarked(pixels, isSpecular, image);
  const filled = { ...image, pixels };
  repairReduced(reduced, filled, factor, isSpecular);
  return { image: filled, isSpecular, specularPixels, reduced, factor };
}

type Marking = {
  readonly cells: SpecularCells;
  readonly columns: number;
  readonly rows: number;
  readonly cellPx: number;
  readonly rimPx: number;
};

/** Looks at every pixel of a cell with a spot and of the cells around it. */
function markPixels(image: GrayImage, mask: Uint8Array, marking: Marking): void {
  for (let row = 0; row < marking.rows; row += 1) {
    for (let column = 0; column < marking.columns; column += 1) {
      const ground = groundNearSpot(marking, column, row);
      if (ground !== null) markCell(image, mask, marking, { column, row, level: ground + heightMin });
    }
  }
}

function markCell(
  image: GrayImage,
  mask: Uint8Array,
  { cellPx, rimPx }: Marking,
  { column, row, level }: { readonly column: number; readonly row: number; readonly level: number },
): void {
  for (let y = row * cellPx; y < (row + 1) * cellPx; y += 1) {
    const from = y * image.widthPx;
    for (let x = column * cellPx; x < (column + 1) * cellPx; x += 1) {
      if (image.pixels[from + x]! > level) markAround(mask, image, { x, y, rimPx });
    }
  }
}

/** The lightest ground in and around a cell, so that the iris beside a spot in the pupil is none; null far from spots. */
function groundNearSpot({ cells, columns, rows }: Marking, column: number, row: number): number | null {
  let isNear = false;
  let ground = 0;
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
      isNear ||= cells.isSpot[y * columns + x] === 1;
      ground = Math.max(ground, cells.ground[y * columns + x]!);
    }
  }
  return isNear ? ground : null;
}

function markAround(
  mask: Uint8Array,
  { widthPx, heightPx }: GrayImage,
  { x, y, rimPx }: { readonly x: number; readonly y: number; readonly rimPx: number },
): void {
  const fromX = Math.max(0, x - rimPx);
  const toX = Math.min(widthPx, x + rimPx + 1);
  const toY = Math.min(heightPx - 1, y + rimPx);
  for (let row = Math.max(0, y - rimPx); row <= toY; row += 1) mask.fill(1, row * widthPx + fromX, row * widthPx + toX);
}

/** Returns how many pixels were painted. */
function paintMarked(pixels: Uint8Array, mask: Uint8Array, { widthPx }: GrayImage): number {
  let painted = 0;
  let at = mask.indexOf(1);
  while (at >= 0) {
    const row = Math.floor(at / widthPx) * widthPx;
    let end = at;
    while (end < row + widthPx && mask[end] === 1) end += 1;
    paintRun(pixels, row, { start: at - row, end: end - row, widthPx });
    painted += end - at;
    at = mask.indexOf(1, end);
  }
  return painted;
}

function paintRun(
  pixels: Uint8Array,
  row: number,
  { start, end, widthPx }: { start: number; end: number; widthPx: number },
): void {
  const hasLeft = start > 0;
  const hasRight = end < widthPx;
  if (!hasLeft && !hasRight) return;
  const left = hasLeft ? pixels[row + start - 1]! : pixels[row + end]!;
  const right = hasRight ? pixels[row + end]! : left;
  const span = end - start + 1;
  for (let x = start; x < end; x += 1) {
    pixels[row + x] = Math.round(left + ((right - left) * (x - start + 1)) / span);
  }
}

/** Recomputes the reduced pixels that a painted one lies in. */
function repairReduced(reduced: Plane, { pixels, widthPx }: GrayImage, factor: number, mask: Uint8Array): void {
  const share = 1 / (factor * factor);
  let lastCell = -1;
  for (let at = mask.indexOf(1); at >= 0; at = mask.indexOf(1, at + 1)) {
    const y = Math.floor(at / widthPx);
    const column = Math.floor((at - y * widthPx) / factor);
    const row = Math.floor(y / factor);
    const cell = row * reduced.widthPx + column;
    if (cell === lastCell || column >= reduced.widthPx || row >= reduced.heightPx) continue;
    lastCell = cell;
    let sum = 0;
    for (let down = 0; down < factor; down += 1) {
      const from = (row * factor + down) * widthPx + column * factor;
      for (let index = from; index < from + factor; index += 1) sum += pixels[index]!;
    }
    reduced.values[cell] = sum * share;
  }
}
