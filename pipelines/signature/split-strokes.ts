import type { InkPoint } from "../../runtime/kernel/biometric.ts";

export type SplitStrokes = {
  /** Runs of the pen on the pad, in order of time; a lift and a gap in the reports end one. */
  readonly strokes: readonly (readonly InkPoint[])[];
  /** Points far off between points near each other, as a bad contact makes them; left out. */
  readonly spikes: number;
  /** Places within a stroke where reports are missing and the pen went on meanwhile. */
  readonly gaps: number;
  /** Straight across those places: at least so much ink is lost. */
  readonly lostMm: number;
};

/** Faster than this is no hand: quick signing reaches half a millimetre a millisecond. */
const jumpSpeedMmPerMs = 2;
const jumpMinMm = 3;
/** A bad contact lasts no longer than so many reports. */
const spikeMax = 3;
/** A silence is a gap from so many usual intervals on, and within these bounds. */
const gapIntervals = 3;
const gapMinMs = 25;
const gapMaxMs = 120;
/** Moved no farther than this, the pen rested; a pad that reports only movement is silent then. */
const restMm = 2;

/**
 * Splits points in order of time at each lift of the pen, drops spikes, and splits again where reports are missing while
 * the pen moved: no line is drawn that nobody saw.
 */
export function splitStrokes(points: readonly InkPoint[]): SplitStrokes {
  const runs = splitAtLifts(points);
  const cleaned = runs.map(dropSpikes);
  const silenceMs = chooseSilence(cleaned);
  const strokes: InkPoint[][] = [];
  let gaps = 0;
  let lostMm = 0;
  for (const run of cleaned) {
    let stroke: InkPoint[] = [];
    for (const point of run) {
      const before = stroke.at(-1);
      if (before !== undefined && isLost(before, point, silenceMs)) {
        gaps += 1;
        lostMm += distance(before, point);
        strokes.push(stroke);
        stroke = [];
      }
      stroke.push(point);
    }
    if (stroke.length > 0) strokes.push(stroke);
  }
  const count = (lists: readonly (readonly InkPoint[])[]) => lists.reduce((sum, list) => sum + list.length, 0);
  return { strokes, spikes: count(runs) - count(cleaned), gaps, lostMm };
}

function splitAtLifts(points: readonly InkPoint[]): InkPoint[][] {
  const strokes: InkPoint[][] = [];
  let stroke: InkPoint[] = [];
  for (const point of points) {
    if (point.down) {
      stroke.push(point);
      continue;
    }
    if (stroke.length > 0) strokes.push(stroke);
    stroke = [];
  }
  if (stroke.length > 0) strokes.push(stroke);
  return strokes;
}

function dropSpikes(stroke: readonly InkPoint[]): InkPoint[] {
  const kept: InkPoint[] = [];
  for (let index = 0; index < stroke.length; ) {
    const skip = countSpike(stroke, index, kept.at(-1));
    const point = stroke[index];
    if (skip === 0 && point !== undefined) kept.push(point);
    index += Math.max(1, skip);
  }
  return kept;
}

/** How many points from here on lie far off: up to where the pen is back; at a stroke's begin and end, one alone. */
function countSpike(stroke: readonly InkPoint[], index: number, before: InkPoint | undefined): number {
  const [here, next] = [stroke[index], stroke[index + 1]];
  if (here === undefined) return 0;
  if (before === undefined) return isStrayBegin(here, next, stroke[index + 2]) ? 1 : 0;
  if (!isJump(before, here)) return 0;
  if (next === undefined) return index >= 2 ? 1 : 0;
  return countAway(stroke, index, before);
}

function isStrayBegin(here: InkPoint, next: InkPoint | undefined, second: InkPoint | undefined): boolean {
  return next !== undefined && second !== undefined && isJump(here, next) && !isJump(next, second);
}

function countAway(stroke: readonly InkPoint[], index: number, before: InkPoint): number {
  for (let length = 1; length <= spikeMax; length += 1) {
    const last = stroke[index + length - 1];
    const after = stroke[index + length];
    if (last === undefined || after === undefined) return 0;
    if (isJump(last, after) && !isJump(before, after)) return length;
  }
  return 0;
}

function chooseSilence(runs: readonly (readonly InkPoint[])[]): number {
  const intervals = runs.flatMap((run) => run.slice(1).map(({ t }, index) => t - (run[index]?.t ?? t)));
  intervals.sort((one, other) => one - other);
  const usual = intervals[intervals.length >> 1] ?? 0;
  return Math.min(gapMaxMs, Math.max(gapMinMs, gapIntervals * usual));
}

function isLost(from: InkPoint, to: InkPoint, silenceMs: number): boolean {
  return isJump(from, to) || (to.t - from.t > silenceMs && distance(from, to) > restMm);
}

function isJump(from: InkPoint, to: InkPoint): boolean {
  const distanceMm = distance(from, to);
  return distanceMm > jumpMinMm && distanceMm > jumpSpeedMmPerMs * (to.t - from.t);
}

function distance(from: InkPoint, to: InkPoint): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}
