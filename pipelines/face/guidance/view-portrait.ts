import type { Point } from "../../../runtime/kernel/geometry.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import type { Affine } from "../../image/affine.ts";
import { cropImage } from "../../image/crop-image.ts";
import type { AlignedFace } from "../align-face.ts";
import { boxAround, measureGeometry } from "../face-geometry.ts";
import { type Landmark, meshPoints } from "../find-landmarks.ts";
import type { FacePlace } from "../full-frontal.ts";
import type { SeenFace } from "../see-faces.ts";
import { type FramingReason, type PortraitGeometry, planPortrait } from "../shape-portrait.ts";

/** The part of a live frame that would become the portrait, and where in the frame it begins. */
export type PortraitView = {
  readonly image: RgbImage;
  readonly origin: Point;
  /** Why no portrait can be cut from the frame, all of which is the view then. */
  readonly framing: FramingReason | null;
};

/**
 * What a photo of this moment would be cut to, so that a person is told of what the portrait would lack and not of what
 * the cut puts right. A face that leans is not turned: it is told to stand straight instead.
 */
export function viewPortrait(
  frame: RgbImage,
  { eyeCentres, headWidthPx }: FacePlace,
  geometry: PortraitGeometry,
): PortraitView {
  const plan = planPortrait(frame, { eyeCentres: levelOut(eyeCentres), headWidthPx }, geometry);
  if (plan.kind !== "cut") {
    return { image: frame, origin: { x: 0, y: 0 }, framing: plan.kind === "misplaced" ? plan.reason : null };
  }
  const { widthPx, heightPx, toImage } = plan.frame;
  const origin = { x: toImage.x0, y: toImage.y0 };
  return { image: cropImage(frame, { ...origin, width: widthPx, height: heightPx }), origin, framing: null };
}

/** The face in the view's own pixels. */
export function placeFace(face: SeenFace, { x, y }: Point): SeenFace {
  if (x === 0 && y === 0) return face;
  const landmarks = face.landmarks.map((point): Landmark => ({ x: point.x - x, y: point.y - y, z: point.z }));
  return {
    box: boxAround(landmarks.slice(0, meshPoints)),
    pose: face.pose,
    landmarks,
    geometry: measureGeometry(landmarks),
  };
}

/** The same face at its standard size, told where it lies in the view. */
export function placeAligned(aligned: AlignedFace, { x, y }: Point): AlignedFace {
  const shift = (map: Affine): Affine => ({ ...map, x0: map.x0 - x, y0: map.y0 - y });
  return { ...aligned, frameToImage: shift(aligned.frameToImage), toImage: shift(aligned.toImage) };
}

function levelOut([left, right]: readonly [Point, Point]): readonly [Point, Point] {
  const half = Math.hypot(right.x - left.x, right.y - left.y) / 2;
  const middle = { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 };
  return [
    { x: middle.x - half, y: middle.y },
    { x: middle.x + half, y: middle.y },
  ];
}
