type Levels = { readonly widthPx: number; readonly heightPx: number; readonly levels: Uint8Array };

/** Greatest level within the square of `2 · reach + 1`, then the least of those: dark things smaller than the square go. */
export function closeLevels({ widthPx, heightPx, levels }: Levels, reach: number): Uint8Array {
  const size = { widthPx, heightPx };
  const lightest = greatestAround({ ...size, levels }, reach);
  return spread({ ...size, levels: lightest }, reach, true);
}

/** The greatest level within the square of `2 · reach + 1` around each. */
export function greatestAround(levels: Levels, reach: number): Uint8Array {
  return spread(levels, reach, false);
}

function spread({ widthPx, heightPx, levels }: Levels, reach: number, isLeast: boolean): Uint8Array {
  const across = new Uint8Array(levels.length);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const start = y * widthPx;
      const [from, to] = [start + Math.max(0, x - reach), start + Math.min(widthPx - 1, x + reach)];
      across[start + x] = isLeast ? leastOf(levels, from, to, 1) : greatestOf(levels, from, to, 1);
    }
  }
  const both = new Uint8Array(levels.length);
  for (let y = 0; y < heightPx; y += 1) {
    const top = Math.max(0, y - reach) * widthPx;
    const bottom = Math.min(heightPx - 1, y + reach) * widthPx;
    for (let x = 0; x < widthPx; x += 1) {
      const [from, to] = [top + x, bottom + x];
      both[y * widthPx + x] = isLeast ? leastOf(across, from, to, widthPx) : greatestOf(across, from, to, widthPx);
    }
  }
  return both;
}

function leastOf(levels: Uint8Array, from: number, to: number, step: number): number {
  let least = levels[from]!;
  for (let at = from + step; at <= to; at += step) if (levels[at]! < least) least = levels[at]!;
  return least;
}

function greatestOf(levels: Uint8Array, from: number, to: number, step: number): number {
  let greatest = levels[from]!;
  for (let at = from + step; at <= to; at += step) if (levels[at]! > greatest) greatest = levels[at]!;
  return greatest;
}

/** Black paper is not to be told from black ink. */
const levelMin = 4;
const logs256 = Float32Array.from({ length: 256 }, (_, level) => Math.log(Math.max(levelMin, level)));

export function logLevels(levels: Uint8Array): Float32Array {
  const logs = new Float32Array(levels.length);
  for (let index = 0; index < levels.length; index += 1) logs[index] = logs256[levels[index]!]!;
  return logs;
}

type Paper = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly factor: number;
  readonly logs: Float32Array;
};

/** `unit` times the logarithm of the paper's level, between its places, over the plane's own; 0 to 255. */
export function subtractLogs(
  { widthPx, heightPx, plane }: { readonly widthPx: number; readonly heightPx: number; readonly plane: Uint8Array },
  paper: Paper,
  unit: number,
): Uint8Array {
  const depths = new Uint8Array(plane.length);
  const own = logs256.map((log) => log * unit);
  const lefts = new Int32Array(widthPx);
  const shares = new Float32Array(widthPx);
  for (let x = 0; x < widthPx; x += 1) {
    const place = Math.min(paper.widthPx - 1, Math.max(0, (x + 0.5) / paper.factor - 0.5));
    lefts[x] = Math.floor(place);
    shares[x] = place - lefts[x]!;
  }
  // One more than the paper is wide, so that its last place has a neighbour.
  const row = new Float32Array(paper.widthPx + 1);
  for (let y = 0; y < heightPx; y += 1) {
    const place = Math.min(paper.heightPx - 1, Math.max(0, (y + 0.5) / paper.factor - 0.5));
    const top = Math.floor(place);
    const share = place - top;
    const upper = top * paper.widthPx;
    const lower = Math.min(paper.heightPx - 1, top + 1) * paper.widthPx;
    for (let x = 0; x < paper.widthPx; x += 1) {
      row[x] = (paper.logs[upper + x]! * (1 - share) + paper.logs[lower + x]! * share) * unit;
    }
    row[paper.widthPx] = row[paper.widthPx - 1]!;
    const start = y * widthPx;
    for (let x = 0; x < widthPx; x += 1) {
      const left = lefts[x]!;
      const depth = row[left]! + (row[left + 1]! - row[left]!) * shares[x]! - own[plane[start + x]!]!;
      depths[start + x] = Math.max(0, Math.min(255, depth));
    }
  }
  return depths;
}
