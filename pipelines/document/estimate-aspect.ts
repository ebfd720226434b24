import type { Point } from "../../runtime/kernel/geometry.ts";
import type { Quad } from "../image/homography.ts";

type Size = { readonly widthPx: number; readonly heightPx: number };
type Vector = readonly [x: number, y: number, z: number];

/** Over the longer side of the picture: between a phone's wide lens and a document camera's. */
const focalRatio = 1.15;
/** Longer over shorter side; the sizes of ISO 216 are all of one shape. */
const sheetAspects = [Math.SQRT2, 330 / 215, 279.4 / 215.9, 85.6 / 53.98] as const;
/** What is this near to the size of a sheet is that sheet. */
const snapRatio = 0.025;

/**
 * Width over height of a flat rectangle seen as these corners, by the vanishing points of its sides (Zhang and He 2007,
 * §3), for a camera of a usual lens that looks at the middle of the picture. Exact for a sheet that is seen straight.
 */
export function estimateAspect(corners: Quad, { widthPx, heightPx }: Size): number {
  const focalPx = focalRatio * Math.max(widthPx, heightPx);
  const ray = ({ x, y }: Point): Vector => [(x - widthPx / 2) / focalPx, (y - heightPx / 2) / focalPx, 1];
  const [m1, m2, m4, m3] = [ray(corners[0]), ray(corners[1]), ray(corners[2]), ray(corners[3])];
  const k2 = triple(m1, m4, m3) / triple(m2, m4, m3);
  const k3 = triple(m1, m4, m2) / triple(m3, m4, m2);
  const across = Math.hypot(k2 * m2[0] - m1[0], k2 * m2[1] - m1[1], k2 * m2[2] - m1[2]);
  const down = Math.hypot(k3 * m3[0] - m1[0], k3 * m3[1] - m1[1], k3 * m3[2] - m1[2]);
  const aspect = across / down;
  return snap(Number.isFinite(aspect) && aspect > 0 ? aspect : widthPx / heightPx);
}

function snap(aspect: number): number {
  const longer = Math.max(aspect, 1 / aspect);
  const off = (sheet: number) => Math.abs(longer / sheet - 1);
  const nearest = sheetAspects.reduce((best, sheet) => (off(sheet) < off(best) ? sheet : best));
  const sheet = off(nearest) < snapRatio ? nearest : longer;
  return aspect >= 1 ? sheet : 1 / sheet;
}

function triple(a: Vector, b: Vector, c: Vector): number {
  return (a[1] * b[2] - a[2] * b[1]) * c[0] + (a[2] * b[0] - a[0] * b[2]) * c[1] + (a[0] * b[1] - a[1] * b[0]) * c[2];
}
