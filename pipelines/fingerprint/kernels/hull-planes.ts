import { convexHull } from "../../image/convex-hull.ts";

/** A convex hull as half-planes: a point is as far outside as the farthest of `normal · point − offset`. */
export type HullPlanes = {
  readonly normalX: Float64Array;
  readonly normalY: Float64Array;
  readonly offset: Float64Array;
};

/** The hull of the points (y up); without planes, so that nothing lies in it, when they enclose no area. */
export function planHull(x: Float64Array, y: Float64Array): HullPlanes {
  const corners = convexHull(Array.from(x, (value, index) => ({ x: value, y: y[index]! })));
  const count = corners.length < 3 ? 0 : corners.length;
  const normalX = new Float64Array(count);
  const normalY = new Float64Array(count);
  const offset = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    const from = corners[index]!;
    const to = corners[(index + 1) % count]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    normalX[index] = (to.y - from.y) / length;
    normalY[index] = (from.x - to.x) / length;
    offset[index] = normalX[index]! * from.x + normalY[index]! * from.y;
  }
  return { normalX, normalY, offset };
}

/** How far a point lies outside the hull, beyond its farthest side; negative inside. */
export function distanceOutside({ normalX, normalY, offset }: HullPlanes, x: number, y: number): number {
  if (offset.length === 0) return Number.POSITIVE_INFINITY;
  let farthest = Number.NEGATIVE_INFINITY;
  for (let side = 0; side < offset.length; side += 1) {
    const distance = normalX[side]! * x + normalY[side]! * y - offset[side]!;
    if (distance > farthest) farthest = distance;
  }
  return farthest;
}
