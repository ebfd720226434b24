/** How far dark spreads to each side: a window of five pixels. */
const reachPx = 2;

/**
 * Spreads dark pixels: each pixel becomes the darkest of the 5×5 around it, as far as the image goes. Two passes, each
 * over a padded line or block, so that the loops know no edge.
 */
export function spreadDark(pixels: Uint8Array, widthPx: number, heightPx: number): Uint8Array {
  const across = new Uint8Array(widthPx * (heightPx + 2 * reachPx)).fill(255);
  const line = new Uint8Array(widthPx + 2 * reachPx).fill(255);
  for (let y = 0; y < heightPx; y += 1) {
    line.set(pixels.subarray(y * widthPx, (y + 1) * widthPx), reachPx);
    const to = (y + reachPx) * widthPx;
    for (let x = 0; x < widthPx; x += 1) {
      across[to + x] = darkest(line[x]!, line[x + 1]!, line[x + 2]!, line[x + 3]!, line[x + 4]!);
    }
  }
  const result = new Uint8Array(pixels.length);
  const second = widthPx;
  const third = 2 * widthPx;
  const fourth = 3 * widthPx;
  const fifth = 4 * widthPx;
  for (let at = 0; at < result.length; at += 1) {
    result[at] = darkest(
      across[at]!,
      across[at + second]!,
      across[at + third]!,
      across[at + fourth]!,
      across[at + fifth]!,
    );
  }
  return result;
}

function darkest(a: number, b: number, c: number, d: number, e: number): number {
  return darker(darker(darker(a, b), darker(c, d)), e);
}

/** The smaller of two bytes without a branch: grey levels are as good as random, so a branch would stall. */
function darker(a: number, b: number): number {
  return b + ((a - b) & ((a - b) >> 31));
}
