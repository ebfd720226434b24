import type { Clock } from "../../runtime/kernel/clock.ts";

export type PenClock = {
  /**
   * The moment of a report: by the pad's own clock where it has one, else by its arrival. Never runs back. Null for a
   * report that has come before: a repeat, or one that was overtaken.
   */
  readonly read: (stamp: { readonly ms: number; readonly sequence: number } | null) => number | null;
  /** Of all reports since the start, how many the pad has counted that never came, 0 to 1. */
  readonly lostRatio: () => number;
  /** Forgets what was lost so far. */
  readonly restart: () => void;
};

/** Both fields have 16 bits and wrap. */
const wrap = 0x1_0000;

export function createPenClock(clock: Clock): PenClock {
  let last: { readonly ms: number; readonly sequence: number } | null = null;
  let atMs = clock.monotonicMs();
  let heard = 0;
  let lost = 0;
  return {
    read: (stamp) => {
      if (stamp === null) {
        heard += 1;
        return clock.monotonicMs();
      }
      const step = last === null ? 1 : (stamp.sequence - last.sequence + wrap) % wrap;
      if (step === 0 || step > wrap / 2) return null;
      heard += 1;
      lost += step - 1;
      if (last === null) atMs = clock.monotonicMs();
      else atMs += (stamp.ms - last.ms + wrap) % wrap;
      last = stamp;
      return atMs;
    },
    lostRatio: () => (heard + lost === 0 ? 0 : lost / (heard + lost)),
    restart: () => {
      heard = 0;
      lost = 0;
    },
  };
}
