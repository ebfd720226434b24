import { readRgbImage } from "../../drivers/recording/read-image-file.ts";
import { isFullFrontal } from "../../pipelines/face/full-frontal.ts";
import type { Region } from "../../pipelines/image/region.ts";
import type { Pipelines } from "../capture/pipelines.ts";
import type { Assessment, Reason } from "../kernel/assessment.ts";
import type { BackdropColour } from "../kernel/biometric.ts";

/**
 * Judges a photo as the booth does: `score` and `reasons` are those of the portrait it is cut to, which `portrait` tells of.
 * `measures` and `faces` are of the photo as it came, in its own pixels, so that they follow whatever is done to it.
 */
export async function scoreFaceFile(
  pipelines: Pick<Pipelines, "assessFace" | "assessPortrait">,
  file: string,
  { backdrop }: { readonly backdrop: BackdropColour | null },
): Promise<Assessment & Readonly<Record<string, unknown>>> {
  const photo = await readRgbImage(file);
  // A photo that is assessed is handed over, and this one is assessed twice.
  const { measures, faces } = await pipelines.assessFace({ ...photo, pixels: new Uint8Array(photo.pixels) }, backdrop);
  const { image, assessment, frame } = await pipelines.assessPortrait(photo, backdrop);
  const { score, reasons, eyeCentres, headWidthPx } = assessment;
  const points = faces.map(({ box, pose, landmarks }) => ({
    box,
    pose,
    landmarks: landmarks.map(({ x, y }) => [x, y]),
  }));
  const portrait = {
    frame: frame === null ? null : describeFrame(frame),
    isFullFrontal: eyeCentres !== null && isFullFrontal(image, { eyeCentres, headWidthPx }),
    measures: assessment.measures,
  };
  return { score, measures, reasons: reasons as readonly Reason[], faces: points, portrait };
}

/** Where the frame's upper left corner is in the photo, and how far it is turned about that, clockwise. */
function describeFrame({ widthPx, heightPx, toImage }: Region) {
  const angleDeg = (Math.atan2(toImage.yx, toImage.xx) * 180) / Math.PI;
  return { x: toImage.x0, y: toImage.y0, width: widthPx, height: heightPx, angleDeg };
}
