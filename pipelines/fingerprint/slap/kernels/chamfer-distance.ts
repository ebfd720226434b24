const far = 60_000;

/**
 * Distance of every cell to the nearest cell whose mask is 0, in thirds of a cell (3-4 chamfer, Borgefors 1986). What
 * lies beyond the edge does not count as 0, so that a finger cut by the edge is not worn away there. The grid comes back
 * with a border of one cell around it.
 */
function measureDistance(mask: Uint8Array, columns: number, rows: number): Uint16Array {
  const stride = columns + 2;
  const distance = new Uint16Array(stride * (rows + 2)).fill(far);
  for (let row = 0; row < rows; row += 1) {
    const end = (row + 1) * columns;
    for (let from = row * columns, at = (row + 1) * stride + 1; from < end; from += 1, at += 1) {
      distance[at] = mask[from] === 0 ? 0 : nearer(distance, at, -1, -stride);
    }
  }
  for (let row = rows; row > 0; row -= 1) {
    for (let at = row * stride + columns; at > row * stride; at -= 1) {
      if (distance[at]! > 3) distance[at] = Math.min(distance[at]!, nearer(distance, at, 1, stride));
    }
  }
  return distance;
}

/** The least distance by way of the neighbours that were visited before. */
function nearer(distance: Uint16Array, at: number, beside: number, line: number): number {
  const straight = Math.min(distance[at + beside]!, distance[at + line]!) + 3;
  const slanted = Math.min(distance[at + line - 1]!, distance[at + line + 1]!) + 4;
  return Math.min(straight, slanted, far);
}

/** Removes all that is narrower than twice the radius and leaves the rest in its shape (a morphological opening). */
export function removeNarrow(mask: Uint8Array, columns: number, rows: number, radiusCells: number): void {
  const limit = 3 * radiusCells;
  const inside = measureDistance(mask, columns, rows);
  const beyondCore = new Uint8Array(mask.length);
  const stride = columns + 2;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      beyondCore[row * columns + column] = inside[(row + 1) * stride + column + 1]! > limit ? 0 : 1;
    }
  }
  const toCore = measureDistance(beyondCore, columns, rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (toCore[(row + 1) * stride + column + 1]! > limit) mask[row * columns + column] = 0;
    }
  }
}
