import type { RgbImage } from "../../runtime/kernel/image.ts";
import { jp2PixelsMax } from "../codec/jp2-limits.ts";
import { buildPyramid } from "../image/image-pyramid.ts";
import { halveRgb } from "../image/kernels/halve-rgb.ts";
import type { Region } from "../image/region.ts";
import { assessFace, type FaceAssessment, type FaceRequest } from "./assess-face.ts";
import { withFraming } from "./collect-reasons.ts";
import type { FaceLimits } from "./face-limits.ts";
import type { FaceModels } from "./face-models.ts";
import { seeFaces } from "./see-faces.ts";
import { type PortraitPlan, planPortrait, shapePortrait } from "./shape-portrait.ts";

/** The picture that goes into the record, and the assessment of that very picture. */
export type Portrait = {
  readonly image: RgbImage;
  readonly assessment: FaceAssessment;
  /** Where in the photo it was cut out, turned or not; null when it is the photo as it came. */
  readonly frame: Region | null;
  /** Whether it was then brought to half the size, having more pixels than a record can hold. */
  readonly isReduced: boolean;
};

/**
 * Cuts a photo to the portrait and assesses that. Of the photo itself nothing is measured but where the face is. A photo
 * from which no portrait can be cut is assessed as it came, and never without a reason: it says which way to move.
 */
export async function takePortrait(
  photo: RgbImage,
  models: FaceModels,
  request: FaceRequest,
  limits: FaceLimits,
): Promise<Portrait> {
  const [face] = await seeFaces(buildPyramid(photo), models);
  const plan: PortraitPlan = face === undefined ? { kind: "as-it-is" } : planPortrait(photo, face.geometry, limits);
  const shaped = shapePortrait(photo, plan);
  const isReduced = shaped.widthPx * shaped.heightPx > jp2PixelsMax;
  const image = isReduced ? halveRgb(shaped) : shaped;
  const assessment = await assessFace(image, models, request, limits);
  const made = { image, frame: plan.kind === "cut" ? plan.frame : null, isReduced };
  if (plan.kind !== "misplaced") return { ...made, assessment };
  return { ...made, assessment: { ...assessment, reasons: withFraming(assessment.reasons, plan.reason) } };
}
