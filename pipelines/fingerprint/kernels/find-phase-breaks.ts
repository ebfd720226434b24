import { angleOf, divisorOf } from "./byte-angles.ts";
import { noPhase } from "./map-ridge-phase.ts";
import { createScratch32 } from "./scratch.ts";

/** A point of the phase map around which the phase runs two ways, as it does where a ridge ends or parts. */
export type PhaseBreak = {
  readonly x: number;
  readonly y: number;
  /** 0 to 127, of 256 a turn: which way the phase mostly runs around it. */
  readonly angle: number;
};

/** What both main gradients of the phase must exceed. */
const gradientMin = 1328;
const squarePx = 3;
/** A score stands this far right of and above the point it is for. */
const shiftX = 1;
const shiftY = -2;
/** Directions are taken at every second pixel, 6 such steps to each side. */
const directionReach = 6;

const tensorRoom = createScratch32();
const scoreRoom = createScratch32();

/**
 * Where the phase breaks: the best point of each square of 3 × 3 pixels, where no other within 2 pixels is better and
 * the phase is known all around. In raster order of squares.
 */
export function findPhaseBreaks(phases: Uint8Array, widthPx: number): readonly PhaseBreak[] {
  const heightPx = phases.length / widthPx;
  const scores = scoreRoom(phases.length);
  const directions = scorePhase(phases, widthPx, scores);
  const found: PhaseBreak[] = [];
  for (let top = 2; top + squarePx <= heightPx - 4; top += squarePx) {
    for (let left = 2; left + 4 < widthPx; left += squarePx) {
      const best = findBest(scores, top * widthPx + left, widthPx);
      if (best < 0 || (best % widthPx) + 4 >= widthPx) continue;
      const x = (best % widthPx) - shiftX;
      const row = Math.floor(best / widthPx);
      const y = row - shiftY;
      if (!isSurrounded(phases, y * widthPx + x, widthPx)) continue;
      found.push({ x, y, angle: averageDirection(directions, best % widthPx, row, widthPx, heightPx) });
    }
  }
  return found;
}

/**
 * Fills in how far both main gradients exceed the least, multiplied; 0 where one does not, −1 at the lower end. Returns
 * the direction of the gradient at every second pixel, doubled, two parts each.
 */
function scorePhase(phases: Uint8Array, widthPx: number, scores: Int32Array): Int8Array {
  const directions = new Int8Array(phases.length / 2);
  const known = phases.length - 4 * widthPx;
  const plane = known + 2 * widthPx;
  const sums = tensorRoom(3 * plane);
  sumAcross(phases, widthPx, sums, plane);
  scores.fill(0, 0, known);
  scores.fill(-1, known);
  for (let row = 0; row * widthPx < known; row += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const at = row * widthPx + x;
      const xx = sumDown(sums, at, widthPx);
      const yy = sumDown(sums, at + 2 * plane, widthPx);
      const isSampled = ((row | x) & 1) === 0;
      if (!isSampled && (xx <= gradientMin || yy <= gradientMin)) continue;
      const xy = sumDown(sums, at + plane, widthPx);
      const score = Math.imul(gradientMin - xx, gradientMin - yy) - Math.imul(xy, xy);
      if (xx + yy > 2 * gradientMin && score > 0) scores[at] = score;
      if (isSampled) putDirection(directions, (row / 2) * widthPx + x, xx - yy, 2 * xy);
    }
  }
  return directions;
}

/** Products of the gradient's parts, weighed 1 2 1 along the rows: three planes, each behind two rows of nothing. */
function sumAcross(phases: Uint8Array, widthPx: number, sums: Int32Array, plane: number): void {
  let xx1 = 0;
  let xy1 = 0;
  let yy1 = 0;
  let xx2 = 0;
  let xy2 = 0;
  let yy2 = 0;
  for (let start = 0; start < 3 * plane; start += plane) sums.fill(0, start, start + 2 * widthPx);
  const shift = 3 * widthPx;
  for (let at = 0; at < plane - 2 * widthPx; at += 1) {
    const pixel = at + shift;
    const across = phases[pixel + 1]! - phases[pixel - 1]!;
    const down = phases[pixel + widthPx]! - phases[pixel - widthPx]!;
    const xx = Math.imul(across, across);
    const xy = Math.imul(across, down);
    const yy = Math.imul(down, down);
    const to = at + 2 * widthPx;
    sums[to] = xx + 2 * xx1 + xx2;
    sums[to + plane] = xy + 2 * xy1 + xy2;
    sums[to + 2 * plane] = yy + 2 * yy1 + yy2;
    xx2 = xx1;
    xy2 = xy1;
    yy2 = yy1;
    xx1 = xx;
    xy1 = xy;
    yy1 = yy;
  }
}

function sumDown(sums: Int32Array, at: number, widthPx: number): number {
  return (sums[at]! + 2 * sums[at + widthPx]! + sums[at + 2 * widthPx]! + 16) >> 5;
}

function putDirection(directions: Int8Array, at: number, x: number, y: number): void {
  const divisor = divisorOf(x, y, 0);
  if (divisor === 0) return;
  directions[at] = Math.trunc(x / divisor);
  directions[at + 1] = Math.trunc(y / divisor);
}

/** Where the best score of a square is, or −1 when it is not the best around. */
function findBest(scores: Int32Array, first: number, widthPx: number): number {
  let best = first;
  for (let row = first; row < first + squarePx * widthPx; row += widthPx) {
    for (let at = row; at < row + squarePx; at += 1) if (scores[at]! > scores[best]!) best = at;
  }
  const score = scores[best]!;
  if (score <= 0) return -1;
  for (let row = best - 2 * widthPx; row <= best + 2 * widthPx; row += widthPx) {
    for (let at = row - 2; at <= row + 2; at += 1) if (scores[at]! > score || scores[at]! < 0) return -1;
  }
  return best;
}

function isSurrounded(phases: Uint8Array, at: number, widthPx: number): boolean {
  return (
    at % widthPx >= 1 &&
    phases[at - widthPx - 1] !== noPhase &&
    phases[at - widthPx + 1] !== noPhase &&
    phases[at + widthPx - 1] !== noPhase &&
    phases[at + widthPx + 1] !== noPhase
  );
}

/** Mean direction over 13 × 13 samples; those beyond the map are nothing. */
function averageDirection(
  directions: Int8Array,
  column: number,
  row: number,
  widthPx: number,
  heightPx: number,
): number {
  const middleX = column >> 1;
  const middleY = row >> 1;
  const endX = Math.min(widthPx / 2 - 1, middleX + directionReach);
  const endY = Math.min(heightPx / 2 - 1, middleY + directionReach);
  let [x, y] = [0, 0];
  for (let down = Math.max(0, middleY - directionReach); down <= endY; down += 1) {
    for (let across = Math.max(0, middleX - directionReach); across <= endX; across += 1) {
      x += directions[down * widthPx + 2 * across]!;
      y += directions[down * widthPx + 2 * across + 1]!;
    }
  }
  return angleOf(x, y) >> 1;
}
