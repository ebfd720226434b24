import { divisorOf } from "./divisor";
import { reserve } from "./room";

/** Side of the cells in which ridge direction is held. */
const cellPx: i32 = 4;
const white: i16 = 255;
const strengthMin: i32 = 50_000;

/**
 * Ridge direction in cells of 4 × 4 pixels, two signed bytes each, from second derivatives of the smoothed print. The
 * reference reads the print as one endless line: its rows run into each other, the two above it are white, and the first
 * column's cells lie three rows too high. `flow` is to be given empty; the last row of cells stays so, as it has no room
 * for its derivatives.
 */
export function measureFlow(pixels: usize, flow: usize, width: i32, height: i32): void {
  const columns = width / cellPx;
  // Before the print lies one row of white, and a pixel.
  const print = smoothTwice(pixels, width, height) + 2 * (width + 1);
  for (let row: i32 = 0; row < height / cellPx - 1; row += 1) {
    const cells = print + 2 * (cellPx * row * width);
    const to = flow + 2 * row * columns;
    for (let column: i32 = 0; column < columns; column += 2) {
      measureTwoCells(cells + 2 * cellPx * column, width);
      putDirection(to + 2 * column, 0);
      if (column + 1 < columns) putDirection(to + 2 * column + 2, 1);
    }
    // The first column once more, where the reference has it; the first of all has no place.
    store<u16>(to, 0);
    if (row === 0) continue;
    measureTwoCells(cells - 2 * 3 * width, width);
    putDirection(to, 0);
  }
}

/** Each pixel and its four neighbours, twice: 25 times the level, 16 bits each. Behind one row of white, and a pixel. */
function smoothTwice(pixels: usize, width: i32, height: i32): usize {
  const count = width * height;
  const levels = reserve(2 * count);
  for (let at: i32 = 0; at < count; at += 8) v128.store(levels + 2 * at, v128.load_ext<u8>(pixels + at));
  const crosses = reserve(2 * count);
  const firstRow = 2 * width + 5;
  const secondRow = firstRow + width + 1;
  for (let at: i32 = 0; at < firstRow; at += 1) store<i16>(crosses + 2 * at, 5 * white);
  for (let at: i32 = firstRow; at < secondRow; at += 1) {
    const here = at === firstRow ? 0 : levelAt(levels, at);
    store<i16>(crosses + 2 * at, 2 * white + here + levelAt(levels, at + 1) + levelAt(levels, at + width));
  }
  addCross(levels, crosses, secondRow, count - width, width);
  const before = width + 1;
  const smooth = reserve(2 * (count + before));
  const start = width + 5;
  for (let at: i32 = 0; at < start + before; at += 1) store<i16>(smooth + 2 * at, 25 * white);
  addCross(crosses, smooth + 2 * before, start, count - 2 * width, width);
  return smooth;
}

function levelAt(levels: usize, at: i32): i16 {
  return load<i16>(levels + 2 * at);
}

function addCross(source: usize, target: usize, from: i32, end: i32, width: i32): void {
  for (let at = from; at < end; at += 8) {
    const here = source + 2 * at;
    const beside = i16x8.add(v128.load(here - 2), v128.load(here + 2));
    const around = i16x8.add(v128.load(here - 2 * width), v128.load(here + 2 * width));
    v128.store(target + 2 * at, i16x8.add(v128.load(here), i16x8.add(beside, around)));
  }
}

/** Of the two cells beside each other: how far they run along, and how far slanted; two lanes a cell, to be added. */
let along: v128 = i32x4(0, 0, 0, 0);
let slanted: v128 = i32x4(0, 0, 0, 0);

/** Strength and direction of the curvature of two cells: both may run over 32 bits, as they do in the reference. */
function measureTwoCells(first: usize, width: i32): void {
  let cellAlong = i32x4.splat(0);
  let cellSlanted = i32x4.splat(0);
  for (let row: i32 = 0; row < cellPx; row += 1) {
    const middle = first + 2 * row * width;
    const upper = middle - 2 * width;
    const lower = middle + 2 * width;
    const falling = i16x8.add(v128.load(upper - 2), v128.load(lower + 2));
    const rising = i16x8.add(v128.load(upper + 2), v128.load(lower - 2));
    const beside = i16x8.add(v128.load(middle - 2), v128.load(middle + 2));
    const around = i16x8.add(v128.load(upper), v128.load(lower));
    const curvature = i16x8.sub(i16x8.add(falling, rising), i16x8.shl(v128.load(middle), 2));
    cellAlong = i32x4.add(cellAlong, i32x4.dot_i16x8_s(curvature, i16x8.sub(beside, around)));
    cellSlanted = i32x4.add(cellSlanted, i32x4.dot_i16x8_s(curvature, i16x8.sub(falling, rising)));
  }
  along = i32x4.shl(cellAlong, 3);
  slanted = i32x4.shl(cellSlanted, 2);
}

function putDirection(to: usize, cell: i32): void {
  const first = cell === 0;
  const x = first ? addLanes(along, 0) : addLanes(along, 1);
  const y = first ? addLanes(slanted, 0) : addLanes(slanted, 1);
  const divisor = divisorOf(x, y, strengthMin);
  if (divisor === 0) return;
  store<i8>(to, <i8>(x / divisor));
  store<i8>(to + 1, <i8>(y / divisor));
}

function addLanes(lanes: v128, cell: i32): i32 {
  return cell === 0
    ? i32x4.extract_lane(lanes, 0) + i32x4.extract_lane(lanes, 1)
    : i32x4.extract_lane(lanes, 2) + i32x4.extract_lane(lanes, 3);
}
