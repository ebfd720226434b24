/** Side of the filter, and how far it reaches. */
const side: i32 = 9;
const half: i32 = 4;

/**
 * Laplacian of Gaussian with a deviation of 1.4 pixels, centre -40, sum 0, the filter of ISO/IEC 29794-6:2015, 6.2.10: its
 * upper rows and the middle one, as it is the same upside down. Eight numbers of 16 bits a row; the ninth is the first.
 */
// biome-ignore format: the filter's shape is easier to check in rows
const rows = memory.data<i16>([
  0, 1, 1,   2,   2,   2, 1, 1,
  1, 2, 4,   5,   5,   5, 4, 2,
  1, 4, 5,   3,   0,   3, 5, 4,
  2, 5, 3, -12, -24, -12, 3, 5,
  2, 5, 0, -24, -40, -24, 0, 5,
]);

/** The filter's answer around the pixel at `at`, of an image whose rows are `stride` bytes apart. */
export function filterLaplacian(at: usize, stride: i32): i32 {
  const first = at - half * stride - half;
  const last = at + half * stride - half;
  let lanes = i32x4.splat(0);
  let ninth: i32 = 0;
  for (let row: i32 = 0; row < half; row += 1) {
    const upper = first + row * stride;
    const lower = last - row * stride;
    const taps = v128.load(rows + 16 * row);
    const levels = i16x8.add(v128.load_ext<u8>(upper), v128.load_ext<u8>(lower));
    lanes = i32x4.add(lanes, i32x4.dot_i16x8_s(levels, taps));
    ninth += <i32>load<i16>(rows + 16 * row) * (<i32>load<u8>(upper + side - 1) + <i32>load<u8>(lower + side - 1));
  }
  const middle = at - half;
  lanes = i32x4.add(lanes, i32x4.dot_i16x8_s(v128.load_ext<u8>(middle), v128.load(rows + 16 * half)));
  ninth += <i32>load<i16>(rows + 16 * half) * <i32>load<u8>(middle + side - 1);
  const pairs = i32x4.add(lanes, v128.shuffle<i32>(lanes, lanes, 2, 3, 0, 1));
  return ninth + i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}
