/** Where a step's clock stands. Waiting is what the resident feels; working is what the standard time is about. */
export type TimingState = "waiting" | "working" | "suspended" | "finished";

/** The times of one step of one visit. Instants are UTC ISO 8601; `…Ms` are durations or visit-clock readings. */
export type StepTiming = {
  readonly stepId: string;
  readonly standardMs: number;
  readonly state: TimingState;
  readonly openedAt: string;
  /** When somebody first worked on it, or null. */
  readonly takenAt: string | null;
  readonly finishedAt: string | null;
  /** Who finished it: `role:id`. */
  readonly finishedBy: string | null;
  readonly suspensions: readonly { readonly suspendedAt: string; readonly resumedAt: string | null }[];
  /** How often it was begun: 2 or more after a return for missing papers. */
  readonly entries: number;
  readonly workingMs: number;
  readonly waitingMs: number;
  /** Visit clock at the last change; durations count from here. */
  readonly sinceMs: number;
};

/** A moment by both clocks: wall for the record, visit clock for durations. */
export type Moment = { readonly at: string; readonly ms: number };

export function openTiming(stepId: string, standardMs: number, moment: Moment): StepTiming {
  return {
    stepId,
    standardMs,
    state: "waiting",
    openedAt: moment.at,
    takenAt: null,
    finishedAt: null,
    finishedBy: null,
    suspensions: [],
    entries: 1,
    workingMs: 0,
    waitingMs: 0,
    sinceMs: moment.ms,
  };
}

/** Counts the time since the last change to what the step was doing, and goes on as `state`. */
export function changeTiming(timing: StepTiming, state: "waiting" | "working", moment: Moment): StepTiming {
  const counted = countTime(timing, moment);
  return { ...counted, state, takenAt: counted.takenAt ?? (state === "working" ? moment.at : null) };
}

export function finishTiming(timing: StepTiming, by: string, moment: Moment): StepTiming {
  return { ...countTime(timing, moment), state: "finished", finishedAt: moment.at, finishedBy: by };
}

/** Begins a finished step again, as when papers were sent back; its times add up. */
export function reopenTiming(timing: StepTiming, moment: Moment): StepTiming {
  return {
    ...timing,
    state: "waiting",
    finishedAt: null,
    finishedBy: null,
    entries: timing.entries + 1,
    sinceMs: moment.ms,
  };
}

export function suspendTiming(timing: StepTiming, moment: Moment): StepTiming {
  const suspensions = [...timing.suspensions, { suspendedAt: moment.at, resumedAt: null }];
  return { ...countTime(timing, moment), state: "suspended", suspensions };
}

export function resumeTiming(timing: StepTiming, moment: Moment): StepTiming {
  const suspensions = timing.suspensions.map((suspension) =>
    suspension.resumedAt === null ? { ...suspension, resumedAt: moment.at } : suspension,
  );
  return { ...countTime(timing, moment), state: "waiting", suspensions };
}

/** After a power cut nobody worked: the gap is waiting time, whatever the step was doing before. */
export function recoverTiming(timing: StepTiming, moment: Moment): StepTiming {
  if (timing.state === "finished" || timing.state === "suspended") return timing;
  return countTime({ ...timing, state: "waiting" }, moment);
}

/** Working and waiting time as of `nowMs` on the visit clock, for a live display. */
export function readTiming(
  timing: StepTiming,
  nowMs: number,
): { readonly workingMs: number; readonly waitingMs: number } {
  return countTime(timing, { at: timing.openedAt, ms: nowMs });
}

export function isOverStandard(timing: Pick<StepTiming, "workingMs" | "standardMs">): boolean {
  return timing.workingMs > timing.standardMs;
}

function countTime(timing: StepTiming, moment: Moment): StepTiming {
  const elapsedMs = Math.max(0, moment.ms - timing.sinceMs);
  const sinceMs = Math.max(timing.sinceMs, moment.ms);
  if (timing.state === "working") return { ...timing, workingMs: timing.workingMs + elapsedMs, sinceMs };
  if (timing.state === "finished") return { ...timing, sinceMs };
  return { ...timing, waitingMs: timing.waitingMs + elapsedMs, sinceMs };
}
