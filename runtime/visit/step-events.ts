import type { StepTiming } from "../procedure/step-timing.ts";
import type { StepEvent } from "../transfer/step-event.ts";
import type { VisitEvent } from "./visit-event.ts";
import type { FinishedVisit, VisitState } from "./visit-state.ts";

/** What one accepted event means to whoever follows the visit from the office: a message a change of a step. */
export function describeStepChanges(
  before: VisitState,
  after: VisitState,
  { event, boothId }: { readonly event: VisitEvent; readonly boothId: string },
): readonly StepEvent[] {
  if (after.phase === "idle") return [];
  const earlier = "visit" in before ? before.visit.timings : [];
  const events = after.visit.timings.flatMap((timing) => {
    const known = earlier.find(({ stepId }) => stepId === timing.stepId);
    return changesOf(known, timing).map((kind) => describe(after.visit, timing, kind, { event, boothId }));
  });
  if (after.phase !== "cancelled") return events;
  const current = after.visit.timings.findLast(({ state }) => state !== "finished");
  return current === undefined ? events : [...events, describe(after.visit, current, "cancelled", { event, boothId })];
}

/** A step entered again may be passed at once, when what it waits for is already there. */
function changesOf(before: StepTiming | undefined, after: StepTiming): readonly StepEvent["kind"][] {
  if (before === undefined || after.entries > before.entries) {
    return after.state === "finished" ? ["opened", "finished"] : ["opened"];
  }
  if (before.state === after.state) return [];
  if (before.state === "suspended") return ["resumed"];
  switch (after.state) {
    case "finished":
      return ["finished"];
    case "suspended":
      return ["suspended"];
    case "working":
      return ["taken"];
    case "waiting":
      return ["left"];
    default:
      return after.state satisfies never;
  }
}

function describe(
  visit: FinishedVisit,
  timing: StepTiming,
  kind: StepEvent["kind"],
  { event, boothId }: { readonly event: VisitEvent; readonly boothId: string },
): StepEvent {
  return {
    version: 1,
    boothId,
    visitId: visit.visitId,
    service: visit.service,
    stepId: timing.stepId,
    kind,
    at: event.at,
    role: "by" in event.deed ? event.deed.by.role : "machine",
    standardMs: timing.standardMs,
    workingMs: Math.round(timing.workingMs),
    waitingMs: Math.round(timing.waitingMs),
  };
}
