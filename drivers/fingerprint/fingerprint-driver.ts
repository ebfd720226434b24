import type { FingerPosition } from "../../runtime/kernel/biometric.ts";
import type { FrameSource } from "../../runtime/kernel/device.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";

/** One finger offered to a plain-impression imager. */
export type FingerprintFrame = {
  /** 8-bit, ridges dark, at the sensor's native resolution. */
  readonly image: GrayImage;
  /** The device's own quality figure from 0 to 100, or null; recorded, never trusted alone. */
  readonly deviceScore: number | null;
};

/** A single-finger imager: yields a frame each time a finger settles on the platen. */
export type FingerprintDriver = FrameSource<FingerPosition, FingerprintFrame>;
