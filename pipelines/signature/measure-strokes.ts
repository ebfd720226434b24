import type { InkPoint } from "../../runtime/kernel/biometric.ts";

export type StrokeMeasures = {
  readonly extentMm: { readonly width: number; readonly height: number };
  readonly pathMm: number;
  readonly durationMs: number;
  /** How far the ink stands off one straight line, as a share of its length along that line: 0 is a bare line, 1 at most. */
  readonly lineDeviationRatio: number;
};

/** Sizes of the ink; all 0 when there is none. */
export function measureStrokes(strokes: readonly (readonly InkPoint[])[]): StrokeMeasures {
  const points = strokes.flat();
  const [first] = points;
  if (first === undefined) {
    return { extentMm: { width: 0, height: 0 }, pathMm: 0, durationMs: 0, lineDeviationRatio: 0 };
  }
  let { x: left, x: right, y: top, y: bottom, t: start, t: end } = first;
  for (const { x, y, t } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    start = Math.min(start, t);
    end = Math.max(end, t);
  }
  return {
    extentMm: { width: right - left, height: bottom - top },
    pathMm: strokes.reduce((sum, stroke) => sum + measurePath(stroke), 0),
    durationMs: end - start,
    lineDeviationRatio: measureLineDeviation(points),
  };
}

function measurePath(stroke: readonly InkPoint[]): number {
  let length = 0;
  let before = stroke[0];
  for (const point of stroke) {
    if (before !== undefined) length += Math.hypot(point.x - before.x, point.y - before.y);
    before = point;
  }
  return length;
}

/** Spread across over spread along the principal axis. */
function measureLineDeviation(points: readonly InkPoint[]): number {
  const centreX = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const centreY = points.reduce((sum, { y }) => sum + y, 0) / points.length;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const { x, y } of points) {
    xx += (x - centreX) ** 2;
    xy += (x - centreX) * (y - centreY);
    yy += (y - centreY) ** 2;
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const along = rangeOf(points, Math.cos(angle), Math.sin(angle));
  const across = rangeOf(points, -Math.sin(angle), Math.cos(angle));
  return along === 0 ? 0 : Math.min(1, across / along);
}

function rangeOf(points: readonly InkPoint[], directionX: number, directionY: number): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { x, y } of points) {
    const place = x * directionX + y * directionY;
    least = Math.min(least, place);
    most = Math.max(most, place);
  }
  return most - least;
}
