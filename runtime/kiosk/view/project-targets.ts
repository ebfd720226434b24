import { services } from "../../procedure/services.ts";
import { type CaptureTarget, captureTargets, modalityOf } from "../../visit/capture-target.ts";
import { findLookalike } from "../../visit/same-finger.ts";
import { targetsUnderWay } from "../../visit/targets-under-way.ts";
import type {
  CaptureProgress,
  ExceptedCapture,
  FingersBy,
  FinishedVisit,
  OpenVisit,
  SettledCapture,
} from "../../visit/visit-state.ts";
import type { TargetView } from "../wire/view/target-view.ts";

/** Below which score each modality is not accepted as it is, 0 to 100, and how often one may try. */
export type TargetLimits = {
  readonly fingerprintScoreMin: number;
  readonly irisScoreMin: number;
  readonly faceScoreMin: number;
  readonly signatureScoreMin: number;
  readonly attemptsMax: number;
  readonly fingersBy: FingersBy;
};

/** Every target that the service captures, in the order of the procedure, with what has come of it. */
export function projectTargets(visit: OpenVisit | FinishedVisit, limits: TargetLimits): readonly TargetView[] {
  if (!services[visit.service].steps.some(({ acts }) => acts.includes("fingers"))) return [];
  const progress = "act" in visit && "progress" in visit.act ? visit.act.progress : [];
  return captureTargets.map((target) => {
    const settled = visit.captures.find((one) => one.target === target);
    if (settled !== undefined) return viewSettled(settled, limits);
    const excepted = visit.exceptions.find((one) => one.target === target);
    if (excepted !== undefined) return viewExcepted(excepted, limits);
    const pending = progress.find((one) => one.target === target);
    return pending === undefined ? ahead(target, limits) : viewProgress(pending, progress, limits);
  });
}

/** The limit that a target's score is held to. */
export function limitOf(target: CaptureTarget, limits: TargetLimits): number {
  switch (modalityOf(target)) {
    case "face":
      return limits.faceScoreMin;
    case "fingerprint":
      return limits.fingerprintScoreMin;
    case "signature":
      return limits.signatureScoreMin;
    default:
      return limits.irisScoreMin;
  }
}

function ahead(target: CaptureTarget, limits: TargetLimits): TargetView {
  return {
    target,
    state: "ahead",
    attempts: 0,
    attemptsLeft: null,
    score: null,
    limit: limitOf(target, limits),
    isEnough: false,
    isToDecide: false,
    note: null,
    reasons: [],
    failure: null,
    exception: null,
    lookalike: null,
  };
}

function viewSettled({ target, attempts, capture }: SettledCapture, limits: TargetLimits): TargetView {
  return {
    ...ahead(target, limits),
    state: "accepted",
    attempts,
    score: capture.score,
    isEnough: capture.passed,
    reasons: capture.reasons.map(({ code }) => code),
    lookalike: findLookalike(capture.reasons),
  };
}

function viewExcepted({ target, reason }: ExceptedCapture, limits: TargetLimits): TargetView {
  return { ...ahead(target, limits), state: "excepted", exception: reason };
}

function viewProgress(
  { target, attempts, roundAttempts, best, status }: CaptureProgress,
  all: readonly CaptureProgress[],
  limits: TargetLimits,
): TargetView {
  const isTurn = targetsUnderWay(all, limits.fingersBy).some((one) => one.target === target);
  const left = limits.attemptsMax - roundAttempts;
  const isCapturing = status.kind === "capturing";
  return {
    ...ahead(target, limits),
    state: isCapturing ? (isTurn ? "capturing" : "ahead") : status.kind,
    attempts,
    attemptsLeft: isCapturing && left > 0 ? left : null,
    score: best?.score ?? null,
    isEnough: best?.passed ?? false,
    isToDecide: !isCapturing,
    note: noteOf(status.kind, attempts),
    reasons: best?.reasons.map(({ code }) => code) ?? [],
    failure: status.kind === "blocked" ? status.failure : null,
    lookalike: best === null ? null : findLookalike(best.reasons),
  };
}

function noteOf(status: CaptureProgress["status"]["kind"], attempts: number): TargetView["note"] {
  if (status === "capturing") return attempts > 0 ? "again" : null;
  return status;
}
