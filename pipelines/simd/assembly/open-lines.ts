import { reserve } from "./room";

/**
 * Opens a plane of floats along its rows: each value becomes the smallest of those up to `half` beside it, then the largest
 * of these. A window ends where the row does.
 */
export function openAcross(plane: usize, target: usize, width: i32, height: i32, half: i32): void {
  const line = reserve(4 * (width + 2 * half));
  const least = reserve(4 * (width + 2 * half));
  for (let row: i32 = 0; row < height; row += 1) {
    memory.copy(line + 4 * half, plane + 4 * row * width, 4 * width);
    padEnds(line, width, half, Infinity);
    for (let x: i32 = 0; x < width; x += 4) v128.store(least + 4 * (half + x), leastOf(line + 4 * x, 2 * half + 1, 4));
    padEnds(least, width, half, -Infinity);
    // What is written too far is written again, or lies behind the plane.
    const to = target + 4 * row * width;
    for (let x: i32 = 0; x < width; x += 4) v128.store(to + 4 * x, largestOf(least + 4 * x, 2 * half + 1, 4));
  }
}

/** The same along the columns. */
export function openDown(plane: usize, target: usize, width: i32, height: i32, half: i32): void {
  const least = reserve(4 * width * height);
  spreadDown(plane, least, width, height, half, true);
  spreadDown(least, target, width, height, half, false);
}

function spreadDown(source: usize, target: usize, width: i32, height: i32, half: i32, isLeast: bool): void {
  const stride = 4 * width;
  for (let row: i32 = 0; row < height; row += 1) {
    const from = max(0, row - half);
    const rows = min(height, row + half + 1) - from;
    for (let x: i32 = 0; x < stride; x += 16) {
      const first = source + from * stride + x;
      const spread = isLeast ? leastOf(first, rows, stride) : largestOf(first, rows, stride);
      v128.store(target + row * stride + x, spread);
    }
  }
}

function padEnds(line: usize, width: i32, half: i32, level: f32): void {
  for (let place: i32 = 0; place < half; place += 1) {
    store<f32>(line + 4 * place, level);
    store<f32>(line + 4 * (half + width + place), level);
  }
}

/** Of `count` vectors, `step` bytes from one to the next. */
function leastOf(at: usize, count: i32, step: i32): v128 {
  let least = v128.load(at);
  for (let place: i32 = 1; place < count; place += 1) least = f32x4.pmin(least, v128.load(at + place * step));
  return least;
}

function largestOf(at: usize, count: i32, step: i32): v128 {
  let largest = v128.load(at);
  for (let place: i32 = 1; place < count; place += 1) largest = f32x4.pmax(largest, v128.load(at + place * step));
  return largest;
}
