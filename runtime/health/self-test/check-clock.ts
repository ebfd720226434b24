import { type CheckResult, tell } from "./check-result.ts";

export type ClockCheck = {
  readonly nowAt: string;
  /** Of the journal's last entry; null where there is none. */
  readonly lastAt: string | null;
  /** Null where nobody keeps the clock, or nobody can be asked. */
  readonly isSynchronised: boolean | null;
};

/** A clock before this was never set. */
const builtAt = "2026-01-01T00:00:00.000Z";
const toleranceMs = 5 * 60_000;

/** A booth dates what it signs, and trusts devices by the clock: it must not run behind its own journal. */
export function checkClock({ nowAt, lastAt, isSynchronised }: ClockCheck): readonly CheckResult[] {
  const now = Date.parse(nowAt);
  if (now < Date.parse(builtAt)) return [tell("clock", "fail", "clock-impossible", { now: nowAt })];
  if (lastAt !== null && now < Date.parse(lastAt) - toleranceMs)
    return [tell("clock", "fail", "clock-behind", { now: nowAt, lastAt })];
  if (isSynchronised === false) return [tell("clock", "warn", "clock-unsynchronised", { now: nowAt })];
  return [tell("clock", "ok", "clock-good", { now: nowAt })];
}
