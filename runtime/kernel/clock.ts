import { setTimeout as delay } from "node:timers/promises";

/** The only source of time. Real in `runtime/compose.ts`, manual in tests. */
export type Clock = {
  /** Monotonic milliseconds; for durations, never for timestamps. */
  readonly monotonicMs: () => number;
  /** Wall clock as UTC ISO 8601 with milliseconds; for timestamps, never for durations. */
  readonly nowAt: () => string;
  /** Resolves after `delayMs`, or rejects with `signal.reason` when aborted first. */
  readonly sleep: (delayMs: number, signal?: AbortSignal) => Promise<void>;
};

/** The machine's own clock. A pending `sleep` keeps the process alive. */
export function createSystemClock(): Clock {
  return {
    monotonicMs: () => performance.now(),
    nowAt: () => new Date().toISOString(),
    sleep: async (delayMs, signal) => {
      signal?.throwIfAborted();
      try {
        await delay(delayMs, undefined, signal ? { signal } : {});
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      }
    },
  };
}
