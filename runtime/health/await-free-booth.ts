import { join } from "node:path";
import { readJournal } from "../journal/read-journal.ts";
import type { Clock } from "../kernel/clock.ts";
import { isFailure, isSystemError } from "../kernel/errors.ts";
import type { OfficeTimeZone } from "../kernel/office-day.ts";
import { replayVisits } from "../visit/visit-replay.ts";
import type { VisitPolicy } from "../visit/visit-state.ts";
import { type DayHours, isWithin } from "./office-hours.ts";
import { isOnBattery, readLastWriteAt } from "./watch-conditions.ts";

/** Why the booth may not be stopped now. */
export type Hindrance = "hours" | "on-battery" | "in-use" | "visit-open";

export type FreeBoothParts = {
  readonly stateDir: string;
  readonly powerDir: string;
  readonly policy: VisitPolicy;
  /** Null is any hour. */
  readonly hours: DayHours | null;
  readonly timeZone: OfficeTimeZone;
  readonly clock: Clock;
  /** Told of what it is waited for, each time that changes. */
  readonly onWait: (hindrance: Hindrance) => void;
};

const lookEveryMs = 15_000;
/** Somebody who has just been served may be followed by the next, of whom nothing has been written yet. */
const quietMs = 120_000;

/**
 * Waits until the booth, which may be running, can be stopped without being in anybody's way: within the hours, on mains,
 * no visit open or being sealed, and nothing written for two minutes. Only looks; takes no lock. A resident who comes in
 * the moment after loses nothing either: what a stop cuts short goes on at the next start.
 * @throws the signal's reason when aborted
 */
export async function awaitFreeBooth(parts: FreeBoothParts, signal: AbortSignal): Promise<void> {
  let told: Hindrance | null = null;
  for (;;) {
    signal.throwIfAborted();
    const hindrance = await findHindrance(parts);
    if (hindrance === null) return;
    if (hindrance !== told) parts.onWait(hindrance);
    told = hindrance;
    await parts.clock.sleep(lookEveryMs, signal);
  }
}

async function findHindrance(parts: FreeBoothParts): Promise<Hindrance | null> {
  const { stateDir, powerDir, hours, timeZone, clock } = parts;
  const nowAt = clock.nowAt();
  if (hours !== null && !isWithin(hours, nowAt, timeZone)) return "hours";
  if (await isOnBattery(powerDir)) return "on-battery";
  const journalDir = join(stateDir, "booth", "journal");
  if (Date.parse(nowAt) - Date.parse(await readLastWriteAt(journalDir)) < quietMs) return "in-use";
  return (await hasOpenVisit(journalDir, parts.policy)) ? "visit-open" : null;
}

/** A damaged journal holds nobody up: the booth is in safe mode over it and serves nobody. */
async function hasOpenVisit(journalDir: string, policy: VisitPolicy): Promise<boolean> {
  try {
    const visits = await replayVisits({ journal: { read: () => readJournal(journalDir) }, snapshot: null, policy });
    return visits.some(({ state: { phase } }) => phase === "open" || phase === "finished");
  } catch (error) {
    if (isFailure(error, "journal.corrupt") || isSystemError(error, "ENOENT")) return false;
    throw error;
  }
}
