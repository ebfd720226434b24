import type { Box } from "../../runtime/kernel/geometry.ts";
import type { Stroke } from "./split-strokes.ts";

export type StrokeMeasures = {
  /** Box round all points, in mm; null without ink. */
  readonly box: Box | null;
  readonly pathMm: number;
  readonly durationMs: number;
  /** Farthest that any stroke leaves the straight line between the ends of all ink, as a share of the extent. */
  readonly bendRatio: number;
};

/** Size, length, time and straightness of all strokes together. */
export function measureStrokes(strokes: readonly Stroke[]): StrokeMeasures {
  const points = strokes.flat();
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return { box: null, pathMm: 0, durationMs: 0, bendRatio: 0 };
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const box = { x: minimum(xs), y: minimum(ys), width: maximum(xs) - minimum(xs), height: maximum(ys) - minimum(ys) };
  const extentMm = Math.max(box.width, box.height);
  const pathMm = strokes.reduce((sum, stroke) => sum + pathLength(stroke), 0);
  return {
    box,
    pathMm,
    durationMs: last.t - first.t,
    bendRatio: extentMm === 0 ? 0 : measureBend(points, first, last) / extentMm,
  };
}

function pathLength(stroke: Stroke): number {
  let length = 0;
  for (let index = 1; index < stroke.length; index += 1) {
    const from = stroke[index - 1];
    const to = stroke[index];
    if (from !== undefined && to !== undefined) length += Math.hypot(to.x - from.x, to.y - from.y);
  }
  return length;
}

function measureBend(points: Stroke, first: Stroke[number], last: Stroke[number]): number {
  const dx = last.x - first.x;
  const dy = last.y - first.y;
  const chord = Math.hypot(dx, dy);
  let farthest = 0;
  for (const { x, y } of points) {
    const distance =
      chord === 0 ? Math.hypot(x - first.x, y - first.y) : Math.abs(dx * (first.y - y) - (first.x - x) * dy) / chord;
    farthest = Math.max(farthest, distance);
  }
  return farthest;
}

// Spreading a long list into Math.min overflows the stack.
const minimum = (values: readonly number[]) =>
  values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
const maximum = (values: readonly number[]) =>
  values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
