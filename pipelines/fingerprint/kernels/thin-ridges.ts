import { clearFrame } from "../../image/kernels/clear-frame.ts";

/** Thinning ends by itself when nothing changes; a ridge is never so wide that it takes more steps. */
const stepsMax = 80;

/**
 * Thins the ridges (1) of a binary image to lines one pixel wide, keeping their connections (Guo and Hall 1989, parallel
 * thinning in two alternating steps). Works in place; the outermost rows and columns are cleared.
 */
export function thinRidges(ridges: Uint8Array, widthPx: number, heightPx: number): void {
  clearFrame(ridges, widthPx, heightPx);
  const field: Field = { ridges, bits: readBits(ridges, widthPx), around: listOffsets(widthPx) };
  const changedIn = new Uint8Array(ridges.length);
  const deleted = new Int32Array(ridges.length);
  // A pixel needs a new look only until both kinds of step have seen its neighbourhood as it is now.
  let fresh: Int32Array = listBorder(field);
  let stale: Int32Array = new Int32Array(0);
  for (let step = 1; step <= stepsMax && fresh.length + stale.length > 0; step += 1) {
    const table = deletable[(step - 1) & 1]!;
    let count = listDeletable(field, table, stale, deleted, 0);
    count = listDeletable(field, table, fresh, deleted, count);
    stale = fresh;
    fresh = deletePixels(field, deleted.subarray(0, count), changedIn, step);
  }
}

/** The ridges with the neighbourhood of every ridge pixel at hand, kept up to date with each deletion. */
type Field = { readonly ridges: Uint8Array; readonly bits: Uint8Array; readonly around: Int32Array };

function readBits(ridges: Uint8Array, widthPx: number): Uint8Array {
  const bits = new Uint8Array(ridges.length);
  for (let at = 0; at < ridges.length; at += 1) if (ridges[at] === 1) bits[at] = neighbourBits(ridges, at, widthPx);
  return bits;
}

/** From a pixel to its eight neighbours, in the order of the bits. */
function listOffsets(widthPx: number): Int32Array {
  return Int32Array.of(-widthPx, 1 - widthPx, 1, widthPx + 1, widthPx, widthPx - 1, -1, -widthPx - 1);
}

function listBorder({ ridges, bits }: Field): Int32Array {
  const border = new Int32Array(ridges.length);
  let count = 0;
  for (let at = 0; at < ridges.length; at += 1) {
    if (ridges[at] !== 1 || bits[at] === 255) continue;
    border[count] = at;
    count += 1;
  }
  return border.subarray(0, count);
}

/** Appends to `deleted`, from `start` on, the pixels that the table lets go; returns the new end. */
function listDeletable(
  { ridges, bits }: Field,
  table: Uint8Array,
  pixels: Int32Array,
  deleted: Int32Array,
  start: number,
): number {
  let found = start;
  for (let index = 0; index < pixels.length; index += 1) {
    const at = pixels[index]!;
    if (table[bits[at]!] !== 1 || ridges[at] !== 1) continue;
    deleted[found] = at;
    found += 1;
  }
  return found;
}

/** Deletes the pixels at once, tells their neighbours, and lists those that are ridges, each once. */
function deletePixels(
  { ridges, bits, around }: Field,
  deleted: Int32Array,
  changedIn: Uint8Array,
  step: number,
): Int32Array {
  for (let index = 0; index < deleted.length; index += 1) ridges[deleted[index]!] = 0;
  const list = new Int32Array(8 * deleted.length + 1);
  let count = 0;
  for (let side = 0; side < 8; side += 1) {
    const offset = around[side]!;
    const others = ~(1 << ((side + 4) & 7));
    for (let index = 0; index < deleted.length; index += 1) {
      const at = deleted[index]! + offset;
      bits[at] = bits[at]! & others;
      // Written first and counted after: whether it counts is as good as random, and a branch would stall.
      list[count] = at;
      count += ridges[at]! & (changedIn[at] === step ? 0 : 1);
      changedIn[at] = step;
    }
  }
  return list.subarray(0, count);
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
