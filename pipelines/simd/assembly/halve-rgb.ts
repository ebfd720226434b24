/** Half the size of an image of three bytes a pixel, each new pixel the mean of four. An odd last row or column is left out. */
export function halveRgb(source: usize, target: usize, width: i32, height: i32): void {
  const stride = 3 * width;
  const halfWidth = width >> 1;
  for (let y: i32 = 0; y < height >> 1; y += 1) {
    const above = source + 2 * y * stride;
    const to = target + 3 * y * halfWidth;
    // Two new pixels at a time; what is written too far is written again, or lies behind the image.
    for (let x: i32 = 0; x < halfWidth; x += 2) halveTwo(above + 6 * x, stride, to + 3 * x);
  }
}

function halveTwo(above: usize, stride: i32, to: usize): void {
  const first = i16x8.add(v128.load_ext<u8>(above), v128.load_ext<u8>(above + stride));
  const second = i16x8.add(v128.load_ext<u8>(above + 8), v128.load_ext<u8>(above + 8 + stride));
  const left = v128.shuffle<i16>(first, second, 0, 1, 2, 6, 7, 8, 8, 8);
  const right = v128.shuffle<i16>(first, second, 3, 4, 5, 9, 10, 11, 11, 11);
  const sum = i16x8.add(i16x8.add(left, right), i16x8.splat(2));
  const mean = i16x8.shr_u(sum, 2);
  v128.store_lane<u64>(to, i8x16.narrow_i16x8_u(mean, mean), 0);
}
