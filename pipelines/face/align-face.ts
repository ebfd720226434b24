import type { Point } from "../../runtime/kernel/geometry.ts";
import { type Affine, invertAffine, mapPoint } from "../image/affine.ts";
import { convexHull } from "../image/convex-hull.ts";
import type { ImagePyramid } from "../image/image-pyramid.ts";
import { fillConvex } from "../image/kernels/fill-convex.ts";
import { measureLuminance } from "../image/kernels/measure-luminance.ts";
import { sampleRegion } from "../image/sample-region.ts";
import { boxAround, type FaceGeometry, measureGeometry } from "./face-geometry.ts";
import type { Landmark } from "./find-landmarks.ts";

/** Side of the frame in which the standard's reference implementation measures light and colour; the eyes are 113 px apart. */
const frameSidePx = 616;

/** Where the eyes' middles, the tip of the nose and the mouth's corners lie in that frame. */
const places: readonly Point[] = [
  { x: 251, y: 272 },
  { x: 364, y: 272 },
  { x: 308, y: 336 },
  { x: 262, y: 402 },
  { x: 355, y: 402 },
];

/** What measures may look at beyond the face: a third of the way between the eyes. The rest of the frame is never made. */
export const seenMarginPx = 40;

/** A square of that frame, with all that measures look at. */
export type AlignedFace = {
  /** Of the whole frame. */
  readonly frameToImage: Affine;
  /** Of the square. */
  readonly toImage: Affine;
  readonly sidePx: number;
  /** Planes R, G, B of 0 to 255. */
  readonly planes: Float32Array;
  /** Linear luminance as a byte, of the same extent. */
  readonly luminance: Uint8Array;
  /** 1 within the outline of all landmarks, forehead to chin. */
  readonly mask: Uint8Array;
  /** The face's places and lengths in the square's pixels. */
  readonly geometry: FaceGeometry;
};

/** The face at a standard size and upright, so that measures do not depend on distance or lean. */
export function alignFace(pyramid: ImagePyramid, landmarks: readonly Landmark[], geometry: FaceGeometry): AlignedFace {
  const found = [...geometry.eyeCentres, geometry.noseTip, ...geometry.mouthCorners];
  const frameToImage = fitSimilarity(places, found);
  const fromImage = invertAffine(frameToImage);
  const inFrame = landmarks.map((point) => mapPoint(fromImage, point));
  const { origin, sidePx } = squareAround(inFrame);
  const aligned = inFrame.map(({ x, y }): Landmark => ({ x: x - origin.x, y: y - origin.y, z: 0 }));
  const toImage = { ...frameToImage, ...shiftOrigin(frameToImage, origin) };
  const planes = sampleRegion(pyramid, { widthPx: sidePx, heightPx: sidePx, toImage, outside: "black" });
  return {
    frameToImage,
    toImage,
    sidePx,
    planes,
    luminance: measureLuminance(planes),
    mask: fillConvex(convexHull(aligned), sidePx, sidePx),
    geometry: measureGeometry(aligned),
  };
}

/** Whole pixels of the frame; a single one where the face lies outside of it. */
function squareAround(landmarks: readonly Point[]): { readonly origin: Point; readonly sidePx: number } {
  const { x, y, width, height } = boxAround(landmarks);
  const within = (place: number) => Math.max(0, Math.min(frameSidePx, place));
  const left = within(Math.floor(x - seenMarginPx));
  const top = within(Math.floor(y - seenMarginPx));
  const right = within(Math.ceil(x + width + seenMarginPx));
  const bottom = within(Math.ceil(y + height + seenMarginPx));
  return { origin: { x: left, y: top }, sidePx: Math.max(1, right - left, bottom - top) };
}

function shiftOrigin(map: Affine, origin: Point): Pick<Affine, "x0" | "y0"> {
  const { x, y } = mapPoint(map, origin);
  return { x0: x, y0: y };
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
