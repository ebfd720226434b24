import type { FrameSource } from "../../runtime/kernel/device.ts";
import type { RgbImage } from "../../runtime/kernel/image.ts";

export type FaceCameraFrame = {
  readonly image: RgbImage;
  /** True for a live view of lesser worth, to guide the person by; it never becomes a capture. */
  readonly isView?: boolean;
  /** True for a picture that the camera's own shutter took: each is a capture. Live frames are many, and few are kept. */
  readonly isStill?: boolean;
};

/** A portrait camera: yields live frames, newest only, until the consumer leaves. */
export type FaceCameraDriver = FrameSource<"portrait", FaceCameraFrame>;
