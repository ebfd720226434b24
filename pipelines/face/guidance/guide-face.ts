import type { Assessment, Reason } from "../../../runtime/kernel/assessment.ts";
import type { ColourGains } from "../../../runtime/kernel/colour-gains.ts";
import type { Box } from "../../../runtime/kernel/geometry.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import { buildPyramid } from "../../image/image-pyramid.ts";
import { type AlignedFace, alignFace } from "../align-face.ts";
import type { FaceRequest } from "../assess-face.ts";
import { collectReasons, type FaceReasonCode, faceReasonCodes, withFraming } from "../collect-reasons.ts";
import { defaultFaceLimits, type FaceLimits } from "../face-limits.ts";
import type { FaceModels } from "../face-models.ts";
import { measureBackdrop } from "../measure-backdrop.ts";
import { measureFace } from "../measure-face.ts";
import { scoreFace } from "../score-face.ts";
import type { SeenFace } from "../see-faces.ts";
import { segmentPerson } from "../segment-person.ts";
import type { FaceTrack, SeenBackdrop } from "./face-track.ts";
import { followFaces, nextRegion } from "./follow-faces.ts";
import { measureMotion, noteSighting } from "./measure-motion.ts";
import { type PortraitView, placeAligned, placeFace, viewPortrait } from "./view-portrait.ts";

export type GuidanceCode = FaceReasonCode | "moving";

/** A live frame's own limit beside those of a portrait. */
export type GuidanceLimits = FaceLimits & {
  /** Distances between the eyes that any part of the face may travel a second. */
  readonly motionMaxPerSecond: number;
};

/**
 * At this pace a face is drawn out by 2 % of the distance between its eyes in a thirtieth of a second, the longest that
 * a camera in a lit booth exposes: two pixels where the eyes are 90 apart, the least that is taken.
 */
export const defaultGuidanceLimits: GuidanceLimits = { ...defaultFaceLimits, motionMaxPerSecond: 0.6 };

/** Cloths are not changed in half a second. Not as often as the picture is searched, so that the two seldom fall on one frame. */
const backdropEveryFrames = 7;

export type LiveFrame = {
  readonly image: RgbImage;
  /** When it was taken, in milliseconds of a monotonic clock. */
  readonly atMs: number;
  /** What the frame before handed on; null at the first. */
  readonly track: FaceTrack | null;
};

export type FaceGuidance = Assessment<GuidanceCode> & {
  /** Around the face, forehead to chin, in pixels of the frame; null without one. */
  readonly outline: Box | null;
};

export type GuidedFace = { readonly guidance: FaceGuidance; readonly track: FaceTrack | null };

/**
 * What is to be said of one live frame, in one pass: the face is followed rather than searched for, and judged as in the
 * portrait that the frame would be cut to, or told which way to move where none can be cut. Same measures, scores and reasons
 * as `takePortrait`, of which the backdrop's may be a few frames old; and whether the person holds still. Never throws on a poor or tiny image.
 */
export async function guideFace(
  { image, atMs, track }: LiveFrame,
  models: FaceModels,
  request: FaceRequest,
  limits: GuidanceLimits,
): Promise<GuidedFace> {
  const pyramid = buildPyramid(image);
  const { widthPx, heightPx } = image;
  const last = track !== null && track.widthPx === widthPx && track.heightPx === heightPx ? track : null;
  const { faces, framesSinceSearch } = await followFaces(pyramid, models, last);
  const [face, ...bystanders] = faces;
  if (face === undefined) return { guidance: withoutFace(limits), track: null };

  const view = viewPortrait(image, face.geometry, limits);
  const { origin } = view;
  const subject: Subject = {
    view,
    face: placeFace(face, origin),
    aligned: placeAligned(alignFace(pyramid, face.landmarks, face.geometry), origin),
  };
  const backdrop = await lookAtBackdrop(last?.backdrop ?? null, subject, {
    ...{ models, limits, colourGains: request.colourGains ?? null },
  });
  const others = bystanders.map((other) => placeFace(other, origin)).filter(({ box }) => isIn(view.image, box));
  const measures = { ...measureFace({ ...subject, image: view.image, others }), ...backdrop.measures };
  const missed = collectReasons({ measures, backdropColour: backdrop.colour, requested: request.backdrop, limits });
  const reasons = view.framing === null ? missed : withFraming(missed, view.framing);
  const sighting = noteSighting(face.geometry, atMs);
  const motionPerSecond = last === null ? 0 : measureMotion(last.sighting, sighting);
  return {
    guidance: {
      score: scoreFace(measures),
      measures: { ...measures, motionPerSecond },
      reasons: withMotion(reasons, motionPerSecond, limits.motionMaxPerSecond),
      outline: face.box,
    },
    track: { widthPx, heightPx, region: nextRegion(face, last?.region ?? null), framesSinceSearch, sighting, backdrop },
  };
}

/** A face in the portrait that its frame would be cut to, in that portrait's pixels. */
type Subject = { readonly view: PortraitView; readonly face: SeenFace; readonly aligned: AlignedFace };

/** Whoever stands beside is no fault of the portrait's. */
function isIn({ widthPx, heightPx }: RgbImage, { x, y, width, height }: Box): boolean {
  return x < widthPx && y < heightPx && x + width > 0 && y + height > 0;
}

type BackdropLook = {
  readonly models: FaceModels;
  readonly limits: GuidanceLimits;
  readonly colourGains: ColourGains | null;
};

/** The person's mask costs as much as the landmarks do, and shows the same for seconds. */
async function lookAtBackdrop(
  last: SeenBackdrop | null,
  { view, face, aligned }: Subject,
  { models, limits, colourGains }: BackdropLook,
): Promise<SeenBackdrop> {
  if (last !== null && last.framesSince + 1 < backdropEveryFrames)
    return { ...last, framesSince: last.framesSince + 1 };
  const pyramid = buildPyramid(view.image);
  const mask = await segmentPerson(pyramid, models.segment);
  const { backdropColourMinRatio: colourMinRatio } = limits;
  const scene = { pyramid, aligned, geometry: face.geometry, mask, colourMinRatio, colourGains };
  return { ...measureBackdrop(scene), framesSince: 0 };
}

/** Whoever moves is told so before it is said that the picture is blurred, which comes of it. */
function withMotion(
  reasons: readonly Reason<FaceReasonCode>[],
  value: number,
  limit: number,
): readonly Reason<GuidanceCode>[] {
  if (value <= limit) return reasons;
  const isBefore = ({ code }: Reason<FaceReasonCode>) => faceReasonCodes.indexOf(code) < blurredAt;
  return [...reasons.filter(isBefore), { code: "moving", value, limit }, ...reasons.filter((one) => !isBefore(one))];
}

const blurredAt = faceReasonCodes.indexOf("blurred");

function withoutFace(limits: GuidanceLimits): FaceGuidance {
  return {
    score: 0,
    measures: { faceCount: 0 },
    reasons: [{ code: "no-face", value: 0, limit: limits.facesMin }],
    outline: null,
  };
}
