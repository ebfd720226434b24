/** How far dark spreads to each side: a window of five pixels. */
const reachPx = 2;

/**
 * Spreads dark pixels: each pixel becomes the darkest of the 5×5 around it, as far as the image goes. Two passes, each
 * over a padded line or block, so that the loops know no edge; two neighbours at a time, for they share four of five.
 */
export function spreadDark(pixels: Uint8Array, widthPx: number, heightPx: number): Uint8Array {
  const across = new Uint8Array(widthPx * (heightPx + 2 * reachPx + 1)).fill(255);
  const line = new Uint8Array(widthPx + 2 * reachPx + 1).fill(255);
  for (let y = 0; y < heightPx; y += 1) {
    line.set(pixels.subarray(y * widthPx, (y + 1) * widthPx), reachPx);
    spreadLine(line, across, (y + reachPx) * widthPx, widthPx);
  }
  // One row to spare, for the partner of an odd last row.
  const result = new Uint8Array(widthPx * (heightPx + 1));
  for (let y = 0; y < heightPx; y += 2) spreadTwoRows(across, result, y * widthPx, widthPx);
  return result.subarray(0, pixels.length);
}

function spreadLine(line: Uint8Array, target: Uint8Array, start: number, widthPx: number): void {
  let a = line[0]!;
  let b = line[1]!;
  let c = line[2]!;
  let d = line[3]!;
  for (let x = 0; x < widthPx; x += 2) {
    const e = line[x + 4]!;
    const f = line[x + 5]!;
    const shared = darker(darker(b, c), darker(d, e));
    target[start + x] = darker(a, shared);
    if (x + 1 < widthPx) target[start + x + 1] = darker(shared, f);
    a = c;
    b = d;
    c = e;
    d = f;
  }
}

/** Writes the row that begins at `start` and the one below it. */
function spreadTwoRows(across: Uint8Array, result: Uint8Array, start: number, widthPx: number): void {
  const second = widthPx;
  const third = 2 * widthPx;
  const fourth = 3 * widthPx;
  const fifth = 4 * widthPx;
  const sixth = 5 * widthPx;
  for (let at = start; at < start + widthPx; at += 1) {
    const shared = darker(
      darker(across[at + second]!, across[at + third]!),
      darker(across[at + fourth]!, across[at + fifth]!),
    );
    result[at] = darker(across[at]!, shared);
    result[at + second] = darker(shared, across[at + sixth]!);
  }
}

/** The smaller of two bytes without a branch: grey levels are as good as random, so a branch would stall. */
function darker(a: number, b: number): number {
  return b + ((a - b) & ((a - b) >> 31));
}
