import { monitorEventLoopDelay } from "node:perf_hooks";

export type LoopHolds = {
  /** The longest that this thread computed between two turns of a timer, of its own processor time. */
  readonly longestHoldMs: number;
  /** How late the event loop was at worst and at the 99th percentile, whatever held it, other programs included. */
  readonly latestMs: number;
  readonly lateP99Ms: number;
};

const tickMs = 1;
const resolutionMs = 2;

/**
 * Watches how long the event loop of this thread is held by what runs in it. A busy machine makes every loop late; processor
 * time is what the thread itself is to blame for.
 */
export function watchLoop(): { readonly stop: () => LoopHolds } {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  let longestHoldMs = 0;
  let usedMs = readThreadMs();
  const note = () => {
    const nowMs = readThreadMs();
    longestHoldMs = Math.max(longestHoldMs, nowMs - usedMs);
    usedMs = nowMs;
  };
  const ticking = setInterval(note, tickMs);
  delays.enable();
  return {
    stop: () => {
      clearInterval(ticking);
      delays.disable();
      note();
      const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs);
      return { longestHoldMs, latestMs: late(delays.max), lateP99Ms: late(delays.percentile(99)) };
    },
  };
}

function readThreadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
