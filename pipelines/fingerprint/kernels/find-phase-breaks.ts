import { openSimd, putData } from "../../simd/open-simd.ts";
import { angleOf } from "./byte-angles.ts";
import { noPhase } from "./map-ridge-phase.ts";

/** A point of the phase map around which the phase runs two ways, as it does where a ridge ends or parts. */
export type PhaseBreak = {
  readonly x: number;
  readonly y: number;
  /** 0 to 127, of 256 a turn: which way the phase mostly runs around it. */
  readonly angle: number;
};

const squarePx = 3;
/** A score stands this far right of and above the point it is for. */
const shiftX = 1;
const shiftY = -2;
/** Directions are taken at every second pixel, 6 such steps to each side. */
const directionReach = 6;

/**
 * Where the phase breaks: the best point of each square of 3 × 3 pixels, where no other within 2 pixels is better and
 * the phase is known all around. In raster order of squares.
 */
export function findPhaseBreaks(phases: Uint8Array, widthPx: number): readonly PhaseBreak[] {
  const heightPx = phases.length / widthPx;
  const { scores, directions } = scorePhase(phases, widthPx, heightPx);
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

/** What stands in the kernels' memory: a score a pixel, and a direction at every second one of every second row. */
type ScoredPhase = { readonly scores: Int32Array; readonly directions: Int8Array };

function scorePhase(phases: Uint8Array, widthPx: number, heightPx: number): ScoredPhase {
  const simd = openSimd();
  const source = putData(simd, phases);
  const scores = simd.reserve(4 * phases.length);
  const directions = simd.reserve(phases.length / 2);
  simd.scorePhase(source, scores, directions, widthPx, heightPx);
  return {
    scores: new Int32Array(simd.memory.buffer, scores, phases.length),
    directions: new Int8Array(simd.memory.buffer, directions, phases.length / 2),
  };
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
