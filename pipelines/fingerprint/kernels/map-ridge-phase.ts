import { divisorOf } from "./byte-angles.ts";
import { flowCellPx } from "./flow-cells.ts";
import { createScratch } from "./scratch.ts";

/** What stands where there is no phase. */
export const noPhase = 127;
const reach = 4;
/** The map's first row is the print's fifth. */
export const phaseShiftPx = 4;

/** Taps of the filters from the middle outwards. */
const gauss = Float64Array.of(122, 78, 20, 2, 0);
const gaussSecond = Float64Array.of(-112, -7, 48, 14, 1);
const wideSecond = Float64Array.of(-90, -23, 21, 7, 1);
const slopes = Float64Array.of(0, 71, 37, 6, 0);
const wideSlopes = Float64Array.of(0, 52, 27, 4, 0);
const thirds = Float64Array.of(0, -92, -12, 8, 1);

const room = createScratch();

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
  const lines = room(6 * lineLength);
  for (let row = 0; row < rows; row += 1) {
    const cells = (Math.floor(row / flowCellPx) + 1) * columns;
    const [first, end] = findExtent(flow, cells, columns);
    if (first === end) continue;
    // The reference's filters have seen nothing before the first row's fifth pixel, nor behind the last row.
    const from = Math.max(flowCellPx * first, row === 0 ? 2 * reach : 0);
    const until = Math.min(flowCellPx * end + 2 * reach, row === rows - 1 ? widthPx + reach : lineLength);
    if (row === 0 || row === rows - 1) lines.fill(0);
    filterDown(pixels, widthPx, row, from, until, lines);
    for (let cell = first; cell < end; cell += 1) {
      mapCell(lines, lineLength, cell, flow, cells, phases, row * widthPx + flowCellPx * cell);
    }
  }
  return phases;
}

/** Four pixels of one row, which share a direction. */
function mapCell(
  lines: Float64Array,
  lineLength: number,
  cell: number,
  flow: Int8Array,
  cells: number,
  phases: Uint8Array,
  at: number,
): void {
  const cosine = flow[2 * (cells + cell)]!;
  const sine = flow[2 * (cells + cell) + 1]!;
  if (cosine === 0 && sine === 0) return;
  filterAcross(lines, lineLength, flowCellPx * cell, cosine, sine);
  for (let pixel = 0; pixel < flowCellPx; pixel += 1) phases[at + pixel] = readPhase(pixel);
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
  lines: Float64Array,
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
 * What the filters answer at the four pixels of a cell: 4 even ones, 4 odd ones. Three basis filters make the even one
 * and four the odd one, each with the share that the direction gives it.
 */
const answers = new Float64Array(2 * flowCellPx);
const even = 0;
const odd = flowCellPx;

function filterAcross(lines: Float64Array, length: number, left: number, cosine: number, sine: number): void {
  const round = (value: number) => (value + 64) >> 7;
  const along = round(cosine * cosine);
  const across = round(sine * sine);
  answers.fill(0);
  addEven(lines, left, along, gaussSecond, even);
  addOdd(lines, left + 3 * length, round(2 * cosine * sine), slopes, even);
  addEven(lines, left + length, across, gauss, even);
  addOdd(lines, left, round(cosine * along), thirds, odd);
  addEven(lines, left + 4 * length, round(3 * along * sine), wideSecond, odd);
  addOdd(lines, left + 2 * length, round(3 * across * cosine), wideSlopes, odd);
  addEven(lines, left + 5 * length, round(sine * across), gauss, odd);
}

/** A filter that is the same on both sides: taps from the middle on. `left` is 4 pixels before the cell. */
function addEven(lines: Float64Array, left: number, share: number, taps: Float64Array, to: number): void {
  const tap0 = share * taps[0]!;
  const tap1 = share * taps[1]!;
  const tap2 = share * taps[2]!;
  const tap3 = share * taps[3]!;
  const tap4 = share * taps[4]!;
  const level0 = lines[left + 0]!;
  const level1 = lines[left + 1]!;
  const level2 = lines[left + 2]!;
  const level3 = lines[left + 3]!;
  const level4 = lines[left + 4]!;
  const level5 = lines[left + 5]!;
  const level6 = lines[left + 6]!;
  const level7 = lines[left + 7]!;
  const level8 = lines[left + 8]!;
  const level9 = lines[left + 9]!;
  const level10 = lines[left + 10]!;
  const level11 = lines[left + 11]!;
  answers[to + 0] =
    answers[to + 0]! +
    tap0 * level4 +
    tap1 * (level5 + level3) +
    tap2 * (level6 + level2) +
    tap3 * (level7 + level1) +
    tap4 * (level8 + level0);
  answers[to + 1] =
    answers[to + 1]! +
    tap0 * level5 +
    tap1 * (level6 + level4) +
    tap2 * (level7 + level3) +
    tap3 * (level8 + level2) +
    tap4 * (level9 + level1);
  answers[to + 2] =
    answers[to + 2]! +
    tap0 * level6 +
    tap1 * (level7 + level5) +
    tap2 * (level8 + level4) +
    tap3 * (level9 + level3) +
    tap4 * (level10 + level2);
  answers[to + 3] =
    answers[to + 3]! +
    tap0 * level7 +
    tap1 * (level8 + level6) +
    tap2 * (level9 + level5) +
    tap3 * (level10 + level4) +
    tap4 * (level11 + level3);
}

/** A filter that changes sign in the middle. */
function addOdd(lines: Float64Array, left: number, share: number, taps: Float64Array, to: number): void {
  const tap1 = share * taps[1]!;
  const tap2 = share * taps[2]!;
  const tap3 = share * taps[3]!;
  const tap4 = share * taps[4]!;
  const level0 = lines[left + 0]!;
  const level1 = lines[left + 1]!;
  const level2 = lines[left + 2]!;
  const level3 = lines[left + 3]!;
  const level4 = lines[left + 4]!;
  const level5 = lines[left + 5]!;
  const level6 = lines[left + 6]!;
  const level7 = lines[left + 7]!;
  const level8 = lines[left + 8]!;
  const level9 = lines[left + 9]!;
  const level10 = lines[left + 10]!;
  const level11 = lines[left + 11]!;
  answers[to + 0] =
    answers[to + 0]! +
    tap1 * (level5 - level3) +
    tap2 * (level6 - level2) +
    tap3 * (level7 - level1) +
    tap4 * (level8 - level0);
  answers[to + 1] =
    answers[to + 1]! +
    tap1 * (level6 - level4) +
    tap2 * (level7 - level3) +
    tap3 * (level8 - level2) +
    tap4 * (level9 - level1);
  answers[to + 2] =
    answers[to + 2]! +
    tap1 * (level7 - level5) +
    tap2 * (level8 - level4) +
    tap3 * (level9 - level3) +
    tap4 * (level10 - level2);
  answers[to + 3] =
    answers[to + 3]! +
    tap1 * (level8 - level6) +
    tap2 * (level9 - level5) +
    tap3 * (level10 - level4) +
    tap4 * (level11 - level3);
}

function readPhase(pixel: number): number {
  const evenPart = (answers[even + pixel]! + 1024) >> 11;
  const oddPart = (answers[odd + pixel]! + 1024) >> 11;
  if (evenPart === 0) return noPhase;
  const divisor = divisorOf(evenPart, oddPart, 0);
  const level = divisor === 0 ? 0 : (((evenPart / divisor) | 0) << 24) >> 24;
  return (127 - level) & 0xf0;
}
