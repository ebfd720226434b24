import type { Eye } from "../../runtime/kernel/biometric.ts";
import type { FrameSource } from "../../runtime/kernel/device.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";

export type IrisCameraFrame = {
  readonly image: GrayImage;
  /** True for a live view of lesser worth, to guide the person by; it never becomes a capture. */
  readonly isView?: boolean;
  /** True where the camera swaps left and right as a mirror does; matters when it shows both eyes. */
  readonly isMirrored?: boolean;
};

/** A near-infrared camera looking at one eye, or at both; yields live frames until the consumer leaves. */
export type IrisCameraDriver = FrameSource<Eye, IrisCameraFrame>;
