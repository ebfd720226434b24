/** Thinning ends by itself when nothing changes; a ridge is never this wide. */
const passesMax = 40;

/**
 * Thins the ridges (1) of a binary image to lines one pixel wide, keeping their connections (Guo and Hall 1989, parallel
 * thinning with two subiterations). Works in place; the outermost rows and columns are cleared.
 */
export function thinRidges(ridges: Uint8Array, widthPx: number, heightPx: number): void {
  clearFrame(ridges, widthPx, heightPx);
  const active = new Int32Array(ridges.length);
  const deleted = new Int32Array(ridges.length);
  for (let at = 0; at < ridges.length; at += 1) active[at] = at;
  let count = keepRidges(ridges, active, ridges.length);
  for (let pass = 0; pass < passesMax; pass += 1) {
    const before = count;
    for (const table of deletable) {
      const found = listDeletable(ridges, widthPx, table, active.subarray(0, count), deleted);
      for (let index = 0; index < found; index += 1) ridges[deleted[index]!] = 0;
      if (found > 0) count = keepRidges(ridges, active, count);
    }
    if (count === before) return;
  }
}

function listDeletable(
  ridges: Uint8Array,
  widthPx: number,
  table: Uint8Array,
  active: Int32Array,
  deleted: Int32Array,
): number {
  let found = 0;
  for (let index = 0; index < active.length; index += 1) {
    const at = active[index]!;
    if (table[neighbourBits(ridges, at, widthPx)] !== 1) continue;
    deleted[found] = at;
    found += 1;
  }
  return found;
}

function keepRidges(ridges: Uint8Array, active: Int32Array, count: number): number {
  let kept = 0;
  for (let index = 0; index < count; index += 1) {
    const at = active[index]!;
    if (ridges[at] === 1) {
      active[kept] = at;
      kept += 1;
    }
  }
  return kept;
}

/** The eight neighbours as bits, clockwise from the one above. */
export function neighbourBits(ridges: Uint8Array, at: number, widthPx: number): number {
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

function clearFrame(ridges: Uint8Array, widthPx: number, heightPx: number): void {
  ridges.fill(0, 0, widthPx);
  ridges.fill(0, Math.max(0, (heightPx - 1) * widthPx));
  for (let y = 0; y < heightPx; y += 1) {
    ridges[y * widthPx] = 0;
    ridges[y * widthPx + widthPx - 1] = 0;
  }
}

const deletable = [0, 1].map((step) =>
  Uint8Array.from({ length: 256 }, (_, bits) => (isDeletable(bits, step) ? 1 : 0)),
);

function isDeletable(bits: number, step: number): boolean {
  const p = (index: number) => (bits >> (index - 2)) & 1;
  const crossings =
    ((p(2) ^ 1) & (p(3) | p(4))) +
    ((p(4) ^ 1) & (p(5) | p(6))) +
    ((p(6) ^ 1) & (p(7) | p(8))) +
    ((p(8) ^ 1) & (p(9) | p(2)));
  const pairsFirst = (p(9) | p(2)) + (p(3) | p(4)) + (p(5) | p(6)) + (p(7) | p(8));
  const pairsSecond = (p(2) | p(3)) + (p(4) | p(5)) + (p(6) | p(7)) + (p(8) | p(9));
  const neighbours = Math.min(pairsFirst, pairsSecond);
  const mustStay = step === 0 ? (p(6) | p(7) | (p(9) ^ 1)) & p(8) : (p(2) | p(3) | (p(5) ^ 1)) & p(4);
  return crossings === 1 && neighbours >= 2 && neighbours <= 3 && mustStay === 0;
}
