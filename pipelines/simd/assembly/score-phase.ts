import { divide, divisorsOf } from "./divisor";
import { reserve } from "./room";

/** What both main gradients of the phase must exceed. */
const gradientMin: i32 = 1328;
/** Products of the gradient's parts: along, both, down. */
const products: i32 = 3;

/** Rows of products, 32 bits each: the newest, and the two before it. */
let rows: usize = 0;
let rowBytes: i32 = 0;
/** Their sums down the columns, behind the last two of the row before. */
let sums: usize = 0;
let sumBytes: i32 = 0;

/**
 * Fills in how far both main gradients of the phase exceed the least, multiplied, in 32 bits; 0 where one does not, −1 at
 * the lower end, in the last four rows. Leaves the direction of the gradient at every second pixel, doubled, in two bytes
 * each: of half as many rows. `width` is a multiple of 4; rows run into each other, as they do in the reference.
 */
export function scorePhase(phases: usize, scores: usize, directions: usize, width: i32, height: i32): void {
  rowBytes = 4 * width;
  rows = reserve(3 * products * rowBytes);
  memory.fill(rows, 0, 3 * products * rowBytes);
  sumBytes = 4 * (width + 4);
  sums = reserve(products * sumBytes);
  memory.fill(sums, 0, products * sumBytes);
  memory.fill(directions, 0, (width * height) / 2);
  const known = height - 4;
  memory.fill(scores + known * rowBytes, 255, 4 * rowBytes);
  for (let row: i32 = 0; row < known; row += 1) {
    multiplyGradient(phases + (row + 3) * width, rowAt(row), width);
    for (let product: i32 = 0; product < products; product += 1) sumDown(row, product, width);
    scoreRow(scores + row * rowBytes, width);
    if (row % 2 === 0) putDirections(directions + (row / 2) * width, width);
  }
}

function rowAt(row: i32): usize {
  return rows + (row % 3) * products * rowBytes;
}

function multiplyGradient(phases: usize, target: usize, width: i32): void {
  for (let x: i32 = 0; x < width; x += 8) {
    const at = phases + x;
    const to = target + 4 * x;
    const across = i16x8.sub(v128.load_ext<u8>(at + 1), v128.load_ext<u8>(at - 1));
    const down = i16x8.sub(v128.load_ext<u8>(at + width), v128.load_ext<u8>(at - width));
    // Widths are multiples of 4: the second half of the last eight may belong to the next product, which comes later.
    v128.store(to, i32x4.extmul_low_i16x8_s(across, across));
    v128.store(to + rowBytes, i32x4.extmul_low_i16x8_s(across, down));
    v128.store(to + 2 * rowBytes, i32x4.extmul_low_i16x8_s(down, down));
    if (x + 4 === width) return;
    v128.store(to + 16, i32x4.extmul_high_i16x8_s(across, across));
    v128.store(to + rowBytes + 16, i32x4.extmul_high_i16x8_s(across, down));
    v128.store(to + 2 * rowBytes + 16, i32x4.extmul_high_i16x8_s(down, down));
  }
}

/** Weighed 1 2 1 down the columns. */
function sumDown(row: i32, product: i32, width: i32): void {
  const line = sums + product * sumBytes;
  store<i64>(line + 8, load<i64>(line + 4 * (width + 2)));
  const newest = rowAt(row) + product * rowBytes;
  const middle = rowAt(row + 2) + product * rowBytes;
  const oldest = rowAt(row + 1) + product * rowBytes;
  for (let off: i32 = 0; off < rowBytes; off += 16) {
    const twice = i32x4.shl(v128.load(middle + off), 1);
    v128.store(line + 16 + off, i32x4.add(i32x4.add(v128.load(newest + off), v128.load(oldest + off)), twice));
  }
}

/** Weighed 1 2 1 along the row as well, and divided by 32. */
function sumAcross(product: i32, off: i32): v128 {
  const at = sums + product * sumBytes + off;
  const twice = i32x4.shl(v128.load(at + 12), 1);
  const sum = i32x4.add(i32x4.add(v128.load(at + 8), v128.load(at + 16)), twice);
  return i32x4.shr_s(i32x4.add(sum, i32x4.splat(16)), 5);
}

function scoreRow(scores: usize, width: i32): void {
  const least = i32x4.splat(gradientMin);
  for (let off: i32 = 0; off < 4 * width; off += 16) {
    const xx = sumAcross(0, off);
    const xy = sumAcross(1, off);
    const yy = sumAcross(2, off);
    const excess = i32x4.mul(i32x4.sub(least, xx), i32x4.sub(least, yy));
    const score = i32x4.max_s(i32x4.sub(excess, i32x4.mul(xy, xy)), i32x4.splat(0));
    // Two shortfalls multiplied are no excess.
    const isStrong = i32x4.gt_s(i32x4.add(xx, yy), i32x4.splat(2 * gradientMin));
    v128.store(scores + off, v128.and(isStrong, score));
  }
}

function putDirections(to: usize, width: i32): void {
  for (let x: i32 = 0; x < width; x += 4) {
    const off = 4 * x;
    const along = i32x4.sub(sumAcross(0, off), sumAcross(2, off));
    const slanted = i32x4.shl(sumAcross(1, off), 1);
    const divisors = divisorsOf(along, slanted);
    const pairs = v128.shuffle<i32>(divide(along, divisors), divide(slanted, divisors), 0, 4, 2, 6);
    const halves = i16x8.narrow_i32x4_s(pairs, pairs);
    // Wraps as a signed byte does.
    v128.store_lane<u32>(to + x, v128.shuffle<i8>(halves, halves, 0, 2, 4, 6, 0, 2, 4, 6, 0, 2, 4, 6, 0, 2, 4, 6), 0);
  }
}
