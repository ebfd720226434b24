import type { InkPatch } from "./kernels/label-ink.ts";

/** Printed letters, and the dots of a line to sign on, are no larger than this. */
const letterMaxMm = { width: 8, height: 5 } as const;
/** A row has at least so many pieces, not farther apart than this, nor higher or lower. */
const rowMin = 5;
const gapMaxMm = 4.5;
const shiftMaxRatio = 0.35;
const shiftMinMm = 0.3;
/** Printed letters are of about one height. */
const heightRatio = 0.6;

/** Small pieces of one height on one line, as no hand signs: in order, from left to right. */
export type PrintedRow = readonly InkPatch[];

/** Which patches are print, row by row; a line of words with wide gaps is several rows. */
export function findPrint(patches: readonly InkPatch[], pxPerMm: number): readonly PrintedRow[] {
  const small = patches
    .filter(({ left, right, top, bottom }) => {
      const [width, height] = [(right - left + 1) / pxPerMm, (bottom - top + 1) / pxPerMm];
      return width <= letterMaxMm.width && height <= letterMaxMm.height;
    })
    .toSorted((one, other) => one.left - other.left);
  const rows: PrintedRow[] = [];
  const isUsed = new Set<number>();
  for (const start of small) {
    if (isUsed.has(start.label)) continue;
    const row = growRow(start, small, pxPerMm);
    if (row.length < rowMin) continue;
    for (const { label } of row) isUsed.add(label);
    rows.push(row);
  }
  return rows;
}

function growRow(start: InkPatch, small: readonly InkPatch[], pxPerMm: number): PrintedRow {
  const row = [start];
  for (const next of small) {
    const last = row.at(-1) ?? start;
    if (next.left <= last.left) continue;
    if (next.left - last.right > gapMaxMm * pxPerMm) break;
    if (isBeside(last, next, pxPerMm)) row.push(next);
  }
  return row;
}

function isBeside(last: InkPatch, next: InkPatch, pxPerMm: number): boolean {
  const [lastHeight, nextHeight] = [last.bottom - last.top + 1, next.bottom - next.top + 1];
  const [lower, higher] = [Math.min(lastHeight, nextHeight), Math.max(lastHeight, nextHeight)];
  if (lower < heightRatio * higher && higher > pxPerMm) return false;
  const shiftMax = Math.max(shiftMinMm * pxPerMm, shiftMaxRatio * higher);
  return Math.abs(next.bottom - last.bottom) <= shiftMax || Math.abs(next.top - last.top) <= shiftMax;
}
