/** Grey level of paper, from which darkness counts. */
const white: f32 = 255;

/**
 * Darkness of a grey image as 32-bit floats, its edge repeated `margin` pixels outwards: rows of `width + 2 · margin`.
 * `margin` is a multiple of 4.
 */
export function padDarkness(pixels: usize, target: usize, width: i32, height: i32, margin: i32): void {
  const rowBytes = 4 * (width + 2 * margin);
  const marginBytes = 4 * margin;
  const first = target + margin * rowBytes;
  const last = first + (height - 1) * rowBytes;
  for (let y: i32 = 0; y < height; y += 1) {
    const left = first + y * rowBytes;
    darken(pixels + y * width, left + marginBytes, width);
    // The last four of a row may have run over: the margin comes after.
    repeat(left + marginBytes + 4 * width, load<f32>(left + marginBytes + 4 * (width - 1)), marginBytes);
    repeat(left, load<f32>(left + marginBytes), marginBytes);
  }
  for (let y: i32 = 1; y <= margin; y += 1) {
    memory.copy(first - y * rowBytes, first, rowBytes);
    memory.copy(last + y * rowBytes, last, rowBytes);
  }
}

function darken(pixels: usize, to: usize, width: i32): void {
  for (let x: i32 = 0; x < width; x += 4) {
    const levels = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(pixels + x)));
    v128.store(to + 4 * x, f32x4.sub(f32x4.splat(white), f32x4.convert_i32x4_u(levels)));
  }
}

function repeat(to: usize, value: f32, bytes: i32): void {
  for (let off: i32 = 0; off < bytes; off += 16) v128.store(to + off, f32x4.splat(value));
}
