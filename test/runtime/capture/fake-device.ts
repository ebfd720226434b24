import type { FrameRequest, FrameSource } from "../../../runtime/kernel/device.ts";
import { simulated } from "./stored-samples.ts";

/** A device that shows what it is told, and notes what was asked of it. */
export type FakeDevice<Target, Frame> = FrameSource<Target, Frame> & {
  readonly opened: () => number;
  readonly looks: () => readonly FrameRequest<Target>[];
  /** How often a look was left, by its consumer or by its end. */
  readonly left: () => number;
};

/** Each look shows `frames` in turn; one that is an error is thrown, and one that is a function is called first. */
export function fakeDevice<Target, Frame>(
  frames: readonly (Frame | Error | (() => Frame))[],
): FakeDevice<Target, Frame> {
  const looks: FrameRequest<Target>[] = [];
  let opened = 0;
  let left = 0;
  return {
    name: "fake-device",
    open: async () => {
      opened += 1;
    },
    provenance: () => simulated,
    health: () => ({ state: opened > 0 ? "ready" : "closed", lastFailure: null }),
    close: async () => undefined,
    frames: async function* (request) {
      looks.push(request);
      try {
        for (const frame of frames) {
          request.signal.throwIfAborted();
          if (frame instanceof Error) throw frame;
          yield typeof frame === "function" ? (frame as () => Frame)() : frame;
        }
      } finally {
        left += 1;
      }
    },
    opened: () => opened,
    looks: () => looks,
    left: () => left,
  };
}
