import type { FingerPosition, SlapTarget } from "../../runtime/kernel/biometric.ts";
import type { FrameSource } from "../../runtime/kernel/device.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";

/** Which fingers of one slap are to come; the slap's others need not be there. At least one, each once. */
export type SlapOrder = { readonly slap: SlapTarget; readonly fingers: readonly FingerPosition[] };

/** One finger as the device has cut it out of the slap. */
export type ReadFinger = {
  readonly position: FingerPosition;
  /** 8-bit, ridges dark, at the sensor's native resolution. */
  readonly image: GrayImage;
  /** The device's own quality figure from 0 to 100, or null; recorded, never trusted alone. */
  readonly deviceScore: number | null;
};

/** The fingers that were ordered, each once, in the order of the order. */
export type ReadSlap = { readonly fingers: readonly ReadFinger[] };

/**
 * A 4-4-2 reader that takes its slaps apart itself and vouches for the name of each finger: yields a frame each time the
 * fingers that were ordered have settled.
 */
export type SlapReaderDriver = FrameSource<SlapOrder, ReadSlap> & {
  /**
   * Whether the device that was opened last reads slaps, as its own description says; false before the first opening.
   * A driver may serve readers of either kind.
   */
  readonly takesSlaps: () => boolean;
};
