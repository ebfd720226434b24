import type { Box, Point, Pose } from "../../runtime/kernel/geometry.ts";
import type { ImagePyramid } from "../image/image-pyramid.ts";
import type { Region } from "../image/region.ts";
import { detectFaces } from "./detect-faces.ts";
import { boxAround, type FaceGeometry, measureGeometry } from "./face-geometry.ts";
import type { FaceModels } from "./face-models.ts";
import { findLandmarks, type Landmark, meshPoints } from "./find-landmarks.ts";
import { fitHeadPose } from "./fit-head-pose.ts";
import { landmarkRegion } from "./landmark-region.ts";

/**
 * The network draws heads flat, by a tenth on drawings of known depth. Half of that is given back: how it is with people is
 * not known.
 */
const depthGain = 1.05;

export type SeenFace = {
  /** Around the 468 landmarks of the mesh, forehead to chin and ear to ear. */
  readonly box: Box;
  readonly pose: Pose;
  /** 478 points with depth, irises last, in pixels of the image. */
  readonly landmarks: readonly Landmark[];
  readonly geometry: FaceGeometry;
};

/** The landmark network is run on no more faces than this; a booth that sees more has a queue in it. */
const facesLookedAtMax = 4;
/** What the detector takes for a face and the landmark network does not is a pattern on a shirt. */
const presenceMinRatio = 0.5;

/** Every face in the image with its landmarks and pose, largest first. */
export async function seeFaces(pyramid: ImagePyramid, models: FaceModels): Promise<SeenFace[]> {
  const detections = await detectFaces(pyramid, models.detect);
  const faces: SeenFace[] = [];
  for (const { box, keypoints } of detections.slice(0, facesLookedAtMax)) {
    const region = landmarkRegion(box, keypoints[0] ?? origin, keypoints[1] ?? origin);
    const face = await seeFace(pyramid, region, models);
    if (face !== null) faces.push(face);
  }
  return faces.sort((a, b) => areaOf(b.box) - areaOf(a.box));
}

/** The face in a region of the image, or null when the landmark network sees none there. */
export async function seeFace(pyramid: ImagePyramid, region: Region, models: FaceModels): Promise<SeenFace | null> {
  const { landmarks, presenceRatio } = await findLandmarks(pyramid, region, models.landmarks);
  if (presenceRatio < presenceMinRatio) return null;
  return {
    box: boxAround(landmarks.slice(0, meshPoints)),
    pose: fitHeadPose(models.canonicalFace, landmarks, depthGain),
    landmarks,
    geometry: measureGeometry(landmarks),
  };
}

export function areaOf({ width, height }: Box): number {
  return width * height;
}

const origin: Point = { x: 0, y: 0 };
