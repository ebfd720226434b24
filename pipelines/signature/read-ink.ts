import type { InkPoint, SignatureInk } from "../../runtime/kernel/biometric.ts";

export type ReadInk = {
  /** Runs of the pen on the pad, in order of time. */
  readonly strokes: readonly (readonly InkPoint[])[];
  /** Points with numbers that no pen on this pad can have; left out. */
  readonly malformedPoints: number;
  /** Points of the strokes on the pad's very edge: the pen went on beyond it. */
  readonly edgePoints: number;
  /** Lone points far off between two near each other, as a bad contact makes them; left out. */
  readonly spikes: number;
};

/** Pads are at most this large; a larger figure is a mistaken unit. */
const padMaxMm = 300;
/** Rounding and calibration may put a point this far beyond the edge; farther is no pen. */
const beyondMaxMm = 5;
const durationMaxMs = 600_000;
/** Within this of the edge the pen is leaving the pad. */
const edgeMm = 0.2;
/** Faster than this out and back within two samples is no hand: quick signing reaches half a millimetre a millisecond. */
const spikeSpeedMmPerMs = 2;
const spikeMinMm = 3;

/** Orders the points in time, drops what cannot be, and splits at every lift of the pen. */
export function readInk(ink: SignatureInk): ReadInk {
  if (!isPad(ink.widthMm) || !isPad(ink.heightMm)) {
    return { strokes: [], malformedPoints: Math.max(1, ink.points.length), edgePoints: 0, spikes: 0 };
  }
  const sound = ink.points.filter((point) => isSound(point, ink));
  const ordered = sound.toSorted((one, other) => one.t - other.t);
  const runs = splitAtLifts(ordered);
  const strokes = runs.map(dropSpikes);
  const kept = strokes.flat();
  return {
    strokes,
    malformedPoints: ink.points.length - sound.length,
    edgePoints: kept.filter((point) => isAtEdge(point, ink)).length,
    spikes: runs.flat().length - kept.length,
  };
}

function isPad(sideMm: number): boolean {
  return sideMm > 0 && sideMm <= padMaxMm;
}

function isSound({ x, y, t, p }: InkPoint, { widthMm, heightMm }: SignatureInk): boolean {
  const isWithin = (place: number, sideMm: number) => place >= -beyondMaxMm && place <= sideMm + beyondMaxMm;
  return isWithin(x, widthMm) && isWithin(y, heightMm) && t >= 0 && t <= durationMaxMs && p >= 0 && p <= 1;
}

function isAtEdge({ x, y }: InkPoint, { widthMm, heightMm }: SignatureInk): boolean {
  return x <= edgeMm || y <= edgeMm || x >= widthMm - edgeMm || y >= heightMm - edgeMm;
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
  return stroke.filter((point, index) => {
    const before = stroke[index - 1];
    const after = stroke[index + 1];
    if (before === undefined || after === undefined) return true;
    return !(isJump(before, point) && isJump(point, after) && !isJump(before, after));
  });
}

function isJump(from: InkPoint, to: InkPoint): boolean {
  const distanceMm = Math.hypot(to.x - from.x, to.y - from.y);
  return distanceMm > spikeMinMm && distanceMm > spikeSpeedMmPerMs * (to.t - from.t);
}
