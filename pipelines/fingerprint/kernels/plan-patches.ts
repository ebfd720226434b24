import { directions, patchPx } from "./filter-patches.ts";
import { cellPx, type RidgeFlow } from "./ridge-flow.ts";

/** Filters and signatures reach no farther than this beyond the image; its edge is repeated so far. */
export const marginPx = 32;

/** The squares of a print with a margin around it that lie in the print. */
export type PrintPatches = {
  /** A row's length with its margins, in pixels. */
  readonly stride: number;
  readonly count: number;
  /** Where a patch's first pixel lies in the padded buffer. */
  readonly start: Int32Array;
  /** Number of the quantised ridge direction, a patch. */
  readonly direction: Uint8Array;
  /** The flow cell a patch lies in. */
  readonly cell: Int32Array;
};

export type Pixels = { readonly widthPx: number; readonly heightPx: number; readonly pixels: Uint8Array };

/** Lays out the filters' work: two patches by two to a cell, their directions interpolated between the cells. */
export function planPatches({ widthPx, heightPx }: Pixels, flow: RidgeFlow, isPrint: Uint8Array): PrintPatches {
  const columns = Math.ceil(widthPx / patchPx);
  const rows = Math.ceil(heightPx / patchPx);
  const stride = widthPx + 2 * marginPx;
  const start = new Int32Array(columns * rows);
  const direction = new Uint8Array(columns * rows);
  const cells = new Int32Array(columns * rows);
  let count = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const cell = (row >> 1) * flow.columns + (column >> 1);
      if (isPrint[cell] === 0) continue;
      start[count] = (row * patchPx + marginPx) * stride + column * patchPx + marginPx;
      direction[count] = blendDirection(flow, row, column);
      cells[count] = cell;
      count += 1;
    }
  }
  return { stride, count, start, direction, cell: cells };
}

/** A patch lies a quarter of a cell off its cell's centre: three parts of its own direction, one of the neighbour's. */
function blendDirection({ columns, rows, cosine, sine }: RidgeFlow, row: number, column: number): number {
  const ownRow = row >> 1;
  const ownColumn = column >> 1;
  const nextRow = Math.min(rows - 1, Math.max(0, ownRow + ((row & 1) === 0 ? -1 : 1)));
  const nextColumn = Math.min(columns - 1, Math.max(0, ownColumn + ((column & 1) === 0 ? -1 : 1)));
  const own = ownRow * columns + ownColumn;
  const beside = ownRow * columns + nextColumn;
  const below = nextRow * columns + ownColumn;
  const across = nextRow * columns + nextColumn;
  const x = 9 * cosine[own]! + 3 * cosine[beside]! + 3 * cosine[below]! + cosine[across]!;
  const y = 9 * sine[own]! + 3 * sine[beside]! + 3 * sine[below]! + sine[across]!;
  const turn = Math.round((0.5 * Math.atan2(y, x) * directions) / Math.PI);
  return turn < 0 ? turn + directions : turn % directions;
}

/** Where a pixel's cell begins in a padded buffer. */
export function cellCentre(flow: RidgeFlow, stride: number, cell: number): number {
  const row = Math.floor(cell / flow.columns);
  const column = cell % flow.columns;
  return (row * cellPx + cellPx / 2 + marginPx) * stride + column * cellPx + cellPx / 2 + marginPx;
}
