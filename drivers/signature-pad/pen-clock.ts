import type { Clock } from "../../runtime/kernel/clock.ts";

export type PenClock = {
  /** The moment of a report: by the pad's own clock where it has one, else by its arrival. Never runs back. */
  readonly read: (stamp: { readonly ms: number; readonly sequence: number } | null) => number;
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
      heard += 1;
      if (stamp === null) return clock.monotonicMs();
      if (last === null) atMs = clock.monotonicMs();
      else {
        atMs += (stamp.ms - last.ms + wrap) % wrap;
        lost += (stamp.sequence - last.sequence - 1 + wrap) % wrap;
      }
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
