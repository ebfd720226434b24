import type { Clock } from "../../runtime/kernel/clock.ts";
import type { BoothSignal } from "./booth-io-driver.ts";

/** A pressed button bounces, and a worried person presses twice: both are one call for help. */
const helpQuietMs = 500;

/**
 * Remembers what was passed on, and tells whether a signal is news: a changed presence or door, or a call for help
 * that does not follow another within half a second. The first of each kind always is.
 */
export function createSignalFilter(clock: Clock): (signal: BoothSignal) => boolean {
  let wasPresent: boolean | null = null;
  let wasOpen: boolean | null = null;
  let helpedMs = Number.NEGATIVE_INFINITY;

  return (signal) => {
    switch (signal.kind) {
      case "presence": {
        const isNews = signal.isPresent !== wasPresent;
        wasPresent = signal.isPresent;
        return isNews;
      }
      case "door": {
        const isNews = signal.isOpen !== wasOpen;
        wasOpen = signal.isOpen;
        return isNews;
      }
      case "help": {
        const nowMs = clock.monotonicMs();
        const isNews = nowMs - helpedMs >= helpQuietMs;
        helpedMs = nowMs;
        return isNews;
      }
      default:
        return signal satisfies never;
    }
  };
}
