/** 1 for each 32-bit float above 0, else 0, of the `width` × `height` that lie within a margin. */
export function markPositive(padded: usize, marks: usize, width: i32, height: i32, margin: i32): void {
  const stride = width + 2 * margin;
  for (let y: i32 = 0; y < height; y += 1) {
    const from = padded + 4 * ((y + margin) * stride + margin);
    const to = marks + y * width;
    // What runs over a row is written again by the next.
    for (let x: i32 = 0; x < width; x += 16) v128.store(to + x, markSixteen(from + 4 * x));
  }
}

function markSixteen(from: usize): v128 {
  const low = i16x8.narrow_i32x4_s(isPositive(from), isPositive(from + 16));
  const high = i16x8.narrow_i32x4_s(isPositive(from + 32), isPositive(from + 48));
  return v128.and(i8x16.narrow_i16x8_s(low, high), i8x16.splat(1));
}

function isPositive(at: usize): v128 {
  return f32x4.gt(v128.load(at), f32x4.splat(0));
}
