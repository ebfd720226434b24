import type { ServiceId, Title } from "../procedure/service.ts";
import { services } from "../procedure/services.ts";
import { readTiming, type StepTiming, type TimingState } from "../procedure/step-timing.ts";
import { type CaptureTarget, parseTarget } from "./capture-target.ts";
import type { FinishedVisit, VisitState } from "./visit-state.ts";

export type StepView = {
  readonly id: string;
  readonly title: Title;
  readonly standardMs: number;
  readonly workingMs: number;
  readonly waitingMs: number;
  readonly state: TimingState | "ahead";
  readonly isOverStandard: boolean;
};

export type CaptureView = {
  readonly target: CaptureTarget;
  readonly modality: string;
  /** Finger position, eye, or null. */
  readonly position: number | string | null;
  /** Null when there is no capture. */
  readonly score: number | null;
  readonly attempts: number;
  /** Why it is missing or below its limit, or null. */
  readonly exception: string | null;
};

/** What a screen or a table may show of a visit: ids, times and figures, nothing that is personal. */
export type VisitView = {
  readonly visitId: string;
  readonly service: ServiceId;
  readonly title: Title;
  readonly phase: Exclude<VisitState["phase"], "idle">;
  /** The act that the visit waits for, or null. */
  readonly act: string | null;
  readonly revision: number;
  readonly steps: readonly StepView[];
  readonly captures: readonly CaptureView[];
  readonly packageId: string | null;
  readonly receipt: { readonly status: string; readonly receivedAt: string } | null;
};

/** Projects a visit as of `nowMs` on its own clock; null while there is none. */
export function viewVisit(state: VisitState, nowMs: number): VisitView | null {
  if (state.phase === "idle") return null;
  const { visit } = state;
  const receipt = state.phase === "closed" ? state.receipt : null;
  return {
    visitId: visit.visitId,
    service: visit.service,
    title: services[visit.service].title,
    phase: state.phase,
    act: state.phase === "open" || state.phase === "suspended" ? state.visit.act.act : null,
    revision: visit.revision,
    steps: services[visit.service].steps.map((step) => viewStep(step, visit, nowMs)),
    captures: viewCaptures(visit),
    packageId: state.phase === "sealed" ? state.packageId : (receipt?.packageId ?? null),
    receipt: receipt && { status: receipt.status, receivedAt: receipt.receivedAt },
  };
}

function viewStep(
  step: { readonly id: string; readonly title: Title; readonly standardMs: number },
  visit: FinishedVisit,
  nowMs: number,
): StepView {
  const { id, title, standardMs } = step;
  const timing: StepTiming | undefined = visit.timings.find(({ stepId }) => stepId === id);
  if (timing === undefined) {
    return { id, title, standardMs, workingMs: 0, waitingMs: 0, state: "ahead", isOverStandard: false };
  }
  const { workingMs, waitingMs } = timing.state === "finished" ? timing : readTiming(timing, nowMs);
  return {
    id,
    title,
    standardMs,
    workingMs: Math.round(workingMs),
    waitingMs: Math.round(waitingMs),
    state: timing.state,
    isOverStandard: workingMs > standardMs,
  };
}

function viewCaptures(visit: FinishedVisit): readonly CaptureView[] {
  const accepted = visit.captures.map(({ target, capture, attempts, exception }) => ({
    ...describeTarget(target),
    score: capture.score,
    attempts,
    exception: exception?.reason ?? null,
  }));
  const missing = visit.exceptions.map(({ target, reason }) => ({
    ...describeTarget(target),
    score: null,
    attempts: 0,
    exception: reason,
  }));
  return [...accepted, ...missing];
}

function describeTarget(target: CaptureTarget): Pick<CaptureView, "target" | "modality" | "position"> {
  const parts = parseTarget(target);
  if (parts.modality === "fingerprint") return { target, modality: parts.modality, position: parts.position };
  return { target, modality: parts.modality, position: parts.modality === "iris" ? parts.eye : null };
}
