import type { Point } from "../../runtime/kernel/geometry.ts";

/** Corners of a four-sided figure, clockwise in the image. */
export type Quad = readonly [Point, Point, Point, Point];

/**
 * A projective map of the plane, row-major: (x, y) goes to ((a·x + b·y + c) / w, (d·x + e·y + f) / w) with
 * w = g·x + h·y + i. Points are continuous: a pixel's middle is at half past its index.
 */
export type Homography = readonly [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
  i: number,
];

/** Where a point goes; not finite on the map's vanishing line. */
export function project(map: Homography, { x, y }: Point): Point {
  const w = map[6] * x + map[7] * y + map[8];
  return { x: (map[0] * x + map[1] * y + map[2]) / w, y: (map[3] * x + map[4] * y + map[5]) / w };
}

/**
 * The map that takes the corners of the unit square, clockwise from its origin, to those of a convex figure (Heckbert
 * 1989, §2.2.3). null when the figure has no area.
 */
export function squareToQuad([p0, p1, p2, p3]: Quad): Homography | null {
  const [dx1, dy1] = [p1.x - p2.x, p1.y - p2.y];
  const [dx2, dy2] = [p3.x - p2.x, p3.y - p2.y];
  const [sx, sy] = [p0.x - p1.x + p2.x - p3.x, p0.y - p1.y + p2.y - p3.y];
  const area = dx1 * dy2 - dx2 * dy1;
  if (!(Math.abs(area) > 1e-9)) return null;
  const g = (sx * dy2 - dx2 * sy) / area;
  const h = (dx1 * sy - sx * dy1) / area;
  return [
    ...([p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x] as const),
    ...([p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y] as const),
    ...([g, h, 1] as const),
  ];
}

/** First `inner`, then `outer`. */
export function chainMaps(outer: Homography, inner: Homography): Homography {
  const at = (row: 0 | 3 | 6, column: 0 | 1 | 2) =>
    outer[row] * inner[column] +
    outer[(row + 1) as 1 | 4 | 7] * inner[(column + 3) as 3 | 4 | 5] +
    outer[(row + 2) as 2 | 5 | 8] * inner[(column + 6) as 6 | 7 | 8];
  return [at(0, 0), at(0, 1), at(0, 2), at(3, 0), at(3, 1), at(3, 2), at(6, 0), at(6, 1), at(6, 2)];
}

/** The way back, by the adjugate: a map and its multiples are one map. */
export function invertMap([a, b, c, d, e, f, g, h, i]: Homography): Homography {
  return [
    ...([e * i - f * h, c * h - b * i, b * f - c * e] as const),
    ...([f * g - d * i, a * i - c * g, c * d - a * f] as const),
    ...([d * h - e * g, b * g - a * h, a * e - b * d] as const),
  ];
}

/** Twice the area, + for corners that run clockwise in the image. */
export function doubledArea(corners: readonly Point[]): number {
  return corners.reduce((sum, from, index) => {
    const to = corners[(index + 1) % corners.length] ?? from;
    return sum + from.x * to.y - to.x * from.y;
  }, 0);
}
