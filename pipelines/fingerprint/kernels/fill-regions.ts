import type { Box } from "../../../runtime/kernel/geometry.ts";

/**
 * Keeps, of a black (0) on white (255) image, the 4-connected black region with the largest bounding box (the first in
 * raster order among equals), its holes filled; all else becomes white. A hole is white that does not touch the image's
 * edge through its four neighbours. Changes `pixels` in place and returns that box, or null when nothing is black.
 */
export function keepLargestRegion(pixels: Uint8Array, widthPx: number, heightPx: number): Box | null {
  const runs = findRuns(pixels, widthPx, heightPx);
  const holes = listHoleRuns(runs, widthPx, heightPx);
  for (const run of holes) pixels.fill(0, runs.start[run]!, runs.end[run]!);
  const filled = holes.length === 0 ? runs : findRuns(pixels, widthPx, heightPx);
  const boxes = measureRegions(pixels, filled, widthPx);
  let best = -1;
  for (const [root, box] of boxes) {
    const largest = boxes.get(best);
    if (largest === undefined || box.width * box.height > largest.width * largest.height) best = root;
  }
  for (let run = 0; run < filled.count; run += 1) {
    if (findRoot(filled.parent, run) !== best) pixels.fill(255, filled.start[run]!, filled.end[run]!);
  }
  return boxes.get(best) ?? null;
}

/** Stretches of one level within a row, in raster order, joined to regions by `parent`. */
type Runs = {
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly parent: Int32Array;
};

function findRuns(pixels: Uint8Array, widthPx: number, heightPx: number): Runs {
  const count = countRuns(pixels, widthPx, heightPx);
  const start = new Int32Array(count);
  const end = new Int32Array(count);
  const parent = new Int32Array(count);
  let run = 0;
  for (let y = 0; y < heightPx; y += 1) {
    const rowEnd = (y + 1) * widthPx;
    let from = y * widthPx;
    for (let at = from + 1; at <= rowEnd; at += 1) {
      if (at < rowEnd && pixels[at] === pixels[from]) continue;
      start[run] = from;
      end[run] = at;
      parent[run] = run;
      run += 1;
      from = at;
    }
  }
  const runs = { count, start, end, parent };
  joinRows(pixels, runs, widthPx);
  return runs;
}

/** Counted first: room for the worst case would cost more to clear than a second look. */
function countRuns(pixels: Uint8Array, widthPx: number, heightPx: number): number {
  let changes = 0;
  for (let y = 0; y < heightPx; y += 1) {
    const end = (y + 1) * widthPx;
    for (let at = y * widthPx + 1; at < end; at += 1) changes += pixels[at] === pixels[at - 1] ? 0 : 1;
  }
  return widthPx === 0 ? 0 : changes + heightPx;
}

/** Joins runs of one level that lie above each other: two fingers walk along neighbouring rows. */
function joinRows(pixels: Uint8Array, { count, start, end, parent }: Runs, widthPx: number): void {
  let above = 0;
  for (let run = 0; run < count; run += 1) {
    const from = start[run]! - widthPx;
    const to = end[run]! - widthPx;
    if (from < 0) continue;
    while (end[above]! <= from) above += 1;
    for (let other = above; start[other]! < to; other += 1) {
      if (pixels[start[other]!] === pixels[start[run]!]) join(parent, other, run);
    }
  }
}

/** The earlier run becomes the root, so that a root is its region's first run. */
function join(parent: Int32Array, first: number, second: number): void {
  const a = findRoot(parent, first);
  const b = findRoot(parent, second);
  if (a < b) parent[b] = a;
  else parent[a] = b;
}

function findRoot(parent: Int32Array, run: number): number {
  let root = run;
  while (parent[root] !== root) {
    parent[root] = parent[parent[root]!]!;
    root = parent[root]!;
  }
  return root;
}

/** Runs of white regions that never touch the edge, and of black ones inside them (those have no more edge than these). */
function listHoleRuns({ count, start, end, parent }: Runs, widthPx: number, heightPx: number): number[] {
  const touchesEdge = new Uint8Array(count);
  for (let run = 0; run < count; run += 1) {
    const isAtSide = start[run]! % widthPx === 0 || end[run]! % widthPx === 0;
    const isAtEnd = start[run]! < widthPx || start[run]! >= (heightPx - 1) * widthPx;
    if (isAtSide || isAtEnd) touchesEdge[findRoot(parent, run)] = 1;
  }
  const holes: number[] = [];
  for (let run = 0; run < count; run += 1) if (touchesEdge[findRoot(parent, run)] === 0) holes.push(run);
  return holes;
}

function measureRegions(pixels: Uint8Array, { count, start, end, parent }: Runs, widthPx: number): Map<number, Box> {
  const boxes = new Map<number, Box>();
  for (let run = 0; run < count; run += 1) {
    if (pixels[start[run]!] !== 0) continue;
    const root = findRoot(parent, run);
    const y = Math.floor(start[run]! / widthPx);
    const left = start[run]! - y * widthPx;
    const right = end[run]! - y * widthPx;
    const box = boxes.get(root) ?? { x: left, y, width: 0, height: 0 };
    const x = Math.min(box.x, left);
    boxes.set(root, { x, y: box.y, width: Math.max(box.x + box.width, right) - x, height: y - box.y + 1 });
  }
  return boxes;
}
