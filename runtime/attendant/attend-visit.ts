import type { CaptureTarget } from "../visit/capture-target.ts";
import { submitOrThrow, type VisitDesk } from "../visit/visit-desk.ts";
import type { OpenVisit, VisitState } from "../visit/visit-state.ts";
import type { AttendancePlan } from "./attendance-plan.ts";
import { decideDeed } from "./decide-deed.ts";

/**
 * Plays everybody in one visit until its last gate is passed or it is cancelled; resumes it first where it is
 * suspended. Only ever acts through the desk, as people do through the screen.
 * @throws BoothError `visit.refused` when the procedure refuses what the people of the plan do
 * @throws the signal's reason when aborted; the visit stays as it is
 */
export async function attendVisit(
  desk: VisitDesk,
  visitId: string,
  plan: AttendancePlan,
  signal: AbortSignal,
): Promise<VisitState | undefined> {
  const retries = new Map<CaptureTarget, number>();
  const changes = watchChanges(desk, visitId);
  let last: VisitState | undefined = desk.find(visitId);
  const stop = desk.onChange((change) => {
    if (change.visitId === visitId) last = change.after;
  });
  try {
    for (;;) {
      signal.throwIfAborted();
      const seen = changes.count();
      const state = desk.find(visitId);
      if (state?.phase === "suspended") {
        await submitOrThrow(desk, visitId, { kind: "resumed", by: plan.people.operator });
      } else if (state?.phase === "open") {
        if (!(await act(desk, state.visit, plan, retries))) await changes.after(seen, signal);
      } else {
        return last;
      }
    }
  } finally {
    stop();
    changes.stop();
  }
}

/** True when somebody did something. */
async function act(
  desk: VisitDesk,
  visit: OpenVisit,
  plan: AttendancePlan,
  retries: Map<CaptureTarget, number>,
): Promise<boolean> {
  const deed = decideDeed(visit, plan, retries);
  if (deed === null) return false;
  if (deed.kind === "retry-requested") retries.set(deed.target, (retries.get(deed.target) ?? 0) + 1);
  if (deed.kind === "suspended")
    for (const target of blockedTargets(visit)) retries.set(target, retries.get(target) ?? 0);
  try {
    await submitOrThrow(desk, visit.visitId, deed);
  } catch (error) {
    // The machine may have moved the visit on while the decision was made: then it is made anew.
    const now = desk.find(visit.visitId);
    if (now?.phase === "open" && now.visit.revision === visit.revision) throw error;
  }
  return true;
}

function blockedTargets({ act }: OpenVisit): readonly CaptureTarget[] {
  if (!("progress" in act)) return [];
  return act.progress.filter(({ status }) => status.kind === "blocked").map(({ target }) => target);
}

function watchChanges(desk: VisitDesk, visitId: string) {
  let count = 0;
  let wake: (() => void) | null = null;
  const stop = desk.onChange((change) => {
    if (change.visitId !== visitId) return;
    count += 1;
    wake?.();
  });
  return {
    count: () => count,
    /** Resolves as soon as there have been more changes than `seen`. */
    after: async (seen: number, signal: AbortSignal) => {
      if (count > seen) return;
      await new Promise<void>((resolve, reject) => {
        const abort = () => reject(signal.reason);
        signal.addEventListener("abort", abort, { once: true });
        wake = () => {
          signal.removeEventListener("abort", abort);
          wake = null;
          resolve();
        };
      });
    },
    stop,
  };
}
