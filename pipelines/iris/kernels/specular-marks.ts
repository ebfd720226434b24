import type { GrayImage } from "../../../runtime/kernel/image.ts";
import type { SpecularCells } from "./mark-speculars.ts";

/** A pixel in or beside a marked cell belongs to the reflection from this many levels over the ground. */
const heightMin = 14;
/** How far the soft rim of a reflection reaches, as a share of a cell. */
const rimCells = 0.4;

/** Where reflections are: a byte a pixel, and for each row the columns between which there are any. Mostly there are none. */
export type SpecularMarks = { readonly isSpecular: Uint8Array; readonly from: Int32Array; readonly to: Int32Array };

/** Looks at every pixel of a cell with a spot and of the cells around it. */
export function markReflections(image: GrayImage, cells: SpecularCells, cellPx: number): SpecularMarks {
  const { widthPx, heightPx, pixels } = image;
  const from = new Int32Array(heightPx).fill(widthPx);
  const marks = { isSpecular: new Uint8Array(pixels.length), from, to: new Int32Array(heightPx) };
  const rimPx = Math.max(1, Math.round(rimCells * cellPx));
  const isLookedAt = new Uint8Array(cells.isSpot.length);
  cells.isSpot.forEach((isSpot, spot) => {
    if (isSpot === 0) return;
    for (const cell of cellsAround(cells, spot)) {
      if (isLookedAt[cell] === 1) continue;
      isLookedAt[cell] = 1;
      markCell(image, marks, {
        cell,
        columns: cells.columns,
        cellPx,
        rimPx,
        level: groundAround(cells, cell) + heightMin,
      });
    }
  });
  return marks;
}

/** The lightest ground in and around a cell, so that the iris beside a spot in the pupil is none. */
function groundAround(cells: SpecularCells, cell: number): number {
  return Math.max(...cellsAround(cells, cell).map((near) => cells.ground[near]!));
}

/** A cell and the up to eight around it. */
function cellsAround({ columns, rows }: SpecularCells, cell: number): number[] {
  const column = cell % columns;
  const row = Math.floor(cell / columns);
  const around: number[] = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) around.push(y * columns + x);
  }
  return around;
}

type CellLook = {
  readonly cell: number;
  readonly columns: number;
  readonly cellPx: number;
  readonly rimPx: number;
  readonly level: number;
};

function markCell(image: GrayImage, marks: SpecularMarks, { cell, columns, cellPx, rimPx, level }: CellLook): void {
  const left = (cell % columns) * cellPx;
  const top = Math.floor(cell / columns) * cellPx;
  for (let y = top; y < top + cellPx; y += 1) {
    const start = y * image.widthPx;
    for (let x = left; x < left + cellPx; x += 1) {
      if (image.pixels[start + x]! > level) markAround(marks, image, { x, y, rimPx });
    }
  }
}

function markAround(
  { isSpecular, from, to }: SpecularMarks,
  { widthPx, heightPx }: GrayImage,
  { x, y, rimPx }: { readonly x: number; readonly y: number; readonly rimPx: number },
): void {
  const fromX = Math.max(0, x - rimPx);
  const toX = Math.min(widthPx, x + rimPx + 1);
  const toY = Math.min(heightPx - 1, y + rimPx);
  for (let row = Math.max(0, y - rimPx); row <= toY; row += 1) {
    isSpecular.fill(1, row * widthPx + fromX, row * widthPx + toX);
    from[row] = Math.min(from[row]!, fromX);
    to[row] = Math.max(to[row]!, toX);
  }
}
