const fractionBits: i64 = 32;

/**
 * Bilinear samples of an image of three bytes a pixel along a straight line, into three planes of floats: places
 * `start` to `end` of a row that begins at `x`, `y`. Each place must have all four neighbours in the image.
 */
export function sampleRow(
  pixels: usize,
  stride: i32,
  target: usize,
  planeBytes: i32,
  x: f64,
  y: f64,
  xStep: f64,
  yStep: f64,
  start: i32,
  end: i32,
  gain: f32,
  offset: f32,
): void {
  const gains = f32x4.splat(gain);
  const offsets = f32x4.splat(offset);
  const acrossStep = toFixed(xStep);
  const downStep = toFixed(yStep);
  let left = toFixed(x + <f64>start * xStep);
  let top = toFixed(y + <f64>start * yStep);
  const to = target + 4 * end;
  for (let at = target + 4 * start; at < to; at += 4) {
    const pixel = pixels + <i32>(top >> fractionBits) * stride + <i32>(left >> fractionBits) * 3;
    const across = fractionOf(left);
    const above = mixNeighbours(v128.load_ext<u8>(pixel), across);
    const below = mixNeighbours(v128.load_ext<u8>(pixel + stride), across);
    const level = f32x4.add(above, f32x4.mul(fractionOf(top), f32x4.sub(below, above)));
    const stretched = f32x4.add(f32x4.mul(level, gains), offsets);
    v128.store_lane<f32>(at, stretched, 0);
    v128.store_lane<f32>(at + planeBytes, stretched, 1);
    v128.store_lane<f32>(at + 2 * planeBytes, stretched, 2);
    left += acrossStep;
    top += downStep;
  }
}

/** Places are whole numbers of 2^-32 pixels. */
function toFixed(value: f64): i64 {
  return <i64>(value * 4_294_967_296);
}

/** What a place lies beyond its pixel, in 24 bits, as floats. */
function fractionOf(place: i64): v128 {
  const fraction = i32x4.splat(<i32>((place >> 8) & 0xffffff));
  return f32x4.mul(f32x4.convert_i32x4_s(fraction), f32x4.splat(1 / 16_777_216));
}

/** Two pixels beside each other, three levels each, in 16 bits. */
function mixNeighbours(pair: v128, across: v128): v128 {
  const right = v128.shuffle<i16>(pair, pair, 3, 4, 5, 5, 3, 4, 5, 5);
  const one = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(pair));
  const other = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(right));
  return f32x4.add(one, f32x4.mul(across, f32x4.sub(other, one)));
}
