import { services } from "../../procedure/services.ts";
import type { FinishedVisit, VisitState } from "../../visit/visit-state.ts";
import type { KioskParts } from "../kiosk-parts.ts";
import type { QueueEntry } from "../wire/view/operator-view.ts";
import { nameVisit } from "./project-receipt.ts";

type InHand = Extract<VisitState, { readonly phase: QueueEntry["phase"] }>;

/**
 * The visits in hand that are not at the screen, by what finds a person in a waiting room: the number they were told, how
 * long they have waited, and for what. Those that can be called come first, and of them the longest waiting one.
 */
export function projectQueue({ desk }: Pick<KioskParts, "desk">, atScreen: string | null): readonly QueueEntry[] {
  return desk
    .inHand()
    .flatMap(({ visitId, state }) =>
      visitId === atScreen || !isInHand(state) ? [] : [projectEntry(state, desk.visitMs(visitId))],
    )
    .toSorted((one, other) => Number(other.canResume) - Number(one.canResume) || other.waitingMs - one.waitingMs);
}

function projectEntry(state: InHand, nowMs: number): QueueEntry {
  const { visit, phase } = state;
  const { visitId, service, stepIndex } = visit;
  const isUnderWay = phase === "open" || phase === "suspended";
  return {
    visitId,
    receiptNumber: nameVisit(visitId),
    service,
    phase,
    stepId: isUnderWay ? (services[service].steps[stepIndex]?.id ?? null) : null,
    act: isUnderWay ? state.visit.act.act : null,
    reason: phase === "suspended" ? state.reason : null,
    waitingMs: Math.max(0, nowMs - lastChangeMs(visit)),
    canResume: phase === "suspended",
  };
}

/** When a step of it last began, was put aside or ended, on the visit's own clock. */
function lastChangeMs({ timings }: Pick<FinishedVisit, "timings">): number {
  return timings.reduce((latest, { sinceMs }) => Math.max(latest, sinceMs), 0);
}

function isInHand(state: VisitState): state is InHand {
  return state.phase !== "idle" && state.phase !== "closed" && state.phase !== "cancelled";
}
