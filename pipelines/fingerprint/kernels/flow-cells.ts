import { divisorOf } from "./byte-angles.ts";
import { createScratch16 } from "./scratch.ts";

/** Side of the cells in which ridge direction is held. */
export const flowCellPx = 4;
const white = 255;
const strengthMin = 50_000;

const levelRoom = createScratch16();
const crossRoom = createScratch16();
const smoothRoom = createScratch16();

/**
 * Ridge direction in cells of 4 × 4 pixels, from second derivatives of the smoothed print: two parts a cell, about 127
 * long together and turning twice as fast as the ridges, both 0 where nothing curves. The reference reads the print as
 * one endless line: its rows run into each other, the two above it are white, and the first column's cells lie three
 * rows too high.
 */
export function measureFlow(pixels: Uint8Array, widthPx: number, heightPx: number): Int8Array {
  const columns = widthPx / flowCellPx;
  const rows = heightPx / flowCellPx;
  const flow = new Int8Array(2 * columns * rows);
  const smooth = smoothTwice(pixels, widthPx);
  // Before the print lies one row of white, and a pixel.
  const start = widthPx + 1;
  // The last row of cells has no room for its derivatives.
  for (let row = 0; row < rows - 1; row += 1) {
    for (let column = row === 0 ? 1 : 0; column < columns; column += 1) {
      const top = flowCellPx * row - (column === 0 ? 3 : 0);
      const first = start + top * widthPx + flowCellPx * column;
      measureCell(smooth, first, widthPx, flow, 2 * (row * columns + column));
    }
  }
  return flow;
}

/** Each pixel and its four neighbours, twice: 25 times the level. Behind one row of white, and a pixel. */
function smoothTwice(pixels: Uint8Array, widthPx: number): Int16Array {
  const levels = levelRoom(pixels.length);
  levels.set(pixels);
  const crosses = crossRoom(pixels.length);
  const firstRow = 2 * widthPx + 5;
  const secondRow = firstRow + widthPx + 1;
  const end = pixels.length - widthPx;
  crosses.fill(5 * white, 0, firstRow);
  for (let at = firstRow; at < secondRow; at += 1) {
    const here = at === firstRow ? 0 : pixels[at]!;
    crosses[at] = 2 * white + here + pixels[at + 1]! + pixels[at + widthPx]!;
  }
  addCross(levels, secondRow, end, widthPx, crosses, 0);
  const shift = widthPx + 1;
  const smooth = smoothRoom(pixels.length + shift);
  smooth.fill(25 * white, 0, widthPx + 5 + shift);
  addCross(crosses, widthPx + 5, end - widthPx, widthPx, smooth, shift);
  return smooth;
}

function addCross(
  source: Int16Array,
  from: number,
  end: number,
  widthPx: number,
  target: Int16Array,
  shift: number,
): void {
  let before = source[from - 1]!;
  let here = source[from]!;
  for (let at = from; at < end; at += 1) {
    const after = source[at + 1]!;
    target[at + shift] = before + here + after + source[at - widthPx]! + source[at + widthPx]!;
    before = here;
    here = after;
  }
}

function measureCell(smooth: Int16Array, first: number, widthPx: number, flow: Int8Array, at: number): void {
  let along = 0;
  let slanted = 0;
  for (let row = 0; row < flowCellPx; row += 1) {
    const middle = first + row * widthPx;
    let upperLeft = smooth[middle - widthPx - 1]!;
    let upper = smooth[middle - widthPx]!;
    let left = smooth[middle - 1]!;
    let here = smooth[middle]!;
    let lowerLeft = smooth[middle + widthPx - 1]!;
    let lower = smooth[middle + widthPx]!;
    for (let pixel = middle + 1; pixel <= middle + flowCellPx; pixel += 1) {
      const upperRight = smooth[pixel - widthPx]!;
      const right = smooth[pixel]!;
      const lowerRight = smooth[pixel + widthPx]!;
      const curvature = (upperLeft + upperRight + lowerLeft + lowerRight - 4 * here) << 1;
      along = (along + Math.imul(curvature, (left + right - upper - lower) << 2)) | 0;
      slanted = (slanted + Math.imul(curvature, (upperLeft - upperRight - lowerLeft + lowerRight) << 1)) | 0;
      upperLeft = upper;
      upper = upperRight;
      left = here;
      here = right;
      lowerLeft = lower;
      lower = lowerRight;
    }
  }
  const divisor = divisorOf(along, slanted, strengthMin);
  if (divisor === 0) return;
  flow[at] = Math.trunc(along / divisor);
  flow[at + 1] = Math.trunc(slanted / divisor);
}
