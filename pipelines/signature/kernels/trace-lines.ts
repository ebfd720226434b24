/** Offsets of the eight neighbours, clockwise from the right. */
const neighbours = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;

/**
 * Follows the one-pixel lines (1) of a thinned image: each pixel belongs to one line, a crossing goes straight on where
 * it can. Lines are lists of x, y, x, y …; loose ends are taken first, closed loops last.
 */
export function traceLines(lines: Uint8Array, widthPx: number, heightPx: number): readonly Float64Array[] {
  const seen = new Uint8Array(lines.length);
  const traced: Float64Array[] = [];
  for (const wantsEnding of [true, false]) {
    for (let at = 0; at < lines.length; at += 1) {
      if (lines[at] !== 1 || seen[at] === 1) continue;
      if (wantsEnding && countNeighbours(lines, at, widthPx, heightPx) !== 1) continue;
      traced.push(follow(lines, seen, at, { widthPx, heightPx }));
    }
  }
  return traced;
}

type Size = { readonly widthPx: number; readonly heightPx: number };

function follow(lines: Uint8Array, seen: Uint8Array, start: number, size: Size): Float64Array {
  const path: number[] = [];
  let at = start;
  let heading = -1;
  while (at >= 0) {
    seen[at] = 1;
    path.push(at % size.widthPx, Math.floor(at / size.widthPx));
    heading = straightest(lines, seen, { at, heading }, size);
    const step = heading < 0 ? undefined : neighbours[heading];
    at = step === undefined ? -1 : at + step[1] * size.widthPx + step[0];
  }
  return Float64Array.from(path);
}

/** The free neighbour that turns least from the heading, or -1. */
function straightest(
  lines: Uint8Array,
  seen: Uint8Array,
  { at, heading }: { readonly at: number; readonly heading: number },
  { widthPx, heightPx }: Size,
): number {
  let best = -1;
  let bestTurn = 9;
  for (let direction = 0; direction < 8; direction += 1) {
    const next = neighbourAt(at, direction, widthPx, heightPx);
    if (next < 0 || lines[next] !== 1 || seen[next] === 1) continue;
    const difference = Math.abs(direction - heading);
    const turn = heading < 0 ? direction % 2 : Math.min(difference, 8 - difference);
    if (turn < bestTurn) {
      bestTurn = turn;
      best = direction;
    }
  }
  return best;
}

function countNeighbours(lines: Uint8Array, at: number, widthPx: number, heightPx: number): number {
  let count = 0;
  for (let direction = 0; direction < 8; direction += 1) {
    const next = neighbourAt(at, direction, widthPx, heightPx);
    if (next >= 0 && lines[next] === 1) count += 1;
  }
  return count;
}

function neighbourAt(at: number, direction: number, widthPx: number, heightPx: number): number {
  const [dx, dy] = neighbours[direction]!;
  const x = (at % widthPx) + dx;
  const y = Math.floor(at / widthPx) + dy;
  return x < 0 || y < 0 || x >= widthPx || y >= heightPx ? -1 : y * widthPx + x;
}
