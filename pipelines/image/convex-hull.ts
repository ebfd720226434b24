import type { Point } from "../../runtime/kernel/geometry.ts";

/** Corners of the smallest convex polygon around the points, clockwise in the image (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const upper = halfHull(sorted);
  const lower = halfHull(sorted.reverse());
  return [...upper.slice(0, -1), ...lower.slice(0, -1)];
}

function halfHull(sorted: readonly Point[]): Point[] {
  const chain: Point[] = [];
  for (const point of sorted) {
    while (chain.length >= 2 && isStraightOrInwards(chain, point)) chain.pop();
    chain.push(point);
  }
  return chain;
}

function isStraightOrInwards(chain: readonly Point[], next: Point): boolean {
  const a = chain.at(-2) ?? next;
  const b = chain.at(-1) ?? next;
  return (b.x - a.x) * (next.y - a.y) - (b.y - a.y) * (next.x - a.x) <= 0;
}
