import type { Random } from "../../runtime/kernel/random.ts";

/** A value for every point, changing gently: normal deviates of deviation 1 on a grid, joined without a kink. */
export type SmoothField = (x: number, y: number) => number;

/** Draws a field that covers 0 … `widthPx`, 0 … `heightPx` with a grid of `cellPx`; points outside take the edge's value. */
export function createSmoothField(random: Random, widthPx: number, heightPx: number, cellPx: number): SmoothField {
  const { columns, rows, values } = drawNodes(random, widthPx, heightPx, cellPx);
  const clamp = (position: number, size: number) => Math.min(size - 1.001, Math.max(0, position / cellPx));
  return (x, y) => {
    const column = clamp(x, columns);
    const row = clamp(y, rows);
    const at = Math.floor(row) * columns + Math.floor(column);
    const right = ease(column - Math.floor(column));
    const down = ease(row - Math.floor(row));
    const upper = (values[at] ?? 0) * (1 - right) + (values[at + 1] ?? 0) * right;
    const lower = (values[at + columns] ?? 0) * (1 - right) + (values[at + columns + 1] ?? 0) * right;
    return upper * (1 - down) + lower * down;
  };
}

/** The same field as `createSmoothField` draws, at the whole pixels: row-major, one value a pixel. */
export function renderSmoothField(random: Random, widthPx: number, heightPx: number, cellPx: number): Float32Array {
  const { columns, values } = drawNodes(random, widthPx, heightPx, cellPx);
  const field = new Float32Array(widthPx * heightPx);
  const nodes = new Float32Array(columns);
  const lefts = Int32Array.from({ length: widthPx }, (_, x) => Math.floor(x / cellPx));
  const shares = Float32Array.from({ length: widthPx }, (_, x) => ease(x / cellPx - Math.floor(x / cellPx)));
  for (let y = 0; y < heightPx; y += 1) {
    const row = Math.floor(y / cellPx);
    const down = ease(y / cellPx - row);
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      nodes[column] = (values[at] ?? 0) * (1 - down) + (values[at + columns] ?? 0) * down;
    }
    for (let x = 0; x < widthPx; x += 1) {
      const left = lefts[x] ?? 0;
      const here = nodes[left] ?? 0;
      field[y * widthPx + x] = here + ((nodes[left + 1] ?? 0) - here) * (shares[x] ?? 0);
    }
  }
  return field;
}

/** 0 to 1 with a level start and end. */
function ease(share: number): number {
  return share * share * (3 - 2 * share);
}

function drawNodes(random: Random, widthPx: number, heightPx: number, cellPx: number) {
  const columns = Math.ceil(widthPx / cellPx) + 2;
  const rows = Math.ceil(heightPx / cellPx) + 2;
  const values = Float32Array.from({ length: columns * rows }, () => random.normal(0, 1));
  return { columns, rows, values };
}
