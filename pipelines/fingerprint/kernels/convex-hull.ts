export type HullPoint = { readonly x: number; readonly y: number };

/** Corners of the convex hull, counter-clockwise in axes with y up (Andrew's monotone chain). */
export function buildHull(points: readonly HullPoint[]): HullPoint[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const lower = buildChain(sorted);
  const upper = buildChain(sorted.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function buildChain(points: readonly HullPoint[]): HullPoint[] {
  const chain: HullPoint[] = [];
  for (const point of points) {
    while (chain.length >= 2 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
    chain.push(point);
  }
  return chain;
}

function turn(a: HullPoint, b: HullPoint, c: HullPoint): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** Whether a point lies inside the hull or within `margin` of it. */
export function isNearHull(hull: readonly HullPoint[], x: number, y: number, margin: number): boolean {
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
