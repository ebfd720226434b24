import type { Assessment } from "../../runtime/kernel/assessment.ts";
import type { BackdropColour } from "../../runtime/kernel/biometric.ts";
import type { ColourGains } from "../../runtime/kernel/colour-gains.ts";
import type { Box, Point, Pose } from "../../runtime/kernel/geometry.ts";
import type { RgbImage } from "../../runtime/kernel/image.ts";
import { buildPyramid } from "../image/image-pyramid.ts";
import { alignFace } from "./align-face.ts";
import { collectReasons, type FaceReasonCode } from "./collect-reasons.ts";
import type { FaceLimits } from "./face-limits.ts";
import type { FaceModels } from "./face-models.ts";
import { measureBackdrop } from "./measure-backdrop.ts";
import { measureFace } from "./measure-face.ts";
import { scoreFace } from "./score-face.ts";
import { seeFaces } from "./see-faces.ts";
import { segmentPerson } from "./segment-person.ts";

export type { FaceReasonCode } from "./collect-reasons.ts";
export { defaultFaceLimits, type FaceLimits } from "./face-limits.ts";
export type { FaceModels } from "./face-models.ts";

export type FaceAssessment = Assessment<FaceReasonCode> & {
  /** Largest first; all other figures are those of the first. `landmarks` are 478 points, irises last. */
  readonly faces: readonly { readonly box: Box; readonly pose: Pose; readonly landmarks: readonly Point[] }[];
  /** Image-left eye, image-right eye: the middle of each eye's corners. */
  readonly eyeCentres: readonly [Point, Point] | null;
  /** Across the widest part of the face, without ears or hair; 0 without a face. */
  readonly headWidthPx: number;
  /** `null` without a face, or with too little backdrop to judge. */
  readonly backdropColour: BackdropColour | "other" | null;
};

/** What is asked of a picture. */
export type FaceRequest = {
  /** The cloth that hangs behind the resident; null where none is asked for. */
  readonly backdrop: BackdropColour | null;
  /** Of the camera that took it, where it has been calibrated: the cloth's hue is then read as in neutral light. */
  readonly colourGains?: ColourGains | null;
};

/**
 * Finds the resident's face and measures the portrait after ISO/IEC 29794-5, as far as that needs no unpublished model,
 * and the backdrop. `measures` holds each component's native value (`eyesOpenNative`) beside its 0–100 score
 * (`eyesOpen`). The overall score is ours, not the standard's unified score. A picture without a face has score 0 and
 * the reason `no-face`. Never throws on a poor or tiny image. Calls may overlap.
 */
export async function assessFace(
  image: RgbImage,
  models: FaceModels,
  request: FaceRequest,
  limits: FaceLimits,
): Promise<FaceAssessment> {
  const pyramid = buildPyramid(image);
  const faces = await seeFaces(pyramid, models);
  const [face, ...others] = faces;
  if (face === undefined) return withoutFace(limits);

  const aligned = alignFace(pyramid, face.landmarks, face.geometry);
  const mask = await segmentPerson(pyramid, models.segment);
  const { geometry } = face;
  const { backdropColourMinRatio: colourMinRatio } = limits;
  const { colourGains = null } = request;
  const backdrop = measureBackdrop({ pyramid, aligned, geometry, mask, colourMinRatio, colourGains });
  const measures = { ...measureFace({ image, face, others, aligned }), ...backdrop.measures };
  return {
    score: scoreFace(measures),
    measures,
    reasons: collectReasons({ measures, backdropColour: backdrop.colour, requested: request.backdrop, limits }),
    faces: faces.map(({ box, pose, landmarks }) => ({ box, pose, landmarks: landmarks.map(({ x, y }) => ({ x, y })) })),
    eyeCentres: face.geometry.eyeCentres,
    headWidthPx: face.geometry.headWidthPx,
    backdropColour: backdrop.colour,
  };
}

function withoutFace(limits: FaceLimits): FaceAssessment {
  return {
    score: 0,
    measures: { faceCount: 0 },
    reasons: [{ code: "no-face", value: 0, limit: limits.facesMin }],
    faces: [],
    eyeCentres: null,
    headWidthPx: 0,
    backdropColour: null,
  };
}
