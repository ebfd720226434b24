import type { InkPoint, SignatureInk } from "../../runtime/kernel/biometric.ts";
import { orderPoints } from "./order-points.ts";
import { resampleStroke } from "./resample-stroke.ts";
import { splitStrokes } from "./split-strokes.ts";

export type ReadInk = {
  /** Runs of the pen on the pad, in order of time, each at uniform steps of about 5 ms; nothing lies between them. */
  readonly strokes: readonly (readonly InkPoint[])[];
  /** Points with numbers that no pen on this pad can have, or beyond any hand's endurance; left out. */
  readonly malformedPoints: number;
  /** Points that came after a later one; put where they belong. */
  readonly backwardPoints: number;
  /** Points that came twice; kept once. */
  readonly repeatedPoints: number;
  /** Points of the strokes on the pad's very edge: the pen went on beyond it. */
  readonly edgePoints: number;
  /** Share of the points that lie beyond the pad's edge. */
  readonly outsideRatio: number;
  /** Points far off between points near each other, as a bad contact makes them; left out. */
  readonly spikes: number;
  /** Places within a stroke where reports are missing; not bridged. */
  readonly gaps: number;
  /** At least so much ink is lost in the gaps. */
  readonly lostMm: number;
};

/** Within this of the edge the pen is leaving the pad. */
const edgeMm = 0.2;
/** No hand writes five metres; what follows is left out, or drawing it would never end. */
const pathMaxMm = 5_000;

/** Orders the points in time, drops what cannot be, splits at every lift and gap, and brings each stroke to uniform time. */
export function readInk(ink: SignatureInk): ReadInk {
  const { points, malformedPoints, backwardPoints, repeatedPoints } = orderPoints(ink);
  const { strokes, spikes, gaps, lostMm } = splitStrokes(points);
  const { within, droppedPoints } = keepWithinReach(strokes);
  const kept = within.flat();
  return {
    strokes: within.map(resampleStroke),
    malformedPoints: malformedPoints + droppedPoints,
    backwardPoints,
    repeatedPoints,
    edgePoints: kept.filter((point) => isBeyond(point, ink, edgeMm)).length,
    outsideRatio: kept.length === 0 ? 0 : kept.filter((point) => isBeyond(point, ink, -edgeMm)).length / kept.length,
    spikes,
    gaps,
    lostMm,
  };
}

/** Whether a point lies nearer than this to the edge, or past it; a negative distance is beyond the edge. */
function isBeyond({ x, y }: InkPoint, { widthMm, heightMm }: SignatureInk, distanceMm: number): boolean {
  return x <= distanceMm || y <= distanceMm || x >= widthMm - distanceMm || y >= heightMm - distanceMm;
}

function keepWithinReach(strokes: readonly (readonly InkPoint[])[]) {
  const within: (readonly InkPoint[])[] = [];
  let droppedPoints = 0;
  let pathMm = 0;
  for (const stroke of strokes) {
    let kept = 0;
    for (let before = stroke[0]; kept < stroke.length; kept += 1) {
      const point = stroke[kept];
      if (before === undefined || point === undefined) break;
      pathMm += Math.hypot(point.x - before.x, point.y - before.y);
      if (pathMm > pathMaxMm) break;
      before = point;
    }
    if (kept > 0) within.push(stroke.slice(0, kept));
    droppedPoints += stroke.length - kept;
  }
  return { within, droppedPoints };
}
