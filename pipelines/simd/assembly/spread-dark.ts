import { reserve } from "./room";

/** How far dark spreads to each side: a window of five pixels. */
const reach: i32 = 2;

/** Each byte of `source` becomes the smallest of the 5 × 5 around it, as far as the image goes. */
export function spreadDark(source: usize, target: usize, width: i32, height: i32): void {
  const stride = (width + 15) & ~15;
  // White all around, so that the loops know no edge.
  const across = reserve(stride * (height + 2 * reach));
  memory.fill(across, 255, stride * (height + 2 * reach));
  const line = reserve(stride + 2 * reach);
  memory.fill(line, 255, stride + 2 * reach);
  for (let y: i32 = 0; y < height; y += 1) {
    memory.copy(line + reach, source + y * width, width);
    const row = across + (y + reach) * stride;
    for (let x: i32 = 0; x < stride; x += 16) v128.store(row + x, darkestOfFive(line + x, 1));
  }
  const spread = reserve(stride);
  for (let y: i32 = 0; y < height; y += 1) {
    const row = across + y * stride;
    for (let x: i32 = 0; x < stride; x += 16) v128.store(spread + x, darkestOfFive(row + x, stride));
    memory.copy(target + y * width, spread, width);
  }
}

/** Of five vectors, `step` bytes from one to the next. */
function darkestOfFive(at: usize, step: i32): v128 {
  const outer = i8x16.min_u(v128.load(at), v128.load(at + 4 * step));
  const inner = i8x16.min_u(v128.load(at + step), v128.load(at + 3 * step));
  return i8x16.min_u(i8x16.min_u(outer, inner), v128.load(at + 2 * step));
}
