/** Turns four rows of four numbers of 32 bits into columns; strides in bytes. */
export function transposeFour(source: usize, sourceStride: i32, target: usize, targetStride: i32): void {
  const a = v128.load(source);
  const b = v128.load(source + sourceStride);
  const c = v128.load(source + 2 * sourceStride);
  const d = v128.load(source + 3 * sourceStride);
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const abLater = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdLater = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(target + targetStride, v128.shuffle<i64>(ab, cd, 1, 3));
  v128.store(target + 2 * targetStride, v128.shuffle<i64>(abLater, cdLater, 0, 2));
  v128.store(target + 3 * targetStride, v128.shuffle<i64>(abLater, cdLater, 1, 3));
}
