import type { InkMask } from "../kernels/drop-specks.ts";
import { findInks, type Ink } from "./find-inks.ts";
import { findPrint, type PrintedRow } from "./find-print.ts";
import { findRuling } from "./find-ruling.ts";
import { labelInk } from "./kernels/label-ink.ts";
import { unmixDepths } from "./kernels/unmix-depths.ts";
import { type Depth, measureDepth, withMean } from "./measure-depth.ts";
import type { Sheet } from "./open-scan.ts";
import { removeRuling } from "./remove-ruling.ts";
import { splitDepths } from "./split-depths.ts";

export type SeparatedPen = {
  readonly mask: InkMask;
  /** How much of the pen each pixel has: 1 is its usual depth. */
  readonly cover: Float32Array;
  /** What was printed on the sheet besides its ruling, and is not in the mask. */
  readonly print: readonly PrintedRow[];
};

/** Of the pen's usual depth, this much is ink: the soft edge's middle. */
export const coverMin = 0.42;
/** So much of a printed line may be left where it was uneven: a sheet with nothing deeper bears no ink. */
const residueRatio = 0.3;
/** Smaller patches are dust. */
const speckMm2 = 0.08;

/** What the pen wrote on a sheet, without ruling, print and stamps. */
export function separatePen(sheet: Sheet): SeparatedPen {
  const measured = measureDepth(sheet);
  const ruling = findRuling(measured);
  const unruled = removeRuling(measured, ruling);
  const { written, print } = removePrint(unruled);
  const { pen, others } = findInks(written);
  const { widthPx, heightPx } = sheet;
  const cover = new Float32Array(widthPx * heightPx);
  const mask = { widthPx, heightPx, ink: new Uint8Array(cover.length) };
  if (pen === null) return { mask, cover, print };
  const levels = levelsOfPen(written, pen, others);
  const { penFrom, penLevel, strokeLevels } = splitDepths(
    { widthPx, heightPx, levels },
    written.inkFrom,
    sheet.pxPerMm,
  );
  const residue = residueRatio * Math.max(0, ...ruling.map(({ level }) => level));
  if (penLevel < residue) return { mask, cover, print };
  for (let index = 0; index < cover.length; index += 1) {
    if ((strokeLevels[index] ?? 0) < penFrom) continue;
    const level = levels[index] ?? 0;
    cover[index] = level / penLevel;
    mask.ink[index] = level >= written.inkFrom && level >= coverMin * penLevel ? 1 : 0;
  }
  dropPatches(mask, speckMm2 * sheet.pxPerMm ** 2);
  return { mask, cover, print };
}

/** Of each pixel's mean depth what is the pen's, not that of an ink of another colour. */
function levelsOfPen({ mean, planes }: Depth, pen: Ink, others: readonly Ink[]): Uint8Array {
  if (others.length === 0) return mean;
  const amounts = unmixDepths(planes, [pen.shares, ...others.map(({ shares }) => shares)]);
  const levels = new Uint8Array(mean.length);
  for (let index = 0; index < levels.length; index += 1) {
    levels[index] = Math.min(255, (amounts[index] ?? 0) / planes.length + 0.5);
  }
  return levels;
}

/** Rows of letters go before colours are told apart, or black print would be taken for the pen. */
function removePrint(depth: Depth): { readonly written: Depth; readonly print: readonly PrintedRow[] } {
  const { widthPx, heightPx, mean, inkFrom, pxPerMm } = depth;
  const ink = new Uint8Array(mean.length);
  for (let index = 0; index < ink.length; index += 1) ink[index] = (mean[index] ?? 0) >= inkFrom ? 1 : 0;
  const { labels, patches } = labelInk({ widthPx, heightPx, ink });
  const speckPx = (speckMm2 / 4) * pxPerMm ** 2;
  const print = findPrint(
    patches.filter(({ areaPx }) => areaPx >= speckPx),
    pxPerMm,
  );
  if (print.length === 0) return { written: depth, print };
  const isPrint = new Uint8Array(patches.length + 1);
  for (const { label } of print.flat()) isPrint[label] = 1;
  const planes = depth.planes.map((plane) => {
    const left = Uint8Array.from(plane);
    for (let index = 0; index < left.length; index += 1) if (isPrint[labels[index] ?? 0] === 1) left[index] = 0;
    return left;
  });
  return { written: withMean({ ...depth, planes }), print };
}

function dropPatches(mask: InkMask, areaMinPx: number): void {
  const { labels, patches } = labelInk(mask);
  const isDropped = new Uint8Array(patches.length + 1);
  for (const { label, areaPx } of patches) isDropped[label] = areaPx < areaMinPx ? 1 : 0;
  for (let index = 0; index < labels.length; index += 1) if (isDropped[labels[index] ?? 0] === 1) mask.ink[index] = 0;
}
