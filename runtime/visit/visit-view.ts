import type { ServiceId, Title } from "../procedure/service.ts";
import { services } from "../procedure/services.ts";
import { readTiming, type StepTiming, type TimingState } from "../procedure/step-timing.ts";
import { type CaptureTarget, parseTarget } from "./capture-target.ts";
import { findLookalike } from "./same-finger.ts";
import type { DuplicateSuspect, FinishedVisit, OpenVisit, VisitState } from "./visit-state.ts";

export type StepView = {
  readonly id: string;
  readonly title: Title;
  readonly standardMs: number;
  readonly workingMs: number;
  readonly waitingMs: number;
  readonly state: TimingState | "ahead";
  /** Worked on beyond the standard time; 0 within it. */
  readonly overMs: number;
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
  /** The finger of the same visit that it looks like, where it was accepted all the same. */
  readonly lookalike: CaptureTarget | null;
};

/** Another visit of today with the same finger. */
export type DuplicateView = {
  readonly target: CaptureTarget;
  readonly visitId: string;
  readonly score: number;
  /** Why the visit went on, or null while two people have not decided. */
  readonly dismissal: string | null;
};

/** A finger that is offered now and is another one of the visit. */
export type WrongFingerView = { readonly target: CaptureTarget; readonly lookalike: CaptureTarget };

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
  readonly wrongFingers: readonly WrongFingerView[];
  readonly duplicates: readonly DuplicateView[];
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
    wrongFingers: state.phase === "open" || state.phase === "suspended" ? viewWrongFingers(state.visit) : [],
    duplicates: viewDuplicates(visit),
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
    return { id, title, standardMs, workingMs: 0, waitingMs: 0, state: "ahead", overMs: 0 };
  }
  const { workingMs, waitingMs } = timing.state === "finished" ? timing : readTiming(timing, nowMs);
  return {
    id,
    title,
    standardMs,
    workingMs: Math.round(workingMs),
    waitingMs: Math.round(waitingMs),
    state: timing.state,
    overMs: Math.max(0, Math.round(workingMs) - standardMs),
  };
}

function viewCaptures(visit: FinishedVisit): readonly CaptureView[] {
  const accepted = visit.captures.map(({ target, capture, attempts, exception }) => ({
    ...describeTarget(target),
    score: capture.score,
    attempts,
    exception: exception?.reason ?? null,
    lookalike: findLookalike(capture.reasons),
  }));
  const missing = visit.exceptions.map(({ target, reason }) => ({
    ...describeTarget(target),
    score: null,
    attempts: 0,
    exception: reason,
    lookalike: null,
  }));
  return [...accepted, ...missing];
}

function viewWrongFingers({ act }: OpenVisit): readonly WrongFingerView[] {
  if (!("progress" in act)) return [];
  return act.progress.flatMap(({ target, best }) => {
    const lookalike = best === null ? null : findLookalike(best.reasons);
    return lookalike === null ? [] : [{ target, lookalike }];
  });
}

function viewDuplicates({ gallery }: FinishedVisit): readonly DuplicateView[] {
  const view = ({ target, visitId, score }: DuplicateSuspect, dismissal: string | null) => ({
    target,
    visitId,
    score,
    dismissal,
  });
  return [
    ...gallery.dismissed.map((duplicate) => view(duplicate, duplicate.decision.reason)),
    ...gallery.suspects.map((suspect) => view(suspect, null)),
  ];
}

function describeTarget(target: CaptureTarget): Pick<CaptureView, "target" | "modality" | "position"> {
  const parts = parseTarget(target);
  if (parts.modality === "fingerprint") return { target, modality: parts.modality, position: parts.position };
  return { target, modality: parts.modality, position: parts.modality === "iris" ? parts.eye : null };
}
