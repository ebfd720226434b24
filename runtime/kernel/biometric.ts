/** ISO/IEC 19794-4:2011 finger positions: 1 to 5 right thumb to little, 6 to 10 left thumb to little. */
export const fingerPositions = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type FingerPosition = (typeof fingerPositions)[number];

/** How an office wants the images of finger records compressed. WSQ loses detail; the number is bits a pixel. */
export const fingerImagePolicies = ["jpeg-2000-lossless", "wsq-0.75", "wsq-2.25"] as const;
export type FingerImagePolicy = (typeof fingerImagePolicies)[number];

/** Whether iris records hold the iris with the margins of ISO/IEC 19794-6 alone, or the camera's whole frame. */
export const irisImagePolicies = ["cropped", "full-frame"] as const;
export type IrisImagePolicy = (typeof irisImagePolicies)[number];

export const eyes = ["right", "left"] as const;
export type Eye = (typeof eyes)[number];

export type Modality = "face" | "fingerprint" | "signature" | "iris";

/** The colour behind a portrait: red for an odd, blue for an even birth year, orange for foreigners. */
export type BackdropColour = "red" | "blue" | "orange";

/** Points of a face that a record can name. Left and right are the person's own: the left eye is at the image's right. */
export const facePointNames = [
  "chin",
  "left-pupil",
  "right-pupil",
  "left-eye-outer-corner",
  "left-eye-inner-corner",
  "right-eye-outer-corner",
  "right-eye-inner-corner",
  "upper-lip",
  "lower-lip",
  "mouth-left-corner",
  "mouth-right-corner",
  "nose-tip",
] as const;
export type FacePointName = (typeof facePointNames)[number];

/** In pixels of the image, whose top left corner is 0, 0. */
export type FacePoint = { readonly name: FacePointName; readonly x: number; readonly y: number };

/** Why a biometric is not there, or not as good as it should be. `waived` is the operator's own decision. */
export const exceptionReasons = ["missing", "bandaged", "unable", "waived", "device-unavailable"] as const;
export type ExceptionReason = (typeof exceptionReasons)[number];

/** One point of a signature: millimetres from the pad's top left, milliseconds from the first point. */
export type InkPoint = {
  readonly x: number;
  readonly y: number;
  readonly t: number;
  /** Pressure from 0 to 1. */
  readonly p: number;
  /** False for a hovering or lifted pen. */
  readonly down: boolean;
};

export type SignatureInk = {
  readonly kind: "ink";
  readonly widthMm: number;
  readonly heightMm: number;
  readonly points: readonly InkPoint[];
};

/** The three looks of a 4-4-2 capture, in their order: ISO/IEC 19794-4:2011 positions 13, 14 and 15. */
export const slapTargets = ["right-four", "left-four", "thumbs"] as const;
export type SlapTarget = (typeof slapTargets)[number];

/** The fingers of each slap from left to right, as a hand laid palm down shows them from above. */
export const slapFingers: Readonly<Record<SlapTarget, readonly FingerPosition[]>> = {
  "right-four": [2, 3, 4, 5],
  "left-four": [10, 9, 8, 7],
  thumbs: [6, 1],
};

/** The slap that a finger belongs to. */
export function slapOf(position: FingerPosition): SlapTarget {
  if (position === 1 || position === 6) return "thumbs";
  return position < 6 ? "right-four" : "left-four";
}
