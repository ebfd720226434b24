import type { Clock } from "../../runtime/kernel/clock.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";

export type PresenceWatch = {
  readonly clock: Clock;
  readonly intervalMs: number;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** A device in use shows by itself whether it is there. */
  readonly isInUse: () => boolean;
  /** Asks the device's service; may throw any driver failure. */
  readonly isThere: () => Promise<boolean>;
  /** Called once, when the device has gone. */
  readonly lose: () => void;
};

/**
 * Notices within an interval that a device which tells nobody of its going has gone. A service that does not answer, or
 * answers strangely, is left alone: it may be busy, and the next use will show. Resolves when the watch is over.
 */
export async function watchPresence(watch: PresenceWatch): Promise<void> {
  const { clock, intervalMs, signal, isInUse, lose } = watch;
  while (!signal.aborted) {
    await clock.sleep(intervalMs, signal).catch(() => undefined);
    if (signal.aborted || isInUse()) continue;
    if (await hasGone(watch)) return lose();
  }
}

async function hasGone({ isThere, signal, isInUse }: PresenceWatch): Promise<boolean> {
  try {
    return !(await isThere()) && !isInUse();
  } catch (error) {
    if (signal.aborted) return false;
    if (error instanceof BoothError) return error.code === "driver.disconnected" && !isInUse();
    throw error;
  }
}
