import type { InkPatch } from "./kernels/label-ink.ts";

/** A line of type has at least so many letters, no smaller than this, with no wider gaps between them. */
const lettersMin = 5;
const letterMinMm = 1;
const gapMaxRatio = 1.6;
const heightRatio = 0.5;
const shiftMaxRatio = 0.2;
/** Feet of type stand on one line to this share of its height; those of a hand's letters, however neat, do not. */
const strayMaxRatio = 0.04;
/** What is no thicker than this and at least so long is the side of a box. */
const bar = { thicknessMaxMm: 0.6, lengthMinMm: 5 } as const;
/** A hand draws one or two of such. */
const barsMin = 3;

/**
 * Which patches are type of any size or sides of a table, among what counts as the pen's: headlines, and letters and lines
 * that hang together.
 */
export function findType(patches: readonly InkPatch[], pxPerMm: number): ReadonlySet<number> {
  const type = new Set<number>();
  const letters = patches
    .filter((patch) => heightOf(patch) >= letterMinMm * pxPerMm)
    .toSorted((one, other) => one.left - other.left);
  const isUsed = new Set<number>();
  for (const start of letters) {
    if (isUsed.has(start.label)) continue;
    const row = growRow(start, letters);
    if (row.length < lettersMin || strayOf(row) > strayMaxRatio) continue;
    for (const { label } of row) {
      isUsed.add(label);
      type.add(label);
    }
  }
  const bars = patches.filter((patch) => isBar(patch, pxPerMm));
  if (bars.length >= barsMin) for (const { label } of bars) type.add(label);
  return type;
}

function growRow(start: InkPatch, letters: readonly InkPatch[]): readonly InkPatch[] {
  const row = [start];
  for (const next of letters) {
    const last = row.at(-1) ?? start;
    if (next.left <= last.left) continue;
    const [lower, higher] = [heightOf(last), heightOf(next)].sort((one, other) => one - other);
    if (lower === undefined || higher === undefined) continue;
    if (next.left - last.right > gapMaxRatio * higher) continue;
    const isBeside = lower >= heightRatio * higher && Math.abs(next.bottom - last.bottom) <= shiftMaxRatio * higher;
    if (isBeside) row.push(next);
  }
  return row;
}

/** How far the feet of a row usually stand off its line, as a share of its height. */
function strayOf(row: readonly InkPatch[]): number {
  const feet = row.map(({ left, right, bottom }) => ({ x: (left + right) / 2, y: bottom }));
  const meanX = feet.reduce((sum, { x }) => sum + x, 0) / feet.length;
  const meanY = feet.reduce((sum, { y }) => sum + y, 0) / feet.length;
  let [xx, xy] = [0, 0];
  for (const { x, y } of feet) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  const slope = xx === 0 ? 0 : xy / xx;
  const off = feet.map(({ x, y }) => Math.abs(y - meanY - slope * (x - meanX)));
  return middleOf(off) / Math.max(1, middleOf(row.map(heightOf)));
}

function isBar({ left, right, top, bottom }: InkPatch, pxPerMm: number): boolean {
  const sides = [right - left + 1, bottom - top + 1];
  return Math.min(...sides) <= bar.thicknessMaxMm * pxPerMm && Math.max(...sides) >= bar.lengthMinMm * pxPerMm;
}

function heightOf({ top, bottom }: InkPatch): number {
  return bottom - top + 1;
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
}
