import type { InkPoint } from "../../runtime/kernel/biometric.ts";
import type { Box } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { dropSpecks, type InkMask } from "./kernels/drop-specks.ts";
import { separateInk } from "./kernels/separate-ink.ts";
import { thinInk } from "./kernels/thin-ink.ts";
import { marginMm, renderPpi } from "./render-ink.ts";
import { traceLines } from "./trace-lines.ts";
import { whitenPaper } from "./whiten-paper.ts";

export type ReadPaper = {
  /** The middle lines of the ink, in millimetres from the scan's top left; `t` counts up along each, `p` is 0. */
  readonly strokes: readonly (readonly InkPoint[])[];
  readonly image: GrayImage;
  /** Gray levels between the paper's and the ink's middle level; 0 without ink. */
  readonly inkContrast: number;
  /** Ink pixels on the scan's outermost frame: the signature goes on beyond it. */
  readonly edgePixels: number;
};

const mmPerInch = 25.4;
/** Scans outside of this are not sized in millimetres by their own figure. */
const ppiRange = { min: 50, max: 1200 } as const;
/** The surroundings that a pixel is compared with reach this far. */
const surroundingsMm = 5;
/** Smaller patches are dust. */
const speckMm2 = 0.08;
/** Shorter lines are what thinning leaves of a ragged edge. */
const lineMinMm = 0.8;
/** A line read at scanning resolution has steps; every so many of its points are kept. */
const keptEveryPx = 3;

/** Separates ink from paper, whatever the shading, and follows its lines. */
export function readPaper(scan: GrayImage): ReadPaper {
  const isSized = scan.resolutionPpi >= ppiRange.min && scan.resolutionPpi <= ppiRange.max;
  const pxPerMm = (isSized ? scan.resolutionPpi : renderPpi) / mmPerInch;
  const ink = separateInk(scan, Math.max(4, Math.round(surroundingsMm * pxPerMm)));
  const mask = { widthPx: scan.widthPx, heightPx: scan.heightPx, ink };
  const patches = dropSpecks(mask, Math.max(3, Math.round(speckMm2 * pxPerMm * pxPerMm)));
  if (patches === 0) {
    const image = { widthPx: 1, heightPx: 1, resolutionPpi: renderPpi, pixels: Uint8Array.of(255) };
    return { strokes: [], image, inkContrast: 0, edgePixels: 0 };
  }
  fillPinholes(mask, Math.round(speckMm2 * pxPerMm * pxPerMm));
  const box = boundInk(mask);
  const levels = middleLevels(scan, mask);
  const image = whitenPaper(scan, grow(box, Math.round(marginMm * pxPerMm), scan), { ...levels, pxPerMm });
  const edgePixels = countEdge(mask);
  return { strokes: readLines(mask, box, pxPerMm), image, inkContrast: levels.paper - levels.ink, edgePixels };
}

/** A pinhole would become a ring when its line is thinned. */
function fillPinholes({ widthPx, heightPx, ink }: InkMask, areaMinPx: number): void {
  const ground = ink.map((isInk) => 1 - isInk);
  dropSpecks({ widthPx, heightPx, ink: ground }, areaMinPx);
  ground.forEach((isGround, index) => {
    ink[index] = 1 - isGround;
  });
}

function readLines(mask: InkMask, box: Box, pxPerMm: number): InkPoint[][] {
  // Thinning clears its frame, so that the part cut out has one of its own.
  const framed = cutFramed(mask, box);
  thinInk(framed);
  const lines = traceLines(framed).filter((line, _, all) => all.length === 1 || line.length >= lineMinMm * pxPerMm);
  return lines.map((line) =>
    line
      .filter((_, index) => index % keptEveryPx === 0 || index === line.length - 1)
      .map(({ x, y }, index) => ({
        x: (box.x + x - 1 + 0.5) / pxPerMm,
        y: (box.y + y - 1 + 0.5) / pxPerMm,
        t: index,
        p: 0,
        down: true,
      })),
  );
}

function cutFramed({ widthPx, ink }: InkMask, box: Box): InkMask {
  const framed = { widthPx: box.width + 2, heightPx: box.height + 2 };
  const cut = new Uint8Array(framed.widthPx * framed.heightPx);
  for (let row = 0; row < box.height; row += 1) {
    const start = (box.y + row) * widthPx + box.x;
    cut.set(ink.subarray(start, start + box.width), (row + 1) * framed.widthPx + 1);
  }
  return { ...framed, ink: cut };
}

function boundInk({ widthPx, heightPx, ink }: InkMask): Box {
  let left = widthPx;
  let right = -1;
  let top = heightPx;
  let bottom = -1;
  ink.forEach((isInk, index) => {
    if (isInk === 0) return;
    const x = index % widthPx;
    const y = Math.floor(index / widthPx);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  });
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function grow(box: Box, marginPx: number, { widthPx, heightPx }: GrayImage): Box {
  const x = Math.max(0, box.x - marginPx);
  const y = Math.max(0, box.y - marginPx);
  const right = Math.min(widthPx, box.x + box.width + marginPx);
  const bottom = Math.min(heightPx, box.y + box.height + marginPx);
  return { x, y, width: right - x, height: bottom - y };
}

function countEdge({ widthPx, heightPx, ink }: InkMask): number {
  let count = 0;
  ink.forEach((isInk, index) => {
    if (isInk === 0) return;
    const x = index % widthPx;
    const y = Math.floor(index / widthPx);
    if (x === 0 || y === 0 || x === widthPx - 1 || y === heightPx - 1) count += 1;
  });
  return count;
}

function middleLevels({ pixels }: GrayImage, { ink }: InkMask): { readonly paper: number; readonly ink: number } {
  const dark = new Uint32Array(256);
  const light = new Uint32Array(256);
  pixels.forEach((level, index) => {
    const counts = ink[index] === 1 ? dark : light;
    counts[level] = (counts[level] ?? 0) + 1;
  });
  return { paper: middleOf(light), ink: middleOf(dark) };
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
