import type { Point } from "../../runtime/kernel/geometry.ts";

/** Takes a point to (xx·x + xy·y + x0, yx·x + yy·y + y0). Points are continuous: a pixel's middle is at half past its index. */
export type Affine = {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
};

export function mapPoint(map: Affine, { x, y }: Point): Point {
  return { x: map.xx * x + map.xy * y + map.x0, y: map.yx * x + map.yy * y + map.y0 };
}

/** The way back. A map that flattens the plane has none and gives infinite coefficients. */
export function invertAffine(map: Affine): Affine {
  const share = 1 / (map.xx * map.yy - map.xy * map.yx);
  return {
    xx: map.yy * share,
    xy: -map.xy * share,
    x0: (map.xy * map.y0 - map.yy * map.x0) * share,
    yx: -map.yx * share,
    yy: map.xx * share,
    y0: (map.yx * map.x0 - map.xx * map.y0) * share,
  };
}

/** Moves by one point, scales and turns (clockwise in the image) so that the frame's origin falls on `origin`. */
export function similarity(origin: Point, scale: number, angleRad: number): Affine {
  const cosine = scale * Math.cos(angleRad);
  const sine = scale * Math.sin(angleRad);
  return { xx: cosine, xy: -sine, x0: origin.x, yx: sine, yy: cosine, y0: origin.y };
}

/** Length by which a unit length of the map's input is scaled; the root of the area's scale. */
export function scaleOf(map: Affine): number {
  return Math.sqrt(Math.abs(map.xx * map.yy - map.xy * map.yx));
}
