/** Regions of a mask: each cell's region, from 1, or 0; and the area of each. */
export type Regions = { readonly labels: Uint16Array; readonly areas: readonly number[] };

/** More regions than this are not told apart: what comes later stays 0. */
const regionsMax = 60_000;

/** Joins cells whose mask is `level` through their four neighbours. Regions are numbered in raster order from 1. */
export function labelRegions(mask: Uint8Array, columns: number, rows: number, level: 0 | 1): Regions {
  const stride = columns + 2;
  const open = openCells(mask, columns, rows, level);
  const labels = new Uint16Array(mask.length);
  const stack = new Int32Array(mask.length + 1);
  const areas: number[] = [0];
  for (let row = 1; row <= rows; row += 1) {
    for (let at = row * stride + 1; at <= row * stride + columns; at += 1) {
      if (open[at] === 0 || areas.length > regionsMax) continue;
      const area = flood(at, open, stack, stride);
      for (let step = 0; step < area; step += 1) labels[unpad(stack[step]!, stride)] = areas.length;
      areas.push(area);
    }
  }
  return { labels, areas };
}

/** 1 where the mask is `level`, within a border of 0 that saves asking for the edge at every step. */
function openCells(mask: Uint8Array, columns: number, rows: number, level: number): Uint8Array {
  const stride = columns + 2;
  const open = new Uint8Array(stride * (rows + 2));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (mask[row * columns + column] === level) open[(row + 1) * stride + column + 1] = 1;
    }
  }
  return open;
}

function unpad(at: number, stride: number): number {
  const row = Math.floor(at / stride);
  return (row - 1) * (stride - 2) + at - row * stride - 1;
}

/** Closes every open cell joined to `start`, lists them in `found`, and returns how many they are. */
function flood(start: number, open: Uint8Array, found: Int32Array, stride: number): number {
  let count = 1;
  found[0] = start;
  open[start] = 0;
  for (let next = 0; next < count; next += 1) {
    const at = found[next]!;
    if (open[at - 1] === 1) found[count++] = close(open, at - 1);
    if (open[at + 1] === 1) found[count++] = close(open, at + 1);
    if (open[at - stride] === 1) found[count++] = close(open, at - stride);
    if (open[at + stride] === 1) found[count++] = close(open, at + stride);
  }
  return count;
}

function close(open: Uint8Array, at: number): number {
  open[at] = 0;
  return at;
}

/** Fills what is empty within and no larger than `areaMax` cells, in place. */
export function fillHoles(mask: Uint8Array, columns: number, rows: number, areaMax: number): void {
  const { labels, areas } = labelRegions(mask, columns, rows, 0);
  for (let at = 0; at < mask.length; at += 1) {
    const label = labels[at]!;
    if (label !== 0 && areas[label]! <= areaMax) mask[at] = 1;
  }
}

/** Keeps regions of at least `areaMin` cells, numbered anew from 1, and says how many there are. */
export function keepLarge({ labels, areas }: Regions, areaMin: number): number {
  const renamed = new Uint16Array(areas.length);
  let count = 0;
  for (let label = 1; label < areas.length; label += 1) {
    if (areas[label]! < areaMin) continue;
    count += 1;
    renamed[label] = count;
  }
  for (let at = 0; at < labels.length; at += 1) labels[at] = renamed[labels[at]!]!;
  return count;
}

/** Mask of 1 where there is any label. */
export function maskOf(labels: Uint16Array): Uint8Array {
  const mask = new Uint8Array(labels.length);
  for (let at = 0; at < labels.length; at += 1) if (labels[at] !== 0) mask[at] = 1;
  return mask;
}

export function countLabelled(labels: Uint16Array): number {
  let count = 0;
  for (let at = 0; at < labels.length; at += 1) if (labels[at] !== 0) count += 1;
  return count;
}
