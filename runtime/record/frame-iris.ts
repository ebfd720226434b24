import { cropIris } from "../../pipelines/iris/crop-iris.ts";
import type { IrisImagePolicy } from "../kernel/biometric.ts";
import type { Circle } from "../kernel/geometry.ts";
import type { AcceptedCapture, IrisCapture } from "./package-content.ts";

/** How much of the camera's frame an iris image is, after the image kinds of ISO/IEC 19794-6. */
export type IrisFraming =
  | { readonly kind: "cropped" }
  /** `insteadOfCropped` says why it is not; null where nobody wanted it otherwise. */
  | { readonly kind: "uncropped"; readonly insteadOfCropped: "margins" | null };

/** An eye as it is stored: circles are in pixels of this very image. */
export type FramedIris = IrisCapture & { readonly framing: IrisFraming };

/**
 * The eye with the image that the policy wants stored, pixel for pixel as it was captured. One too near to the frame's edge
 * for the margins of a crop keeps its whole frame. Scores and measures stay those of the frame that was judged.
 */
export function frameIris(capture: IrisCapture, policy: IrisImagePolicy): FramedIris {
  if (policy === "full-frame") return { ...capture, framing: { kind: "uncropped", insteadOfCropped: null } };
  const crop = cropIris(capture.image, capture.limbus);
  if (crop === null) return { ...capture, framing: { kind: "uncropped", insteadOfCropped: "margins" } };
  const move = (circle: Circle): Circle => ({ ...circle, x: circle.x - crop.x, y: circle.y - crop.y });
  return {
    ...capture,
    image: crop.image,
    limbus: move(capture.limbus),
    pupil: move(capture.pupil),
    framing: { kind: "cropped" },
  };
}

/** A capture as it is stored. */
export type FramedCapture = Exclude<AcceptedCapture, IrisCapture> | FramedIris;

/** Irises framed as `frameIris` does; anything else as it is. */
export function frameCapture(capture: AcceptedCapture, irisImages: IrisImagePolicy): FramedCapture {
  return capture.modality === "iris" ? frameIris(capture, irisImages) : capture;
}
