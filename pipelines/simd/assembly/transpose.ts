/** Turns rows of numbers of 32 bits into columns; both counts are multiples of 4, strides are bytes. */
export function transpose(
  source: usize,
  sourceStride: i32,
  rows: i32,
  columns: i32,
  target: usize,
  targetStride: i32,
): void {
  for (let row: i32 = 0; row < rows; row += 4) {
    for (let column: i32 = 0; column < columns; column += 4) {
      const from = source + row * sourceStride + 4 * column;
      transposeFour(from, sourceStride, target + column * targetStride + 4 * row, targetStride);
    }
  }
}

/** Turns four rows of four numbers of 32 bits into columns. */
function transposeFour(source: usize, sourceStride: i32, target: usize, targetStride: i32): void {
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
