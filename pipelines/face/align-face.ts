import type { Point } from "../../runtime/kernel/geometry.ts";
import { type Affine, invertAffine, mapPoint } from "../image/affine.ts";
import { convexHull } from "../image/convex-hull.ts";
import type { ImagePyramid } from "../image/image-pyramid.ts";
import { fillConvex } from "../image/kernels/fill-convex.ts";
import { measureLuminance } from "../image/kernels/measure-luminance.ts";
import { sampleRegion } from "../image/sample-region.ts";
import { type FaceGeometry, measureGeometry } from "./face-geometry.ts";
import type { Landmark } from "./find-landmarks.ts";

/** Side of the frame in which the standard's reference implementation measures light and colour; the eyes are 113 px apart. */
export const alignedSidePx = 616;

/** Where the eyes' middles, the tip of the nose and the mouth's corners lie in that frame. */
const places: readonly Point[] = [
  { x: 251, y: 272 },
  { x: 364, y: 272 },
  { x: 308, y: 336 },
  { x: 262, y: 402 },
  { x: 355, y: 402 },
];

export type AlignedFace = {
  readonly toImage: Affine;
  /** Planes R, G, B of 0 to 255. */
  readonly planes: Float32Array;
  /** Linear luminance as a byte. */
  readonly luminance: Uint8Array;
  /** 1 within the outline of all landmarks, forehead to chin. */
  readonly mask: Uint8Array;
  /** The face's lengths in the aligned frame's pixels. */
  readonly geometry: FaceGeometry;
};

/** The face at a standard size and upright, so that measures do not depend on distance or lean. */
export function alignFace(pyramid: ImagePyramid, landmarks: readonly Landmark[], geometry: FaceGeometry): AlignedFace {
  const seen = [...geometry.eyeCentres, geometry.noseTip, ...geometry.mouthCorners];
  const toImage = fitSimilarity(places, seen);
  const fromImage = invertAffine(toImage);
  const aligned = landmarks.map((point): Landmark => ({ ...mapPoint(fromImage, point), z: 0 }));
  const planes = sampleRegion(pyramid, {
    widthPx: alignedSidePx,
    heightPx: alignedSidePx,
    toImage,
    outside: "black",
  });
  return {
    toImage,
    planes,
    luminance: measureLuminance(planes),
    mask: fillConvex(convexHull(aligned), alignedSidePx, alignedSidePx),
    geometry: measureGeometry(aligned),
  };
}

/** The turn, scale and shift that takes `from` nearest to `to` by least squares. */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Affine {
  const fromMean = meanPoint(from);
  const toMean = meanPoint(to);
  let along = 0;
  let across = 0;
  let spread = 0;
  from.forEach((point, index) => {
    const target = to[index] ?? toMean;
    const [ax, ay] = [point.x - fromMean.x, point.y - fromMean.y];
    const [bx, by] = [target.x - toMean.x, target.y - toMean.y];
    along += ax * bx + ay * by;
    across += ax * by - ay * bx;
    spread += ax * ax + ay * ay;
  });
  const xx = along / spread;
  const yx = across / spread;
  return {
    xx,
    xy: -yx,
    x0: toMean.x - xx * fromMean.x + yx * fromMean.y,
    yx,
    yy: xx,
    y0: toMean.y - yx * fromMean.x - xx * fromMean.y,
  };
}

function meanPoint(points: readonly Point[]): Point {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
