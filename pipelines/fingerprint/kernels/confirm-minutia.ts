import { cosineOf, sineOf } from "./byte-angles.ts";
import { noPhase } from "./map-ridge-phase.ts";

const patchPx = 19;
const tapReach = 8;
/** The filters are tried at 3 × 3 places in the middle. */
const places = 3;
const middle = (patchPx - places) / 2;

/** From the middle outwards; along the ridge one even and one odd filter. */
const alongEven = Int32Array.of(50, 48, 41, 32, 23, 14, 8, 4, 2);
const alongOdd = Int32Array.of(0, 48, 82, 96, 90, 72, 50, 30, 16);
/**
 * Across the ridge, from the finest to the coarsest: what a parting looks like on both sides, and what a ridge does.
 */
const acrossPairs = [
  Int32Array.of(0, 55, -53, -61, 74, 3, -28, 7, 3),
  Int32Array.of(0, 42, 0, -83, 3, 63, -1, -25, 1),
  Int32Array.of(0, 29, 25, -50, -58, 22, 51, 5, -24),
  Int32Array.of(-2, 16, 28, -14, -60, -41, 18, 41, 13),
  Int32Array.of(0, 13, 28, 13, -27, -50, -29, 14, 38),
] as const;
const acrossSingles = [
  Int32Array.of(52, -14, -32, 22, 6, -9, 1, 1, 0),
  Int32Array.of(44, 0, -36, 1, 19, 0, -7, 0, 2),
  Int32Array.of(37, 9, -28, -18, 12, 14, -1, -6, -1),
  Int32Array.of(31, 13, -17, -24, -5, 13, 11, 0, -5),
  Int32Array.of(26, 15, -7, -21, -16, 0, 11, 10, 3),
] as const;
const scales = acrossPairs.length;
const responseCount = places * places * scales;

const confidenceMin = 80;
/** Of 256, how strong the opposite answer may be. */
const doubtMax = 102;

const patch = new Uint8Array(patchPx * patchPx);
const evenLine = new Int32Array(patchPx);
const oddLine = new Int32Array(patchPx);
const evenSides = new Int32Array(tapReach + 1);
const oddSides = new Int32Array(tapReach + 1);

/**
 * How surely a ridge or valley begins at a point, running along `angle` (256 a turn) or against it: 80 and more, or 0
 * when that is not clear. The phase around is compared with one ridge on one side and two on the other at five ridge
 * widths: what is the same on both sides adds to what changes sides when the ridge begins that way, and takes away from
 * it the other way.
 */
export function confirmMinutia(
  phases: Uint8Array,
  widthPx: number,
  { x, y, angle }: { readonly x: number; readonly y: number; readonly angle: number },
): number {
  readPatch(phases, widthPx, x, y, angle);
  let strongest = 0;
  let opposite = 0;
  for (let at = 0; at < responseCount; at += 1) {
    const scale = at % scales;
    if (at % (places * scales) === 0) filterAlong(middle + at / (places * scales));
    if (scale === 0) foldLines(middle + ((at / scales) % places));
    const same = weigh(evenSides, acrossPairs[scale]!);
    const change = weigh(oddSides, acrossSingles[scale]!);
    // Later places and rows weigh less, by their number.
    const weight = 16 - Math.floor(at / 9);
    const onward = (Math.imul(Math.abs(same + change), weight) + 8) >> 4;
    const backward = (Math.imul(Math.abs(same - change), weight) + 8) >> 4;
    if (Math.max(onward, backward) <= strongest) continue;
    strongest = Math.max(onward, backward);
    opposite = Math.min(onward, backward);
  }
  const confidence = (strongest + 65_536) >> 17;
  const doubt = (opposite + 65_536) >> 17;
  return confidence < confidenceMin || confidence * doubtMax < 256 * doubt ? 0 : confidence;
}

/** A square of phase turned to the angle, in steps of 127 / 128 pixels. */
function readPatch(phases: Uint8Array, widthPx: number, x: number, y: number, angle: number): void {
  const cosine = cosineOf(angle);
  const sine = sineOf(angle);
  const half = (patchPx - 1) / 2;
  let rowX = 128 * x - half * (cosine - sine);
  let rowY = 128 * y - half * (sine + cosine);
  for (let row = 0; row < patch.length; row += patchPx) {
    for (let column = 0; column < patchPx; column += 1) {
      patch[row + column] = samplePhase(phases, widthPx, rowX + column * cosine, rowY + column * sine);
    }
    rowX -= sine;
    rowY += cosine;
  }
}

/** Between four pixels, from 1 / 128 of a pixel; beyond the map there is no phase. */
function samplePhase(phases: Uint8Array, widthPx: number, x: number, y: number): number {
  const at = (y >> 7) * widthPx + (x >> 7);
  if (x < 0 || y < 0 || x >> 7 >= widthPx || at + widthPx + 1 >= phases.length) return noPhase;
  const right = x & 127;
  const low = y & 127;
  const upper = phases[at]! * (128 - right) + phases[at + 1]! * right;
  const lower = phases[at + widthPx]! * (128 - right) + phases[at + widthPx + 1]! * right;
  return (upper * (128 - low) + lower * low + 8192) >> 14;
}

/** Filters every column of the patch around one row. */
function filterAlong(row: number): void {
  for (let column = 0; column < patchPx; column += 1) {
    const at = row * patchPx + column;
    let even = alongEven[0]! * patch[at]!;
    let odd = 0;
    for (let off = 1; off <= tapReach; off += 1) {
      const below = patch[at + off * patchPx]!;
      const above = patch[at - off * patchPx]!;
      even += alongEven[off]! * (below + above);
      odd += alongOdd[off]! * (below - above);
    }
    evenLine[column] = even;
    oddLine[column] = odd;
  }
}

/** All filters across are the same on both sides, so that both sides are added first. */
function foldLines(column: number): void {
  evenSides[0] = evenLine[column]!;
  oddSides[0] = oddLine[column]!;
  for (let off = 1; off <= tapReach; off += 1) {
    evenSides[off] = evenLine[column + off]! + evenLine[column - off]!;
    oddSides[off] = oddLine[column + off]! + oddLine[column - off]!;
  }
}

function weigh(sides: Int32Array, taps: Int32Array): number {
  let sum = 0;
  for (let off = 0; off <= tapReach; off += 1) sum += Math.imul(taps[off]!, sides[off]!);
  return sum;
}
