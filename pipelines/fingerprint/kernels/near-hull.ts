import type { Point } from "../../../runtime/kernel/geometry.ts";

/** Whether a point lies inside a convex hull, or within `margin` of it. */
export function isNearHull(hull: readonly Point[], x: number, y: number, margin: number): boolean {
  let isInside = hull.length >= 3;
  let nearest = Number.POSITIVE_INFINITY;
  for (let index = 0; index < hull.length; index += 1) {
    const a = hull[index]!;
    const b = hull[(index + 1) % hull.length]!;
    const edgeX = b.x - a.x;
    const edgeY = b.y - a.y;
    if (edgeX * (y - a.y) - edgeY * (x - a.x) < 0) isInside = false;
    const squared = edgeX * edgeX + edgeY * edgeY;
    const along = squared === 0 ? 0 : ((x - a.x) * edgeX + (y - a.y) * edgeY) / squared;
    const clamped = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, Math.hypot(a.x + clamped * edgeX - x, a.y + clamped * edgeY - y));
  }
  return isInside || nearest <= margin;
}
