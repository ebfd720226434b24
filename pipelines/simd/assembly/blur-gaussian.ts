import { reserve } from "./room";

/** The kernel in use: `2 · radius + 1` taps, whole numbers of 32 bits. */
let taps: usize = 0;
let radius: i32 = 0;
/** Pairs of a distance and a weight, 32 bits each: so much the kernel rises there, and falls as far behind the middle. */
let steps: usize = 0;
let stepsEnd: usize = 0;

/**
 * Blurs bytes by a symmetric kernel of `2 · reach + 1` taps that add up to 256, mirrored at the border without repeating
 * the edge, rounded once at the end. Sums slide: a wide kernel of 256 parts has far fewer steps than taps.
 */
export function blurGaussian(source: usize, target: usize, width: i32, height: i32, kernel: usize, reach: i32): void {
  planSteps(kernel, reach);
  const stride = (width + 15) & ~15;
  const rows = mirrorRows(source, width, height, stride);
  const down = sumDown(rows, stride);
  const line = reserve(2 * (stride + 2 * radius + 1));
  const changes = reserve(4 * stride);
  for (let y: i32 = 0; y < height; y += 1) {
    mirrorLine(down, line, width);
    changeAcross(line, changes, stride);
    sumAcross(line, changes, target + y * width, width);
    if (y + 1 < height) slideDown(rows + (y + radius) * stride, down, stride);
  }
}

function planSteps(kernel: usize, reach: i32): void {
  taps = kernel;
  radius = reach;
  steps = reserve(8 * (radius + 1));
  stepsEnd = steps;
  for (let distance: i32 = 1; distance <= radius + 1; distance += 1) {
    const weight = tapAt(radius + distance - 1) - tapAt(radius + distance);
    if (weight === 0) continue;
    store<i32>(stepsEnd, distance);
    store<i32>(stepsEnd + 4, weight);
    stepsEnd += 8;
  }
}

function tapAt(at: i32): i32 {
  return at > 2 * radius ? 0 : load<i32>(taps + 4 * at);
}

/** The image with `radius` mirrored rows above it and one more below. */
function mirrorRows(source: usize, width: i32, height: i32, stride: i32): usize {
  const rows = reserve(stride * (height + 2 * radius + 1));
  for (let row: i32 = 0; row < height + 2 * radius + 1; row += 1) {
    memory.copy(rows + row * stride, source + mirrorIndex(row - radius, height) * width, width);
  }
  return rows;
}

/** The place that stands for `at` where a line of `size` is mirrored at its ends. */
function mirrorIndex(at: i32, size: i32): i32 {
  if (size === 1) return 0;
  let inside = at;
  while (inside < 0 || inside >= size) inside = inside < 0 ? -inside : 2 * (size - 1) - inside;
  return inside;
}

/** The first row's sums down the columns, 16 bits each: 256 bytes' worth fits. */
function sumDown(rows: usize, stride: i32): usize {
  const sums = reserve(2 * stride);
  memory.fill(sums, 0, 2 * stride);
  for (let tap: i32 = 0; tap <= 2 * radius; tap += 1) {
    const weight = i16x8.splat(<i16>tapAt(tap));
    const row = rows + tap * stride;
    for (let x: i32 = 0; x < stride; x += 8) {
      const sum = v128.load(sums + 2 * x);
      v128.store(sums + 2 * x, i16x8.add(sum, i16x8.mul(weight, v128.load_ext<u8>(row + x))));
    }
  }
  return sums;
}

/** Moves the sums on by a row; on the way they may run over 16 bits, and back. */
function slideDown(row: usize, sums: usize, stride: i32): void {
  for (let x: i32 = 0; x < stride; x += 16) {
    let left = v128.load(sums + 2 * x);
    let right = v128.load(sums + 2 * x + 16);
    for (let step = steps; step < stepsEnd; step += 8) {
      const distance = load<i32>(step);
      const weight = i16x8.splat(<i16>load<i32>(step + 4));
      const ahead = row + distance * stride + x;
      const behind = row + (1 - distance) * stride + x;
      const changeLeft = i16x8.sub(v128.load_ext<u8>(ahead), v128.load_ext<u8>(behind));
      const changeRight = i16x8.sub(v128.load_ext<u8>(ahead + 8), v128.load_ext<u8>(behind + 8));
      left = i16x8.add(left, i16x8.mul(weight, changeLeft));
      right = i16x8.add(right, i16x8.mul(weight, changeRight));
    }
    v128.store(sums + 2 * x, left);
    v128.store(sums + 2 * x + 16, right);
  }
}

/** A row of sums with `radius` mirrored ones before it and one more behind. */
function mirrorLine(sums: usize, line: usize, width: i32): void {
  memory.copy(line + 2 * radius, sums, 2 * width);
  for (let off: i32 = 1; off <= radius; off += 1) {
    store<u16>(line + 2 * (radius - off), load<u16>(sums + 2 * mirrorIndex(-off, width)));
  }
  for (let off: i32 = 0; off <= radius; off += 1) {
    store<u16>(line + 2 * (radius + width + off), load<u16>(sums + 2 * mirrorIndex(width + off, width)));
  }
}

/** By how much a sum along the row changes from each place to the next. */
function changeAcross(line: usize, changes: usize, stride: i32): void {
  for (let x: i32 = 0; x < stride; x += 8) {
    const here = line + 2 * (radius + x);
    let left = i32x4.splat(0);
    let right = i32x4.splat(0);
    for (let step = steps; step < stepsEnd; step += 8) {
      const distance = load<i32>(step);
      const weight = i32x4.splat(load<i32>(step + 4));
      const ahead = here + 2 * distance;
      const behind = here + 2 * (1 - distance);
      const changeLeft = i32x4.sub(v128.load_ext<u16>(ahead), v128.load_ext<u16>(behind));
      const changeRight = i32x4.sub(v128.load_ext<u16>(ahead + 8), v128.load_ext<u16>(behind + 8));
      left = i32x4.add(left, i32x4.mul(weight, changeLeft));
      right = i32x4.add(right, i32x4.mul(weight, changeRight));
    }
    v128.store(changes + 4 * x, left);
    v128.store(changes + 4 * x + 16, right);
  }
}

function sumAcross(line: usize, changes: usize, target: usize, width: i32): void {
  let sum: i32 = 0;
  for (let tap: i32 = 0; tap <= 2 * radius; tap += 1) sum += tapAt(tap) * load<u16>(line + 2 * tap);
  for (let x: i32 = 0; x < width; x += 1) {
    store<u8>(target + x, (sum + 32_768) >>> 16);
    sum += load<i32>(changes + 4 * x);
  }
}
