import type { Random } from "../../runtime/kernel/random.ts";

/** A value for every point, changing gently: normal deviates of deviation 1 on a grid, joined linearly. */
export type SmoothField = (x: number, y: number) => number;

/** Draws a field that covers 0 … `widthPx`, 0 … `heightPx` with a grid of `cellPx`; points outside take the edge's value. */
export function createSmoothField(random: Random, widthPx: number, heightPx: number, cellPx: number): SmoothField {
  const columns = Math.ceil(widthPx / cellPx) + 2;
  const rows = Math.ceil(heightPx / cellPx) + 2;
  const values = Float32Array.from({ length: columns * rows }, () => random.normal(0, 1));
  const clamp = (position: number, size: number) => Math.min(size - 1.001, Math.max(0, position / cellPx));
  return (x, y) => {
    const column = clamp(x, columns);
    const row = clamp(y, rows);
    const at = Math.floor(row) * columns + Math.floor(column);
    const right = column - Math.floor(column);
    const down = row - Math.floor(row);
    const upper = (values[at] ?? 0) * (1 - right) + (values[at + 1] ?? 0) * right;
    const lower = (values[at + columns] ?? 0) * (1 - right) + (values[at + columns + 1] ?? 0) * right;
    return upper * (1 - down) + lower * down;
  };
}
