import type { Clock } from "../../runtime/kernel/clock.ts";

/** The cable of a simulated device: tests and the demonstration pull it out and put it back at any moment. */
export type SimulatedPlug = {
  readonly isIn: () => boolean;
  /** Takes the device away at once; it can be opened again after `replugAfterMs`, or after `insert` when null. */
  readonly pull: (replugAfterMs?: number | null) => void;
  readonly insert: () => void;
  /** Calls back each time the plug is pulled. Returns the way to stop listening. */
  readonly onPull: (listener: () => void) => () => void;
};

/** A plug that starts in its socket. */
export function createSimulatedPlug(clock: Clock): SimulatedPlug {
  const listeners = new Set<() => void>();
  let outUntilMs = Number.NEGATIVE_INFINITY;
  return {
    isIn: () => clock.monotonicMs() >= outUntilMs,
    pull: (replugAfterMs = null) => {
      outUntilMs = replugAfterMs === null ? Number.POSITIVE_INFINITY : clock.monotonicMs() + replugAfterMs;
      for (const listener of listeners) listener();
    },
    insert: () => {
      outUntilMs = Number.NEGATIVE_INFINITY;
    },
    onPull: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
