/** Slopes over this many pixels to either side. */
const lag: i32 = 4;
/** What a pixel belongs to. */
const iris: i16 = 1;
const pupil: i16 = 2;

/**
 * Within a box of an image, over rows and columns of it that lie `lag` inside: the sum of the squares of the differences
 * of the pixels `lag` to either side, and the sum of those differences times what twice the pixel has beyond its upper and
 * lower neighbour, odd rows (`parity` 1, else even) negative. Only where `regions`, a byte a pixel, has
 * iris or pupil, here and `lag` to either side. Two doubles at `sums`, exact.
 */
export function sumInterlace(
  pixels: usize,
  stride: i32,
  regions: usize,
  width: i32,
  height: i32,
  parity: i32,
  sums: usize,
): void {
  let squares: i64 = 0;
  let comb: i64 = 0;
  for (let row: i32 = 1; row < height - 1; row += 1) {
    let rowSquares = i32x4.splat(0);
    let rowComb = i32x4.splat(0);
    for (let column: i32 = lag; column < width - lag; column += 8) {
      const at = pixels + row * stride + column;
      const isSeen = seenOf(regions + row * width + column, width - lag - column);
      const difference = v128.and(isSeen, i16x8.sub(v128.load_ext<u8>(at + lag), v128.load_ext<u8>(at - lag)));
      const around = i16x8.add(v128.load_ext<u8>(at - stride), v128.load_ext<u8>(at + stride));
      const beyond = i16x8.sub(i16x8.shl(v128.load_ext<u8>(at), 1), around);
      rowSquares = i32x4.add(rowSquares, i32x4.dot_i16x8_s(difference, difference));
      rowComb = i32x4.add(rowComb, i32x4.dot_i16x8_s(difference, beyond));
    }
    squares += addLanes(rowSquares);
    comb += ((row & 1) === parity ? -1 : 1) * addLanes(rowComb);
  }
  store<f64>(sums, <f64>squares);
  store<f64>(sums + 8, <f64>comb);
}

/** All bits of the lanes that are seen with both their neighbours, of the first `count`. */
function seenOf(at: usize, count: i32): v128 {
  const beside = v128.and(isEye(at - lag), isEye(at + lag));
  const inside = i16x8.lt_s(i16x8(0, 1, 2, 3, 4, 5, 6, 7), i16x8.splat(<i16>count));
  return v128.and(v128.and(beside, isEye(at)), inside);
}

function isEye(at: usize): v128 {
  const kinds = v128.load_ext<u8>(at);
  return v128.or(i16x8.eq(kinds, i16x8.splat(iris)), i16x8.eq(kinds, i16x8.splat(pupil)));
}

function addLanes(lanes: v128): i64 {
  const half = i64x2.add(i64x2.extend_low_i32x4_s(lanes), i64x2.extend_high_i32x4_s(lanes));
  return i64x2.extract_lane(half, 0) + i64x2.extract_lane(half, 1);
}
