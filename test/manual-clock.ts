import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../runtime/kernel/clock.ts";

type Sleeper = { readonly dueMs: number; readonly wake: () => void };

/** A clock that stands still until told to go on; `sleep` resolves when its moment is reached. */
export type ManualClock = Clock & {
  /** Lets time pass in order: each sleeper wakes at its own moment, and may sleep again, before the next one does. */
  readonly advance: (byMs: number) => Promise<void>;
  /** Lets time jump from sleeper to sleeper until the work is settled. Fails when nobody sleeps and nothing moves. */
  readonly runUntil: <T>(work: Promise<T>) => Promise<T>;
  /** How many sleepers wait. */
  readonly sleeperCount: () => number;
};

/** Starts at zero on the monotonic scale, and at the given instant on the wall. */
export function createManualClock(startAt = "2026-01-05T01:00:00.000Z"): ManualClock {
  const startMs = Date.parse(startAt);
  const sleepers = new Set<Sleeper>();
  let nowMs = 0;

  const soonest = () => [...sleepers].sort((one, other) => one.dueMs - other.dueMs)[0];
  const wake = (sleeper: Sleeper) => {
    nowMs = Math.max(nowMs, sleeper.dueMs);
    sleeper.wake();
  };

  return {
    monotonicMs: () => nowMs,
    nowAt: () => new Date(startMs + nowMs).toISOString(),
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper = {
          dueMs: nowMs + delayMs,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener("abort", stop);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", stop, { once: true });
      }),
    advance: async (byMs) => {
      const untilMs = nowMs + byMs;
      for (;;) {
        await nextTurn();
        const next = soonest();
        if (next === undefined || next.dueMs > untilMs) break;
        wake(next);
      }
      nowMs = untilMs;
      await nextTurn();
    },
    runUntil: async (work) => {
      const idleTurnsMax = 1_000;
      let isSettled = false;
      const settle = () => {
        isSettled = true;
      };
      work.then(settle, settle);
      for (let idleTurns = 0; !isSettled; idleTurns += 1) {
        await nextTurn();
        const next = soonest();
        if (isSettled || (next === undefined && idleTurns < idleTurnsMax)) continue;
        if (next === undefined) throw new Error("the work waits for something that no clock will bring");
        wake(next);
        idleTurns = 0;
      }
      return work;
    },
    sleeperCount: () => sleepers.size,
  };
}
