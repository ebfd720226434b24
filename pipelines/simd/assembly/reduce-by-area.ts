import { reserve } from "./room";

/** Means of `factor` × `factor` bytes, as floats; columns and rows beyond the last full block are left out. */
export function reduceByArea(source: usize, target: usize, width: i32, height: i32, factor: i32): void {
  const columns = width / factor;
  const line = reserve(2 * width);
  const share: f32 = <f32>1 / <f32>(factor * factor);
  for (let row: i32 = 0; row < height / factor; row += 1) {
    sumRows(source + row * factor * width, width, factor, line);
    let from = line;
    for (let column: i32 = 0; column < columns; column += 1) {
      let sum: i32 = 0;
      for (let step: i32 = 0; step < factor; step += 1, from += 2) sum += <i32>load<u16>(from);
      store<f32>(target + 4 * (row * columns + column), <f32>sum * share);
    }
  }
}

/** Up to 257 rows of bytes fit in sums of 16 bits. */
function sumRows(first: usize, width: i32, rows: i32, sums: usize): void {
  for (let x: i32 = 0; x < width; x += 8) {
    let sum = v128.load_ext<u8>(first + x);
    for (let row: i32 = 1; row < rows; row += 1) sum = i16x8.add(sum, v128.load_ext<u8>(first + row * width + x));
    v128.store(sums + 2 * x, sum);
  }
}
