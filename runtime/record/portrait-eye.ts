import type { Reason } from "../kernel/assessment.ts";
import type { Eye } from "../kernel/biometric.ts";
import type { Provenance } from "../kernel/device.ts";
import type { Circle, Point } from "../kernel/geometry.ts";
import type { RgbImage } from "../kernel/image.ts";

/** Whether eyes are cut out of the portrait where an iris could not be captured, and how finely they must be seen. */
export type PortraitEyesPolicy = { readonly isKept: boolean; readonly irisDiameterMinPx: number };

/** What the portrait shows of one eye. */
export type EyeInPortrait = {
  readonly eye: Eye;
  readonly irisDiameterPx: number;
  /** Distance of the lids over the iris' diameter. */
  readonly openingRatio: number;
  /** Whether the portrait was turned upright, and its pixels computed anew. */
  readonly isResampled: boolean;
};

export const portraitEyeCodes = [
  "eye-not-there",
  "no-portrait",
  "iris-not-found",
  "portrait-turned",
  "eye-shut",
  "too-few-pixels",
] as const;
export type PortraitEyeCode = (typeof portraitEyeCodes)[number];

/** An eye cut out of the portrait, in visible light. It is no iris capture, and is matched with nothing. */
export type KeptPortraitEye = {
  readonly kind: "kept";
  readonly eye: Eye;
  readonly image: RgbImage;
  /** The iris, in pixels of this image. */
  readonly iris: Circle;
  /** Where the image's top left pixel is in the portrait. */
  readonly origin: Point;
  /** Of the portrait. */
  readonly provenance: Provenance;
};
export type PortraitEye =
  | KeptPortraitEye
  | { readonly kind: "not-kept"; readonly eye: Eye; readonly reason: Reason<PortraitEyeCode> };
