import type { FrameSource } from "../kernel/device.ts";
import { BoothError, isDriverFailure } from "../kernel/errors.ts";

/** Two devices of one kind of which one is used at a time. */
export type SwitchedSource<Target, Frame> = {
  readonly source: FrameSource<Target, Frame>;
  /** From the next look on; a look that is under way ends where it began. */
  readonly use: (which: "usual" | "other") => void;
};

/**
 * One device that is one of two, whichever is in use. Where a frame came from is what its look began with, so that nothing
 * is ever recorded as another device's. The one that comes into use is opened; when it cannot be, its health says why.
 */
export function switchSource<Target, Frame>(
  usual: FrameSource<Target, Frame>,
  other: FrameSource<Target, Frame>,
): SwitchedSource<Target, Frame> {
  let used = usual;
  /** The one that was looked through last, for as long as nobody looks through another. */
  let looked: FrameSource<Target, Frame> | null = null;
  let isLooking = false;

  return {
    source: {
      get name() {
        return used.name;
      },
      open: () => used.open(),
      provenance: () => (looked ?? used).provenance(),
      health: () => used.health(),
      close: async () => {
        await Promise.all([usual.close(), other.close()]);
      },
      frames: async function* (request) {
        if (isLooking) throw new BoothError("driver.busy", { device: used.name, operation: "frames" });
        isLooking = true;
        looked = used;
        try {
          yield* looked.frames(request);
        } finally {
          isLooking = false;
          looked = looked === used ? looked : null;
        }
      },
    },
    use: (which) => {
      used = which === "usual" ? usual : other;
      if (!isLooking) looked = null;
      used.open().catch((error: unknown) => {
        if (!isDriverFailure(error)) throw error;
      });
    },
  };
}
