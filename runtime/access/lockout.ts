import { z } from "zod";

/** Failed attempts since the last that was granted, and until when none is heard. */
export const lockSchema = z.strictObject({
  failures: z.int().nonnegative(),
  /** Null when attempts are heard. */
  lockedUntilAt: z.iso.datetime().nullable(),
});
export type Lock = Readonly<z.output<typeof lockSchema>>;

export const openLock: Lock = { failures: 0, lockedUntilAt: null };

/** Attempts that cost nothing but themselves. */
const failuresFree = 4;
/** Each further one makes the wait longer, up to the last. */
const delaysMs = [60_000, 300_000, 900_000, 3_600_000] as const;

/** The lock after one more failure at `nowAt`. */
export function countFailure({ failures }: Lock, nowAt: string): Lock {
  const counted = failures + 1;
  const step = counted - failuresFree - 1;
  if (step < 0) return { failures: counted, lockedUntilAt: null };
  const delayMs = delaysMs[Math.min(step, delaysMs.length - 1)] ?? 0;
  return { failures: counted, lockedUntilAt: new Date(Date.parse(nowAt) + delayMs).toISOString() };
}

/**
 * How long no attempt is heard yet, 0 when one is. A wait longer than any delay means that the clock was set back: it is
 * over, for it could last for years, and the next failure begins another by the new clock.
 */
export function remainingMs({ lockedUntilAt }: Lock, nowAt: string): number {
  if (lockedUntilAt === null) return 0;
  const leftMs = Math.max(0, Date.parse(lockedUntilAt) - Date.parse(nowAt));
  return leftMs > (delaysMs[delaysMs.length - 1] ?? 0) ? 0 : leftMs;
}
