import type { InkPoint, SignatureInk } from "../../runtime/kernel/biometric.ts";

export type OrderedPoints = {
  /** By time, no two of one moment. */
  readonly points: readonly InkPoint[];
  /** Points with numbers that no pen on this pad can have, or more points than a hand makes; left out. */
  readonly malformedPoints: number;
  /** Points that came after a later one. */
  readonly backwardPoints: number;
  /** Points that came twice; left out once. */
  readonly repeatedPoints: number;
};

/** Ten minutes at 200 reports a second: nobody signs longer. */
const pointsMax = 120_000;
/** Pads are at most this large; a larger figure is a mistaken unit. */
const padMaxMm = 300;
/** Rounding and calibration may put a point this far beyond the edge; farther is no pen. */
const beyondMaxMm = 5;
const durationMaxMs = 600_000;
/** Reports of one moment are at most so far apart in truth: 200 a second. */
const spreadMaxMs = 5;

/**
 * Drops what cannot be, brings the rest into the order of time, and takes apart what a slow clock put into one moment:
 * such points are spread evenly up to the next.
 */
export function orderPoints(ink: SignatureInk): OrderedPoints {
  if (!isPad(ink.widthMm) || !isPad(ink.heightMm)) {
    return { points: [], malformedPoints: Math.max(1, ink.points.length), backwardPoints: 0, repeatedPoints: 0 };
  }
  const sound = ink.points.slice(0, pointsMax).filter((point) => isSound(point, ink));
  const ordered = sound.toSorted((one, other) => one.t - other.t);
  const once = ordered.filter((point, index) => !isSame(point, ordered[index - 1]));
  return {
    points: spreadMoments(once),
    malformedPoints: ink.points.length - sound.length,
    backwardPoints: sound.filter(({ t }, index) => t < (sound[index - 1]?.t ?? 0)).length,
    repeatedPoints: ordered.length - once.length,
  };
}

function isPad(sideMm: number): boolean {
  return sideMm > 0 && sideMm <= padMaxMm;
}

function isSound({ x, y, t, p }: InkPoint, { widthMm, heightMm }: SignatureInk): boolean {
  const isWithin = (place: number, sideMm: number) => place >= -beyondMaxMm && place <= sideMm + beyondMaxMm;
  return isWithin(x, widthMm) && isWithin(y, heightMm) && t >= 0 && t <= durationMaxMs && p >= 0 && p <= 1;
}

function isSame({ x, y, t, down }: InkPoint, other: InkPoint | undefined): boolean {
  return other !== undefined && t === other.t && x === other.x && y === other.y && down === other.down;
}

function spreadMoments(points: readonly InkPoint[]): InkPoint[] {
  const spread: InkPoint[] = [];
  let start = 0;
  for (let index = 1; index <= points.length; index += 1) {
    const from = points[start];
    if (from === undefined || points[index]?.t === from.t) continue;
    const together = index - start;
    const stepMs = Math.min(spreadMaxMs, ((points[index]?.t ?? Number.POSITIVE_INFINITY) - from.t) / together);
    for (let place = 0; place < together; place += 1) {
      const point = points[start + place];
      if (point !== undefined) spread.push(place === 0 ? point : { ...point, t: point.t + place * stepMs });
    }
    start = index;
  }
  return spread;
}
