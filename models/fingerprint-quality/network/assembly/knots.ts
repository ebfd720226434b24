import { columns, firstWeights, firstWidth, knotSlopes, knots, slopesBehind, starts } from "./places";

/**
 * Makes the knots from the pieces' weights: a value weighs a piece below it by 1, one above it by -1. So each value needs the two
 * knots beside it in place of all pieces of its column.
 */
export function spreadKnots(): void {
  const stride: usize = 4 * firstWidth;
  for (let column: i32 = 0; column < columns; column += 1) {
    const first = load<i32>(starts + 4 * column);
    const end = load<i32>(starts + 4 * (column + 1));
    for (let at: usize = 0; at < stride; at += 16) {
      let sum = f32x4.splat(0);
      for (let piece = first; piece < end; piece += 1)
        sum = f32x4.sub(sum, v128.load(firstWeights + piece * stride + at));
      let knot = knots + (first + column) * stride + at;
      v128.store(knot, sum);
      for (let piece = first; piece < end; piece += 1) {
        const weight = v128.load(firstWeights + piece * stride + at);
        sum = f32x4.add(sum, f32x4.add(weight, weight));
        knot += stride;
        v128.store(knot, sum);
      }
    }
  }
}

/** Makes the pieces' slopes from those of the knots, which are 0 afterwards. */
export function collectSlopes(): void {
  const stride: usize = 4 * firstWidth;
  for (let column: i32 = 0; column < columns; column += 1) {
    const first = load<i32>(starts + 4 * column);
    const end = load<i32>(starts + 4 * (column + 1));
    for (let at: usize = 0; at < stride; at += 16) {
      const start = knotSlopes + (first + column) * stride + at;
      let above = f32x4.splat(0);
      for (let knot: i32 = 0; knot <= end - first; knot += 1)
        above = f32x4.add(above, v128.load(start + knot * stride));
      for (let piece = first; piece < end; piece += 1) {
        const slope = start + (piece - first) * stride;
        const below = v128.load(slope);
        v128.store(slope, f32x4.splat(0));
        above = f32x4.sub(above, f32x4.add(below, below));
        v128.store(firstWeights + slopesBehind + piece * stride + at, above);
      }
      v128.store(start + (end - first) * stride, f32x4.splat(0));
    }
  }
}
