import type { InkPoint } from "../../runtime/kernel/biometric.ts";
import type { GrayImage, PageImage } from "../../runtime/kernel/image.ts";
import { frameInk, renderPpi } from "./frame-ink.ts";
import type { InkMask } from "./kernels/drop-specks.ts";
import { drawCover } from "./paper/draw-cover.ts";
import { layFlat } from "./paper/lay-flat.ts";
import { measurePrint, noPrint, type PrintMeasures } from "./paper/measure-print.ts";
import { lumaOf, type Sheet } from "./paper/open-scan.ts";
import { separatePen } from "./paper/separate-pen.ts";
import { vectoriseInk } from "./paper/vectorise-ink.ts";
import type { Nib } from "./smooth-line.ts";

export type ReadPaper = {
  /** The middle lines of the ink with its width, in millimetres from the sheet's top left, as it lies straight. */
  readonly lines: readonly (readonly Nib[])[];
  /** The same lines in millimetres from the scan's top left; `t` counts up along each, `p` is 0. */
  readonly strokes: readonly (readonly InkPoint[])[];
  /** 300 ppi, the pen's ink alone, in the frame of `lines`. */
  readonly image: GrayImage;
  /** Gray levels between the paper's and the ink's middle level; 0 without ink. */
  readonly inkContrast: number;
  /** As stated, by the sheet's own size, or supposed where neither says anything. */
  readonly resolutionPpi: number;
  /** Ink pixels on the sheet's outermost frame: the signature goes on beyond it. */
  readonly edgePixels: number;
  /** What speaks for a page of print instead of a signature. */
  readonly print: PrintMeasures;
};

/** A signature covers no more of its sheet and has no more pieces: what does is a picture, or a page of writing. */
const inkMaxRatio = 0.35;
const piecesMax = 400;

const blank: ReadPaper = {
  lines: [],
  strokes: [],
  image: { widthPx: 1, heightPx: 1, resolutionPpi: renderPpi, pixels: Uint8Array.of(255) },
  inkContrast: 0,
  resolutionPpi: 0,
  edgePixels: 0,
  print: noPrint,
};

/**
 * Finds the sheet, lays it straight, tells the pen's ink from paper, ruling, print and stamps, whatever the shading, and
 * follows its lines. Gray scans tell stamps from the pen by their depth alone.
 */
export function readPaper(scan: GrayImage | PageImage): ReadPaper {
  const flat = layFlat(scan);
  if (flat === null) return { ...blank, resolutionPpi: Number.isFinite(scan.resolutionPpi) ? scan.resolutionPpi : 0 };
  const { opened, sheet, resolutionPpi } = flat;
  const pen = separatePen(sheet);
  const print = measurePrint(pen, sheet.pxPerMm);
  if (!isSignature(pen.mask, print)) return { ...blank, print, resolutionPpi };
  const lines = vectoriseInk(pen.mask, sheet.pxPerMm);
  const frame = frameInk(lines);
  if (frame === null) return { ...blank, print, resolutionPpi };
  return {
    resolutionPpi,
    lines,
    strokes: lines.map((line) => line.map((nib, t) => placeOnScan(nib, t, sheet, opened))),
    image: drawCover(pen, frame, sheet.pxPerMm),
    inkContrast: measureContrast(lumaOf(sheet), pen.mask),
    edgePixels: countEdge(pen.mask),
    print,
  };
}

function isSignature(mask: InkMask, { pieces }: PrintMeasures): boolean {
  let area = 0;
  for (let index = 0; index < mask.ink.length; index += 1) area += mask.ink[index] ?? 0;
  return area > 0 && area <= inkMaxRatio * mask.ink.length && pieces <= piecesMax;
}

/** Scan and opened scan show the same, so that a millimetre is one on both. */
function placeOnScan({ xMm, yMm }: Nib, t: number, sheet: Sheet, opened: Sheet): InkPoint {
  const place = sheet.toScan(xMm * sheet.pxPerMm, yMm * sheet.pxPerMm);
  const one = opened.toScan(1, 1);
  return { x: place.x / one.x / opened.pxPerMm, y: place.y / one.y / opened.pxPerMm, t, p: 0, down: true };
}

function countEdge({ widthPx, heightPx, ink }: InkMask): number {
  let count = 0;
  for (let x = 0; x < widthPx; x += 1) count += (ink[x] ?? 0) + (ink[(heightPx - 1) * widthPx + x] ?? 0);
  for (let y = 1; y < heightPx - 1; y += 1) count += (ink[y * widthPx] ?? 0) + (ink[(y + 1) * widthPx - 1] ?? 0);
  return count;
}

function measureContrast(luma: Uint8Array, { ink }: InkMask): number {
  const dark = new Uint32Array(256);
  const light = new Uint32Array(256);
  for (let index = 0; index < luma.length; index += 1) {
    const counts = ink[index] === 1 ? dark : light;
    const level = luma[index] ?? 0;
    counts[level] = (counts[level] ?? 0) + 1;
  }
  return Math.max(0, middleOf(light) - middleOf(dark));
}

function middleOf(counts: Uint32Array): number {
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  let passed = 0;
  return Math.max(
    0,
    counts.findIndex((count) => {
      passed += count;
      return passed >= half;
    }),
  );
}
