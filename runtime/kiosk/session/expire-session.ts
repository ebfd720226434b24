import type { VisitState } from "../../visit/visit-state.ts";
import type { KioskParts, KioskTiming } from "../kiosk-parts.ts";
import { residentActor } from "../offers/find-offers.ts";
import type { KioskMemory } from "./kiosk-memory.ts";
import { freshSession } from "./kiosk-session.ts";

const moreTimeFactor = 2;

type Facts = Pick<KioskParts, "timing" | "clock" | "desk">;

/** Milliseconds until the session ends for want of a sign of life, in the last part of that time; null before, or never. */
export function readTimeLeft(memory: KioskMemory, state: VisitState | null, { timing, clock }: Facts): number | null {
  const leftMs = timeLeft(memory, state, { timing, nowMs: clock.monotonicMs() });
  const isSoon = leftMs !== null && leftMs <= timing.warningMs && isWarned(memory, state);
  return isSoon ? Math.max(0, Math.round(leftMs)) : null;
}

/**
 * Ends what nobody is at any more: an officer is locked out, a visit is suspended, so that nothing is lost. True when the
 * resident is to be forgotten.
 */
export async function expireSession(memory: KioskMemory, state: VisitState | null, facts: Facts): Promise<boolean> {
  const nowMs = facts.clock.monotonicMs();
  if (nowMs - memory.officerTouchedMs >= facts.timing.officerMs) memory.officer = null;
  const leftMs = timeLeft(memory, state, { timing: facts.timing, nowMs });
  if (leftMs === null || leftMs > 0) return false;
  const { visitId } = memory.session;
  if (visitId !== null && state?.phase === "open") {
    const reason = "Tidak ada tanda dari pemohon";
    await facts.desk.submit(visitId, { kind: "suspended", by: residentActor, reason });
  }
  return true;
}

function timeLeft(
  memory: KioskMemory,
  state: VisitState | null,
  { timing, nowMs }: { readonly timing: KioskTiming; readonly nowMs: number },
): number | null {
  const limitMs = limitOf(memory, state, timing);
  if (limitMs === null) return null;
  const factor = memory.session.comfort.hasMoreTime ? moreTimeFactor : 1;
  return limitMs * factor - (nowMs - memory.touchedMs);
}

function limitOf({ session, officer }: KioskMemory, state: VisitState | null, timing: KioskTiming): number | null {
  switch (session.stage) {
    case "attract":
      // Whoever only changed the language or the contrast and went leaves the booth as it was for the next.
      return session === freshSession ? null : timing.beforeVisitMs;
    case "visit":
      if (state?.phase === "open")
        return isResidentsTurn(state, session.hasConfirmed) && officer === null ? timing.inVisitMs : null;
      return state?.phase === "finished" ? null : timing.afterVisitMs;
    case "data-entry":
      return timing.dataEntryMs;
    case "ended":
      return timing.afterVisitMs;
    default:
      return timing.beforeVisitMs;
  }
}

/** Acts in which the visit waits for the resident; while it waits for the office, the resident cannot be late. */
function isResidentsTurn({ visit }: Extract<VisitState, { readonly phase: "open" }>, hasConfirmed: boolean): boolean {
  if (visit.gallery.suspects.length > 0) return false;
  switch (visit.act.act) {
    case "data-confirmation":
      return !hasConfirmed;
    case "photo-approval":
    case "data-approval":
      return true;
    case "photo":
    case "fingers":
    case "signature":
    case "irises":
      return visit.act.progress.some(({ status }) => status.kind !== "undecided");
    case "resident-verification":
      return !visit.act.isUndecided;
    default:
      return false;
  }
}

/** Nobody is asked whether they want to go on looking at a farewell. */
function isWarned({ session }: KioskMemory, state: VisitState | null): boolean {
  return (
    session.stage !== "attract" && session.stage !== "ended" && (session.stage !== "visit" || state?.phase === "open")
  );
}
