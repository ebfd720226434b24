import type { PrintedRow } from "./find-print.ts";
import { findType } from "./find-type.ts";
import { type InkPatch, labelInk } from "./kernels/label-ink.ts";
import type { SeparatedPen } from "./separate-pen.ts";

/** What tells a signature on its sheet from what is left of a page of print. */
export type PrintMeasures = {
  /** Lines of text on the sheet. */
  readonly printRows: number;
  /** Usual height of a printed letter; 0 where there is no line of text. */
  readonly letterMm: number;
  /** Separate pieces of what counts as the pen's ink. */
  readonly pieces: number;
  /** Longer side of the largest of them. */
  readonly longestMm: number;
  /** Share of it, by area, that is type or the sides of a table. */
  readonly typeRatio: number;
};

export const noPrint: PrintMeasures = { printRows: 0, letterMm: 0, pieces: 0, longestMm: 0, typeRatio: 0 };

/** Fewer letters in a row are the words within a stamp as well. */
const lineLettersMin = 8;
/** A line to sign on is a row as well, of dots. */
const letterMinMm = 0.8;
/** Rows nearer than this are parts of one line. */
const lineApartMm = 2;

export function measurePrint({ mask, print }: Pick<SeparatedPen, "mask" | "print">, pxPerMm: number): PrintMeasures {
  const lines = print.filter((row) => isText(row, pxPerMm));
  const heights = lines
    .flatMap((row) => row.map(({ top, bottom }) => bottom - top + 1))
    .sort((one, other) => one - other);
  const { patches } = labelInk(mask);
  const sides = patches.map(({ left, right, top, bottom }) => Math.max(right - left, bottom - top) + 1);
  return {
    printRows: countLines(lines, lineApartMm * pxPerMm),
    letterMm: (heights[heights.length >> 1] ?? 0) / pxPerMm,
    pieces: patches.length,
    longestMm: sides.reduce((longest, side) => Math.max(longest, side), 0) / pxPerMm,
    typeRatio: measureType(patches, pxPerMm),
  };
}

function isText(row: PrintedRow, pxPerMm: number): boolean {
  return row.filter(({ top, bottom }) => bottom - top + 1 >= letterMinMm * pxPerMm).length >= lineLettersMin;
}

function measureType(patches: readonly InkPatch[], pxPerMm: number): number {
  const type = findType(patches, pxPerMm);
  let [typed, all] = [0, 0];
  for (const { label, areaPx } of patches) {
    all += areaPx;
    if (type.has(label)) typed += areaPx;
  }
  return all === 0 ? 0 : typed / all;
}

/** Rows at one height are counted once. */
function countLines(rows: readonly PrintedRow[], apartPx: number): number {
  const middles = rows.map(middleOf).sort((one, other) => one - other);
  let [count, last] = [0, Number.NEGATIVE_INFINITY];
  for (const middle of middles) {
    if (middle - last <= apartPx) continue;
    count += 1;
    last = middle;
  }
  return count;
}

function middleOf(row: PrintedRow): number {
  return row.reduce((sum, { top, bottom }) => sum + (top + bottom) / 2, 0) / row.length;
}
