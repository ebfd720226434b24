import type { InkPoint, SignatureInk } from "../../runtime/kernel/biometric.ts";

export type Stroke = readonly InkPoint[];

export type SplitInk = {
  /** Runs of the pen on the pad, in order of time; none is empty. */
  readonly strokes: readonly Stroke[];
  /** Points with a figure that is not finite, or outside the pad. */
  readonly strangePoints: number;
  /** Single points thrown out because the pen cannot have been there. */
  readonly spikes: number;
};

/** Faster than any hand: a point that needs this speed to be reached and to be left is the pad's mistake. */
const speedMaxMmPerMs = 4;

/**
 * Parts pen points into strokes: sorted by time, without points off the pad, without single spikes. A pen that hovers
 * ends a stroke.
 */
export function splitStrokes({ points, widthMm, heightMm }: SignatureInk): SplitInk {
  const plausible = points.filter((point) => isPlausible(point, widthMm, heightMm));
  const sorted = [...plausible].sort((a, b) => a.t - b.t);
  const strokes: InkPoint[][] = [];
  let current: InkPoint[] = [];
  for (const point of sorted) {
    if (point.down) current.push(point);
    else if (current.length > 0) {
      strokes.push(current);
      current = [];
    }
  }
  if (current.length > 0) strokes.push(current);
  const cleaned = strokes.map(dropSpikes);
  const count = (lists: readonly (readonly InkPoint[])[]) => lists.reduce((sum, list) => sum + list.length, 0);
  return {
    strokes: cleaned,
    strangePoints: points.length - plausible.length,
    spikes: count(strokes) - count(cleaned),
  };
}

function isPlausible({ x, y, t, p }: InkPoint, widthMm: number, heightMm: number): boolean {
  return [x, y, t, p].every(Number.isFinite) && x >= 0 && y >= 0 && x <= widthMm && y <= heightMm;
}

function dropSpikes(stroke: readonly InkPoint[]): readonly InkPoint[] {
  return stroke.filter((point, index) => {
    const before = stroke[index - 1];
    const after = stroke[index + 1];
    if (before === undefined || after === undefined) return true;
    const isFar = (other: InkPoint) =>
      Math.hypot(point.x - other.x, point.y - other.y) > speedMaxMmPerMs * Math.max(1, Math.abs(point.t - other.t));
    return !(isFar(before) && isFar(after));
  });
}
