import type { GrayImage } from "../../../../runtime/kernel/image.ts";

/** A slap seen in cells of about a fifth of a millimetre. Row-major. */
export type SlapCells = {
  readonly columns: number;
  readonly rows: number;
  /** Image pixels along the side of a cell. */
  readonly cellPx: number;
  readonly cellsPerMm: number;
  /** Mean darkness, 255 − grey level. */
  readonly ink: Float32Array;
  /** Standard deviation of the grey levels within about half a millimetre: two ridges and their valleys. */
  readonly texture: Float32Array;
};

const cellsPerInch = 125;
const windowMm = 0.5;

/** Cuts the image into cells; columns and rows beyond the last full cell are left out. */
export function measureCells(image: GrayImage): SlapCells {
  const cellPx = Math.max(1, Math.round(image.resolutionPpi / cellsPerInch));
  const columns = Math.floor(image.widthPx / cellPx);
  const rows = Math.floor(image.heightPx / cellPx);
  const cellsPerMm = image.resolutionPpi / cellPx / 25.4;
  const sums = new Float32Array(columns * rows);
  const squares = new Float32Array(columns * rows);
  addUp(image, { cellPx, columns, rows }, sums, squares);
  const share = 1 / (cellPx * cellPx);
  const ink = new Float32Array(columns * rows);
  for (let at = 0; at < ink.length; at += 1) {
    sums[at] = sums[at]! * share;
    squares[at] = squares[at]! * share;
    ink[at] = sums[at]!;
  }
  const radius = Math.max(1, Math.round(windowMm * cellsPerMm));
  averageAround(sums, columns, rows, radius);
  averageAround(squares, columns, rows, radius);
  const texture = sums;
  for (let at = 0; at < texture.length; at += 1) {
    texture[at] = Math.sqrt(Math.max(0, squares[at]! - sums[at]! * sums[at]!));
  }
  return { columns, rows, cellPx, cellsPerMm, ink, texture };
}

type Grid = { readonly cellPx: number; readonly columns: number; readonly rows: number };

function addUp(image: GrayImage, { cellPx, columns, rows }: Grid, sums: Float32Array, squares: Float32Array): void {
  const { pixels, widthPx } = image;
  for (let y = 0; y < rows * cellPx; y += 1) {
    let source = y * widthPx;
    const first = Math.floor(y / cellPx) * columns;
    for (let x = 0; x < columns; x += 1) {
      let sum = 0;
      let square = 0;
      for (let step = 0; step < cellPx; step += 1) {
        const dark = 255 - pixels[source++]!;
        sum += dark;
        square += dark * dark;
      }
      sums[first + x] = sums[first + x]! + sum;
      squares[first + x] = squares[first + x]! + square;
    }
  }
}

/** Replaces each value by the mean of the square of 2·radius + 1 cells around it, fewer at the edges. */
export function averageAround(field: Float32Array, columns: number, rows: number, radius: number): void {
  const line = new Float64Array(Math.max(columns, rows) + 1);
  const run = (start: number, step: number, count: number) => {
    line[0] = 0;
    for (let at = 0; at < count; at += 1) line[at + 1] = line[at]! + field[start + at * step]!;
    for (let at = 0; at < count; at += 1) {
      const from = Math.max(0, at - radius);
      const to = Math.min(count, at + radius + 1);
      field[start + at * step] = (line[to]! - line[from]!) / (to - from);
    }
  };
  for (let row = 0; row < rows; row += 1) run(row * columns, 1, columns);
  for (let column = 0; column < columns; column += 1) run(column, columns, rows);
}
