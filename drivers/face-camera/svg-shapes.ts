import type { Point } from "../../runtime/kernel/geometry.ts";

/** Path data of a closed polygon, tenths of a pixel. */
export function polygonPath(points: readonly Point[]): string {
  return `M${points.map(coordinates).join("L")}Z`;
}

/** Path data of an open line. */
export function linePath(points: readonly Point[]): string {
  return `M${points.map(coordinates).join("L")}`;
}

/** Path data of a closed curve through the middles of the polygon's sides: the polygon with its corners rounded. */
export function roundedPath(points: readonly Point[]): string {
  const middle = (index: number): Point => {
    const from = points[index % points.length] ?? origin;
    const to = points[(index + 1) % points.length] ?? origin;
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  };
  const curves = points.map((_, index) => {
    const corner = points[(index + 1) % points.length] ?? origin;
    return `Q${coordinates(corner)} ${coordinates(middle(index + 1))}`;
  });
  return `M${coordinates(middle(0))}${curves.join("")}Z`;
}

/** Corners of the smallest convex polygon that holds all points (Andrew's monotone chain). */
export function convexOutline(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const lower = halfOutline(sorted);
  const upper = halfOutline(sorted.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

const origin: Point = { x: 0, y: 0 };

function halfOutline(sorted: readonly Point[]): Point[] {
  const chain: Point[] = [];
  for (const point of sorted) {
    while (chain.length >= 2 && turn(chain.at(-2) ?? origin, chain.at(-1) ?? origin, point) <= 0) chain.pop();
    chain.push(point);
  }
  return chain;
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

function coordinates(point: Point): string {
  return `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
}
