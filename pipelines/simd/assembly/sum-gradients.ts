/** Side of a cell; a vector takes a row of one. */
const cellPx: i32 = 8;
/** Eight from `8 − n` on: n times 0, then −1. */
const firstLanes = memory.data<i16>([0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1]);
/** Eight from `8 − n` on: n times −1, then 0. */
const lastLanes = memory.data<i16>([-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0]);

/**
 * For each cell of 8×8 pixels the sums over its gradients' products, 32-bit floats: along² − down², twice along · down, and
 * along² + down², in three fields of as many cells as cover the image. Gradients are differences over two pixels; the
 * image's outermost pixels have none.
 */
export function sumGradients(pixels: usize, fields: usize, width: i32, height: i32): void {
  const columns = (width + cellPx - 1) / cellPx;
  const rows = (height + cellPx - 1) / cellPx;
  const fieldBytes = 4 * columns * rows;
  for (let row: i32 = 0; row < rows; row += 1) {
    for (let column: i32 = 0; column < columns; column += 1) {
      sumCell(pixels, width, height, row, column);
      const to = fields + 4 * (row * columns + column);
      store<f32>(to, <f32>(alongAlong - downDown));
      store<f32>(to + fieldBytes, <f32>(alongDown + alongDown));
      store<f32>(to + 2 * fieldBytes, <f32>(alongAlong + downDown));
    }
  }
}

let alongAlong: i32 = 0;
let downDown: i32 = 0;
let alongDown: i32 = 0;

function sumCell(pixels: usize, width: i32, height: i32, row: i32, column: i32): void {
  const lanes = lanesInside(width, column * cellPx);
  const top = max(1, row * cellPx);
  const bottom = min(height - 1, (row + 1) * cellPx);
  let xx = i32x4.splat(0);
  let yy = i32x4.splat(0);
  let xy = i32x4.splat(0);
  for (let y = top; y < bottom; y += 1) {
    const at = pixels + y * width + column * cellPx;
    const along = v128.and(i16x8.sub(v128.load_ext<u8>(at + 1), v128.load_ext<u8>(at - 1)), lanes);
    const down = v128.and(i16x8.sub(v128.load_ext<u8>(at + width), v128.load_ext<u8>(at - width)), lanes);
    xx = i32x4.add(xx, i32x4.dot_i16x8_s(along, along));
    yy = i32x4.add(yy, i32x4.dot_i16x8_s(down, down));
    xy = i32x4.add(xy, i32x4.dot_i16x8_s(along, down));
  }
  alongAlong = sumLanes(xx);
  downDown = sumLanes(yy);
  alongDown = sumLanes(xy);
}

/** −1 for the pixels from `left` on that have a neighbour on either side. */
function lanesInside(width: i32, left: i32): v128 {
  const first = left === 0 ? 1 : 0;
  const end = max(0, min(cellPx, width - 1 - left));
  return v128.and(v128.load(firstLanes + 2 * (cellPx - first)), v128.load(lastLanes + 2 * (cellPx - end)));
}

function sumLanes(sums: v128): i32 {
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  );
}
