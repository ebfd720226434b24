import type { Clock } from "../../runtime/kernel/clock.ts";

export type WaitBounds = {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Aborts the wait with its reason. */
  readonly signal: AbortSignal;
  /** What to throw when the time is up. */
  readonly whenLate: () => Error;
};

/**
 * Waits for `work`, but no longer than `timeoutMs`. Stopping work that lost the race is the caller's business; a later
 * failure of it is not reported.
 * @throws what `work` rejects with, what `whenLate` makes, or the signal's reason
 */
export async function waitWithin<T>(work: Promise<T>, { clock, timeoutMs, signal, whenLate }: WaitBounds): Promise<T> {
  const finished = new AbortController();
  const late = clock.sleep(timeoutMs, AbortSignal.any([finished.signal, signal])).then(() => {
    throw whenLate();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    finished.abort();
  }
}

/** Waits for `work` that cannot be stopped, or leaves it to itself when the signal aborts. */
export async function waitUnlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const finished = new AbortController();
  try {
    return await Promise.race([work, waitForAbort(AbortSignal.any([finished.signal, signal]))]);
  } finally {
    finished.abort();
  }
}

/** Never resolves; rejects with the signal's reason. */
export function waitForAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
