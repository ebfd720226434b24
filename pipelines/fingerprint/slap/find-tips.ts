import type { UprightSlap } from "./kernels/turn-upright.ts";

/** The upper edge of one patch of skin: for each column its highest cell's row. */
export type Skyline = {
  readonly label: number;
  readonly firstColumn: number;
  readonly tops: readonly number[];
  readonly lastRow: number;
};

export type Notch = { readonly column: number; readonly row: number };

/** How much lower than both its neighbours' tips a notch between two fingers lies. */
const notchMinMm = 1.8;
const shallowMm = 0.7;
/** No finger is wider, turned as far as fingers are from the hand's own axis. */
const fingerMaxMm = 23;
/** A finger's share of a patch is at least this wide. */
const fingerMinMm = 6.5;

/** The upper edge of every patch, in the order of their labels from 1. A column without skin takes its neighbour's row. */
export function drawSkylines({ columns, rows, labels }: UprightSlap, count: number): readonly Skyline[] {
  const tops = Array.from({ length: count + 1 }, () => new Map<number, number>());
  const lastRows = new Int32Array(count + 1);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const label = labels[row * columns + column] ?? 0;
      if (label === 0) continue;
      lastRows[label] = row;
      const own = tops[label];
      if (own !== undefined && !own.has(column)) own.set(column, row);
    }
  }
  return tops.flatMap((own, label) => {
    if (label === 0 || own.size === 0) return [];
    const firstColumn = Math.min(...own.keys());
    const lastColumn = Math.max(...own.keys());
    let row = own.get(firstColumn) ?? 0;
    const line: number[] = [];
    for (let column = firstColumn; column <= lastColumn; column += 1) {
      row = own.get(column) ?? row;
      line.push(row);
    }
    return [{ label, firstColumn, tops: line, lastRow: lastRows[label] ?? 0 }];
  });
}

/**
 * Notches between neighbouring fingertips in one skyline, from left to right. Fingers that touch do so along their
 * sides: between their round tips there is always a notch. Where a stretch is too wide for one finger, a shallow one will
 * do.
 */
export function findNotches(skyline: Skyline, cellsPerMm: number): readonly Notch[] {
  const { firstColumn, tops } = skyline;
  const widthMin = fingerMinMm * cellsPerMm;
  const last = firstColumn + tops.length - 1;
  const deep = dropNarrow(traceNotches(skyline, notchMinMm * cellsPerMm), { first: firstColumn, last, widthMin });
  const edges = [firstColumn, ...deep.map(({ column }) => column), last];
  const isTooWide = edges.some((edge, at) => edge - (edges[at - 1] ?? edge) > fingerMaxMm * cellsPerMm);
  if (!isTooWide) return deep;
  return dropNarrow(traceNotches(skyline, shallowMm * cellsPerMm), { first: firstColumn, last, widthMin });
}

/** Greatest rows between least ones, each at least `depth` apart: rows grow downwards, so a tip is a least row. */
function traceNotches({ firstColumn, tops }: Skyline, depth: number): readonly Notch[] {
  const notches: Notch[] = [];
  let extreme = 0;
  let isAtTip = true;
  tops.forEach((row, at) => {
    const beyond = row - (tops[extreme] ?? 0);
    const turn = isAtTip ? beyond : -beyond;
    if (turn < 0) extreme = at;
    if (turn < depth) return;
    if (!isAtTip) notches.push({ column: firstColumn + extreme, row: tops[extreme] ?? 0 });
    isAtTip = !isAtTip;
    extreme = at;
  });
  return notches;
}

type Span = { readonly first: number; readonly last: number; readonly widthMin: number };

/** A notch that would cut off less than a finger's width is a ragged edge. */
function dropNarrow(notches: readonly Notch[], { first, last, widthMin }: Span): readonly Notch[] {
  const kept: Notch[] = [];
  let left = first;
  for (const notch of notches) {
    if (notch.column - left < widthMin || last - notch.column < widthMin) continue;
    kept.push(notch);
    left = notch.column;
  }
  return kept;
}
