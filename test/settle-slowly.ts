import type { ManualClock } from "./manual-clock.ts";

/** Lets the manual clock go on only when nothing has happened for a while in real time. */
export async function settleSlowly<T>(clock: ManualClock, work: Promise<T>): Promise<T> {
  let isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  work.then(settle, settle);
  const startMs = performance.now();
  // A busy machine may take its time over a picture.
  while (!isSettled && performance.now() - startMs < 2_000) await new Promise((resolve) => setTimeout(resolve, 2));
  return clock.runUntil(work);
}
