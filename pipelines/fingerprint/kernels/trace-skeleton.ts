/** A thinned ridge image: 1 on the lines, 0 elsewhere and on the outermost rows and columns. */
export type Skeleton = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly ridges: Uint8Array;
  /** Where the lines are, in raster order; some of it may have been taken off the ridges since. */
  readonly pixels: Int32Array;
};

/** Where a walk along a line came to: how many pixels, the last one, and why it stopped. */
export type Walk = { steps: number; at: number; stop: "ending" | "junction" | "open" };

/** Number of lines that leave a pixel (Rutovitz's crossing number): 1 at an ending, 2 on a line, 3 at a bifurcation. */
export function countLines(skeleton: Skeleton, at: number): number {
  return crossings[neighbourBits(skeleton.ridges, at, skeleton.widthPx)]!;
}

/**
 * First pixels of the lines that leave `at`, one a line, the straight neighbour before a diagonal one. Returns how many
 * were written to `target`, at most 4.
 */
export function listLines(skeleton: Skeleton, at: number, target: Int32Array): number {
  const { ridges, widthPx } = skeleton;
  const bits = neighbourBits(ridges, at, widthPx);
  let count = 0;
  for (let start = 0; start < 8 && count < 4; start += 1) {
    const isStart = ((bits >> start) & 1) === 1 && ((bits >> ((start + 7) & 7)) & 1) === 0;
    if (!isStart) continue;
    let chosen = start;
    // A run of set neighbours is one line; its straight member lies on it.
    for (let next = start; ((bits >> (next & 7)) & 1) === 1 && next < start + 3; next += 1) {
      if ((next & 1) === 0) chosen = next & 7;
    }
    target[count] = at + neighbourOffset(chosen, widthPx);
    count += 1;
  }
  return count;
}

/**
 * Walks from `from` over `first` along the line, at most `stepsMax` pixels, and writes what it passes to `path` when
 * given. Changes and returns `walk`.
 */
export function walkLine(
  skeleton: Skeleton,
  { from, first, stepsMax, path }: { from: number; first: number; stepsMax: number; path?: Int32Array },
  walk: Walk,
): Walk {
  let previous = from;
  let at = first;
  walk.stop = "open";
  walk.steps = 1;
  if (path) path[0] = first;
  while (walk.steps < stepsMax) {
    // Pixels beside a junction see its other lines, so the first step is no proof of a new one.
    if (walk.steps > 1 && countLines(skeleton, at) >= 3) {
      walk.stop = "junction";
      break;
    }
    const next = findNext(skeleton, previous, at);
    if (next < 0) {
      walk.stop = "ending";
      break;
    }
    previous = at;
    at = next;
    if (path) path[walk.steps] = at;
    walk.steps += 1;
  }
  walk.at = at;
  return walk;
}

/** The pixel after `at` that does not touch `previous`; straight before diagonal; -1 at a line's end. */
function findNext({ ridges, widthPx }: Skeleton, previous: number, at: number): number {
  let diagonal = -1;
  for (let bit = 0; bit < 8; bit += 1) {
    const next = at + neighbourOffset(bit, widthPx);
    if (ridges[next] !== 1 || next === previous || touches(next, previous, widthPx)) continue;
    if ((bit & 1) === 0) return next;
    diagonal = next;
  }
  return diagonal;
}

function touches(first: number, second: number, widthPx: number): boolean {
  const distance = Math.abs(first - second);
  return distance <= 1 || (distance >= widthPx - 1 && distance <= widthPx + 1);
}

/** The eight neighbours as bits, clockwise from the one above. */
function neighbourBits(ridges: Uint8Array, at: number, widthPx: number): number {
  const above = at - widthPx;
  const below = at + widthPx;
  return (
    ridges[above]! |
    (ridges[above + 1]! << 1) |
    (ridges[at + 1]! << 2) |
    (ridges[below + 1]! << 3) |
    (ridges[below]! << 4) |
    (ridges[below - 1]! << 5) |
    (ridges[at - 1]! << 6) |
    (ridges[above - 1]! << 7)
  );
}

function neighbourOffset(bit: number, widthPx: number): number {
  return stepY[bit]! * widthPx + stepX[bit]!;
}

const stepX = [0, 1, 1, 1, 0, -1, -1, -1];
const stepY = [-1, -1, 0, 1, 1, 1, 0, -1];
const crossings = Uint8Array.from({ length: 256 }, (_, bits) => {
  let count = 0;
  for (let bit = 0; bit < 8; bit += 1) count += (bits >> bit) & 1 & (((bits >> ((bit + 1) & 7)) & 1) ^ 1);
  return count;
});
