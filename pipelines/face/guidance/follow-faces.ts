import type { Box, Point } from "../../../runtime/kernel/geometry.ts";
import { mapPoint, scaleOf } from "../../image/affine.ts";
import type { ImagePyramid } from "../../image/image-pyramid.ts";
import type { Region } from "../../image/region.ts";
import type { FaceModels } from "../face-models.ts";
import { landmarkRegion } from "../landmark-region.ts";
import { areaOf, type SeenFace, seeFace, seeFaces } from "../see-faces.ts";

/** Whoever comes up from behind is seen after so many frames at the latest: half a second of a live picture. */
const searchEveryFrames = 8;

export type FollowedFaces = {
  /** Largest first. */
  readonly faces: readonly SeenFace[];
  /** Frames since the whole picture was searched, this one left out; 0 when it was this one. */
  readonly framesSinceSearch: number;
};

export type LastSeen = { readonly region: Region; readonly framesSinceSearch: number };

/**
 * The faces of a live frame. A face that was there in the last frame is looked for where it was; only when it has gone,
 * every few frames, and as long as there are several, is the whole picture searched.
 */
export async function followFaces(
  pyramid: ImagePyramid,
  models: FaceModels,
  last: LastSeen | null,
): Promise<FollowedFaces> {
  const kept = last === null ? null : await seeFace(pyramid, last.region, models);
  if (last === null || kept === null) return afterSearch(await seeFaces(pyramid, models));
  const framesSinceSearch = last.framesSinceSearch + 1;
  if (framesSinceSearch < searchEveryFrames) return { faces: [kept], framesSinceSearch };
  const others = (await seeFaces(pyramid, models)).filter(({ box }) => !isSameFace(kept.box, box));
  return afterSearch([kept, ...others].sort((a, b) => areaOf(b.box) - areaOf(a.box)));
}

/** As much of its side as the network's region may be out of place and still be looked at again. */
const slackRatio = 0.05;

/**
 * Where to look for this face in the next frame: around its landmarks, as the network was taught. As long as the last region
 * fits it is kept, because landmarks tremble with the region, and whoever stands still shall be seen to.
 */
export function nextRegion({ box, geometry }: SeenFace, last: Region | null): Region {
  const next = landmarkRegion(box, ...geometry.eyeCentres);
  if (last === null) return next;
  const slackPx = slackRatio * scaleOf(next.toImage) * next.widthPx;
  const isNear = cornersOf(next).every(({ x, y }, index) => {
    const before = cornersOf(last)[index] ?? { x, y };
    return Math.hypot(x - before.x, y - before.y) <= slackPx;
  });
  return isNear ? last : next;
}

function cornersOf({ widthPx, heightPx, toImage }: Region): readonly Point[] {
  return [
    mapPoint(toImage, { x: 0, y: 0 }),
    mapPoint(toImage, { x: widthPx, y: 0 }),
    mapPoint(toImage, { x: 0, y: heightPx }),
  ];
}

function afterSearch(faces: readonly SeenFace[]): FollowedFaces {
  return { faces, framesSinceSearch: faces.length > 1 ? searchEveryFrames : 0 };
}

/** Faces do not stand within each other. */
function isSameFace(one: Box, other: Box): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

function isWithin({ x, y, width, height }: Box, other: Box): boolean {
  const middleX = other.x + other.width / 2;
  const middleY = other.y + other.height / 2;
  return middleX >= x && middleX <= x + width && middleY >= y && middleY <= y + height;
}
