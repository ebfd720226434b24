import type { SlapTarget } from "../../runtime/kernel/biometric.ts";
import type { FrameSource } from "../../runtime/kernel/device.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";

/** A whole slap as it lies on the platen; the fingers in it are the pipeline's to find. */
export type SlapFrame = {
  /** 8-bit, ridges dark, at the sensor's native resolution. */
  readonly image: GrayImage;
  /** The device's own quality figure from 0 to 100, or null; recorded, never trusted alone. */
  readonly deviceScore: number | null;
};

/** A 4-4-2 scanner: yields a frame each time a slap settles on the platen. It cannot tell which hand lies there. */
export type SlapScannerDriver = FrameSource<SlapTarget, SlapFrame>;
