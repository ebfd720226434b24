import { divisorOf } from "./byte-angles.ts";
import { flowCellPx } from "./flow-cells.ts";
import { createScratch32 } from "./scratch.ts";

/** What stands where there is no phase. */
export const noPhase = 127;
const reach = 4;
/** The map's first row is the print's fifth. */
export const phaseShiftPx = 4;

/** Taps of a filter from the middle outwards. Even ones are the same on both sides, odd ones change sign. */
type Taps = readonly [number, number, number, number, number];
const gauss: Taps = [122, 78, 20, 2, 0];
const gaussSecond: Taps = [-112, -7, 48, 14, 1];
const wideSecond: Taps = [-90, -23, 21, 7, 1];
const slopes: Taps = [0, 71, 37, 6, 0];
const wideSlopes: Taps = [0, 52, 27, 4, 0];
const thirds: Taps = [0, -92, -12, 8, 1];

/** Filters down the columns, and those of them that are filtered along the row as well. */
const downFilters = 6;
const basisFilters = 7;
const downRoom = createScratch32();
const basisRoom = createScratch32();

/**
 * Where each pixel lies between ridge (0) and valley (240), in 16 steps: the angle between an even and an odd filter
 * across the ridges, second and third derivatives of a Gaussian steered by the flow (Freeman and Adelson 1991) with the
 * whole numbers of FingerJetFX OSE. Row 0 is the print's row 4; the last 8 rows, and all without flow, are `noPhase`.
 */
export function mapRidgePhase(pixels: Uint8Array, widthPx: number, flow: Int8Array): Uint8Array {
  const phases = new Uint8Array(pixels.length).fill(noPhase);
  const columns = widthPx / flowCellPx;
  const rows = pixels.length / widthPx - 2 * phaseShiftPx;
  const lineLength = widthPx + 2 * reach;
  const lines = downRoom(downFilters * lineLength);
  const basis = basisRoom(basisFilters * widthPx);
  for (let row = 0; row < rows; row += 1) {
    const cells = (Math.floor(row / flowCellPx) + 1) * columns;
    const [first, end] = findExtent(flow, cells, columns);
    if (first === end) continue;
    // The reference's filters have seen nothing before the first row's fifth pixel, nor behind the last row.
    const from = Math.max(flowCellPx * first, row === 0 ? 2 * reach : 0);
    const until = Math.min(flowCellPx * end + 2 * reach, row === rows - 1 ? widthPx + reach : lineLength);
    if (row === 0 || row === rows - 1) lines.fill(0);
    filterDown(pixels, widthPx, row, from, until, lines);
    filterAlong(lines, lineLength, flowCellPx * first, flowCellPx * end, basis);
    for (let cell = first; cell < end; cell += 1) {
      const at = 2 * (cells + cell);
      const left = flowCellPx * cell;
      steer(basis, widthPx, left, flow[at]!, flow[at + 1]!, phases, row * widthPx + left);
    }
  }
  return phases;
}

/** The first cell of a row with flow, and the one after the last. */
function findExtent(flow: Int8Array, cells: number, columns: number): readonly [number, number] {
  const hasFlow = (cell: number) => flow[2 * (cells + cell)] !== 0 || flow[2 * (cells + cell) + 1] !== 0;
  let first = 0;
  while (first < columns && !hasFlow(first)) first += 1;
  let end = columns;
  while (end > first && !hasFlow(end - 1)) end -= 1;
  return [first, end];
}

/**
 * Six filters down the columns, a line each: three even ones (a Gaussian, its second derivative, the even part of the
 * third order) and three odd ones. Lines begin 4 pixels before the row and end 4 behind it, where the neighbouring rows
 * continue.
 */
function filterDown(
  pixels: Uint8Array,
  widthPx: number,
  row: number,
  from: number,
  end: number,
  lines: Int32Array,
): void {
  const length = widthPx + 2 * reach;
  const start = (row + phaseShiftPx) * widthPx - reach;
  for (let x = from; x < end; x += 1) {
    const at = start + x;
    const here = pixels[at]!;
    const up1 = pixels[at - widthPx]!;
    const up2 = pixels[at - 2 * widthPx]!;
    const up3 = pixels[at - 3 * widthPx]!;
    const up4 = pixels[at - 4 * widthPx]!;
    const down1 = pixels[at + widthPx]!;
    const down2 = pixels[at + 2 * widthPx]!;
    const down3 = pixels[at + 3 * widthPx]!;
    const down4 = pixels[at + 4 * widthPx]!;
    const sum1 = down1 + up1;
    const sum2 = down2 + up2;
    const sum3 = down3 + up3;
    const sum4 = down4 + up4;
    const step1 = down1 - up1;
    const step2 = down2 - up2;
    const step3 = down3 - up3;
    lines[x] = 122 * here + 78 * sum1 + 20 * sum2 + 2 * sum3;
    lines[length + x] = -112 * here - 7 * sum1 + 48 * sum2 + 14 * sum3 + sum4;
    lines[2 * length + x] = -90 * here - 23 * sum1 + 21 * sum2 + 7 * sum3 + sum4;
    lines[3 * length + x] = 71 * step1 + 37 * step2 + 6 * step3;
    lines[4 * length + x] = 52 * step1 + 27 * step2 + 4 * step3;
    lines[5 * length + x] = -92 * step1 - 12 * step2 + 8 * step3 + down4 - up4;
  }
}

/**
 * Along the row, of which `lines` begin 4 pixels earlier: the seven filters of which any direction's even and odd one
 * are sums, a line each.
 */
function filterAlong(lines: Int32Array, length: number, from: number, end: number, basis: Int32Array): void {
  const width = length - 2 * reach;
  const evenly = (down: number, taps: Taps, to: number) =>
    filterEvenly(lines, down * length + from, taps, basis, to * width + from, to * width + end);
  const oddly = (down: number, taps: Taps, to: number) =>
    filterOddly(lines, down * length + from, taps, basis, to * width + from, to * width + end);
  evenly(0, gaussSecond, 0);
  oddly(3, slopes, 1);
  evenly(1, gauss, 2);
  oddly(0, thirds, 3);
  evenly(4, wideSecond, 4);
  oddly(2, wideSlopes, 5);
  evenly(5, gauss, 6);
}

function filterEvenly(
  line: Int32Array,
  from: number,
  [tap0, tap1, tap2, tap3, tap4]: Taps,
  target: Int32Array,
  to: number,
  end: number,
): void {
  let a = line[from]!;
  let b = line[from + 1]!;
  let c = line[from + 2]!;
  let d = line[from + 3]!;
  let e = line[from + 4]!;
  let f = line[from + 5]!;
  let g = line[from + 6]!;
  let h = line[from + 7]!;
  const shift = from + 2 * reach - to;
  for (let at = to; at < end; at += 1) {
    const i = line[at + shift]!;
    target[at] =
      Math.imul(tap0, e) +
      Math.imul(tap1, f + d) +
      Math.imul(tap2, g + c) +
      Math.imul(tap3, h + b) +
      Math.imul(tap4, i + a);
    a = b;
    b = c;
    c = d;
    d = e;
    e = f;
    f = g;
    g = h;
    h = i;
  }
}

function filterOddly(
  line: Int32Array,
  from: number,
  [, tap1, tap2, tap3, tap4]: Taps,
  target: Int32Array,
  to: number,
  end: number,
): void {
  let a = line[from]!;
  let b = line[from + 1]!;
  let c = line[from + 2]!;
  let d = line[from + 3]!;
  let e = line[from + 4]!;
  let f = line[from + 5]!;
  let g = line[from + 6]!;
  let h = line[from + 7]!;
  const shift = from + 2 * reach - to;
  for (let at = to; at < end; at += 1) {
    const i = line[at + shift]!;
    target[at] = Math.imul(tap1, f - d) + Math.imul(tap2, g - c) + Math.imul(tap3, h - b) + Math.imul(tap4, i - a);
    a = b;
    b = c;
    c = d;
    d = e;
    e = f;
    f = g;
    g = h;
    h = i;
  }
}

const round = (value: number) => (value + 64) >> 7;

/** The phase of the four pixels of one row of a cell, which share a direction. */
function steer(
  basis: Int32Array,
  length: number,
  left: number,
  cosine: number,
  sine: number,
  phases: Uint8Array,
  to: number,
): void {
  if (cosine === 0 && sine === 0) return;
  const along = round(cosine * cosine);
  const across = round(sine * sine);
  const slanted = round(2 * cosine * sine);
  const odd0 = round(cosine * along);
  const odd1 = round(3 * along * sine);
  const odd2 = round(3 * across * cosine);
  const odd3 = round(sine * across);
  for (let pixel = 0; pixel < flowCellPx; pixel += 1) {
    const at = left + pixel;
    const even =
      Math.imul(along, basis[at]!) +
      Math.imul(slanted, basis[at + length]!) +
      Math.imul(across, basis[at + 2 * length]!);
    const odd =
      Math.imul(odd0, basis[at + 3 * length]!) +
      Math.imul(odd1, basis[at + 4 * length]!) +
      Math.imul(odd2, basis[at + 5 * length]!) +
      Math.imul(odd3, basis[at + 6 * length]!);
    phases[to + pixel] = readPhase((even + 1024) >> 11, (odd + 1024) >> 11);
  }
}

function readPhase(even: number, odd: number): number {
  if (even === 0) return noPhase;
  const divisor = divisorOf(even, odd, 0);
  const level = divisor === 0 ? 0 : (((even / divisor) | 0) << 24) >> 24;
  return (127 - level) & 0xf0;
}
