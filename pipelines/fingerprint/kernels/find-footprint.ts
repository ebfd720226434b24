/**
 * The cells a finger covers: 1 where the flow says ridges, once stray cells are gone, gaps are filled along rows and
 * columns, and the edge is smooth.
 */
export function findFootprint(flow: Int8Array, columns: number): Uint8Array {
  const marked = new Uint8Array(flow.length / 2);
  for (let at = 0; at < marked.length; at += 1) marked[at] = flow[2 * at] !== 0 || flow[2 * at + 1] !== 0 ? 1 : 0;
  let cells = keepCrowded(marked, columns, 1, 3);
  cells = keepCrowded(cells, columns, 2, 11);
  cells = keepCrowded(cells, columns, 2, 11);
  for (let row = 0; row < cells.length; row += columns) fillBetween(cells, row, row + columns, 1);
  for (let column = 0; column < columns; column += 1) fillBetween(cells, column, cells.length, columns);
  cells = keepCrowded(cells, columns, 2, 14);
  return keepCrowded(cells, columns, 2, 14);
}

/** Marks where more than `most` cells are marked in the square that reaches as far as `reach`. */
function keepCrowded(cells: Uint8Array, columns: number, reach: number, most: number): Uint8Array {
  const across = cells.slice();
  for (let row = 0; row < cells.length; row += columns) addNear(cells, row, row + columns, 1, reach, across);
  const sums = across.slice();
  addNear(across, 0, cells.length, columns, reach, sums);
  for (let at = 0; at < sums.length; at += 1) sums[at] = sums[at]! > most ? 1 : 0;
  return sums;
}

/** Adds to each place of a stretch its neighbours at multiples of `step`, as far as the stretch goes. */
function addNear(cells: Uint8Array, from: number, end: number, step: number, reach: number, sums: Uint8Array): void {
  for (let off = step; off <= reach * step; off += step) {
    for (let at = from + off; at < end; at += 1) {
      sums[at] = sums[at]! + cells[at - off]!;
      sums[at - off] = sums[at - off]! + cells[at]!;
    }
  }
}

function fillBetween(cells: Uint8Array, from: number, end: number, step: number): void {
  let first = from;
  while (first < end && cells[first] === 0) first += step;
  let last = end - 1 - ((end - 1 - from) % step);
  while (last > first && cells[last] === 0) last -= step;
  for (let at = first; at < last; at += step) cells[at] = 1;
}
