import type { SlapTarget } from "../../kernel/biometric.ts";
import { type CaptureTarget, captureTargets, modalityOf } from "../capture-target.ts";
import { confirmLine, lineAllowance } from "../line-allowance.ts";
import { findLookalike } from "../same-finger.ts";
import type { Capture, DeedOf, VisitDeed } from "../visit-event.ts";
import type { CaptureAct, CaptureProgress, Decision, OpenVisit, VisitPolicy } from "../visit-state.ts";
import { type ActOutcome, type ActRule, notNow, refuse } from "./act-outcome.ts";
import { forgetSearch } from "./duplicates.ts";

export function startProgress(target: CaptureTarget, attempts = 0): CaptureProgress {
  return { target, attempts, roundAttempts: 0, best: null, status: { kind: "capturing" } };
}

/**
 * Targets are captured in order until each is settled: accepted at its limit, accepted below it by decision, or
 * excepted. The best attempt is kept whatever comes after it.
 */
export const ruleCapture: ActRule<CaptureAct> = (visit, act, event, policy) => {
  const { deed } = event;
  if (deed.kind === "slap-captured") return takeSlap(visit, act, deed, policy);
  if (deed.kind === "slap-failed") return blockSlap(visit, act, deed);
  if (!("target" in deed) || deed.kind === "resident-compared" || deed.kind === "gallery-searched") return notNow;
  if (deed.kind === "finger-reopened") return reopenFinger(visit, act, deed, event.at);
  const progress = act.progress.find(({ target }) => target === deed.target);
  if (progress === undefined) return refuse("target-settled", "follow-the-current-step");
  switch (deed.kind) {
    case "captured":
      return takeCapture(visit, act, progress, { deed: { ...deed, slap: null }, policy });
    case "capture-failed":
      if (!isExpected(progress, deed)) return notNow;
      return keep(visit, act, { ...progress, status: { kind: "blocked", failure: deed.failure, slap: null } });
    case "retry-requested":
      if (progress.status.kind === "capturing") return refuse("already-capturing", "wait");
      return askAgain(visit, act, progress);
    case "below-limit-accepted":
      return acceptBelowLimit(visit, act, progress, deed);
    case "capture-excepted":
      return except(visit, act, progress, deed);
    case "line-allowed":
      return allowLine(visit, act, progress, { deed, at: event.at });
    default:
      return notNow;
  }
};

/** Fingers that were tried in one slap are tried in one slap again: whoever lays the hand down once has done it for all. */
function askAgain(visit: OpenVisit, act: CaptureAct, { target, status }: CaptureProgress): ActOutcome {
  const slap = slapIn(status);
  const isAsked = (one: CaptureProgress) => one.target === target || (slap !== null && slapIn(one.status) === slap);
  const progress = act.progress.map(
    (one): CaptureProgress => (isAsked(one) ? { ...one, status: { kind: "capturing" } } : one),
  );
  return { kind: "stay", visit: { ...visit, act: { ...act, progress } } };
}

function slapIn(status: CaptureProgress["status"]): SlapTarget | null {
  return status.kind === "capturing" ? null : status.slap;
}

/** Each finger of a slap is taken as if it had come by itself; those that nobody waits for any more are left out. */
function takeSlap(
  visit: OpenVisit,
  act: CaptureAct,
  { slap, fingers }: DeedOf<"slap-captured">,
  policy: VisitPolicy,
): ActOutcome {
  let taken: ActOutcome = notNow;
  let now = { visit, act };
  for (const finger of fingers) {
    const progress = now.act.progress.find(({ target }) => target === finger.target);
    if (progress === undefined) continue;
    const next = takeCapture(now.visit, now.act, progress, { deed: { ...finger, slap }, policy });
    if (!("visit" in next) || !("progress" in next.visit.act)) continue;
    taken = next;
    now = { visit: next.visit, act: next.visit.act };
  }
  return taken;
}

function blockSlap(visit: OpenVisit, act: CaptureAct, { slap, fingers, failure }: DeedOf<"slap-failed">): ActOutcome {
  const isMeant = (one: CaptureProgress) =>
    fingers.some(({ target, attempt }) => target === one.target && isExpected(one, { attempt }));
  if (!act.progress.some(isMeant)) return notNow;
  const progress = act.progress.map(
    (one): CaptureProgress => (isMeant(one) ? { ...one, status: { kind: "blocked", failure, slap } } : one),
  );
  return { kind: "stay", visit: { ...visit, act: { ...act, progress } } };
}

/** The resident approves the photo, or asks for another, as often as they like. */
export const rulePhotoApproval: ActRule<unknown> = (visit, _act, { deed }) => {
  if (deed.kind === "photo-approved") return { kind: "done", visit };
  if (deed.kind !== "photo-refused") return notNow;
  return { kind: "back", visit, stepIndex: visit.stepIndex, actIndex: visit.actIndex - 1 };
};

function isExpected(progress: CaptureProgress, deed: { readonly attempt: number }): boolean {
  return progress.status.kind === "capturing" && deed.attempt === progress.attempts + 1;
}

type TakenCapture = Pick<DeedOf<"captured">, "attempt" | "capture"> & { readonly slap: SlapTarget | null };

function takeCapture(
  visit: OpenVisit,
  act: CaptureAct,
  progress: CaptureProgress,
  { deed, policy }: { readonly deed: TakenCapture; readonly policy: VisitPolicy },
): ActOutcome {
  if (!isExpected(progress, deed)) return notNow;
  const best = better(progress.best, deed.capture);
  const tried = { ...progress, attempts: deed.attempt, roundAttempts: progress.roundAttempts + 1, best };
  const exception = act.act === "signature" ? lineAllowance(visit) : null;
  if (best.passed) return accept(visit, act, tried, { capture: best, exception });
  const isUsedUp = tried.roundAttempts >= policy.attemptsMax;
  return keep(visit, act, {
    ...tried,
    status: isUsedUp ? { kind: "undecided", slap: deed.slap } : { kind: "capturing" },
  });
}

/**
 * Passed beats not passed, recognised beats not, the right finger beats one that looks like another; between equals the
 * higher score wins, and the earlier one stays.
 */
function better(best: Capture | null, next: Capture): Capture {
  if (best === null) return next;
  if (best.passed !== next.passed) return best.passed ? best : next;
  if (best.isRecognised !== next.isRecognised) return best.isRecognised ? best : next;
  const isBestRight = findLookalike(best.reasons) === null;
  if (isBestRight !== (findLookalike(next.reasons) === null)) return isBestRight ? best : next;
  return next.score > best.score ? next : best;
}

function acceptBelowLimit(
  visit: OpenVisit,
  act: CaptureAct,
  progress: CaptureProgress,
  deed: DeedOf<"below-limit-accepted">,
): ActOutcome {
  if (progress.best === null) return refuse("nothing-captured", "capture-or-except", "operator");
  if (!progress.best.isRecognised) return refuse("nothing-recognised", "try-again-or-except", "operator");
  if (progress.status.kind === "capturing") return refuse("attempts-left", "try-again");
  const exception: Decision = { reason: deed.reason, by: deed.by, second: deed.second };
  return accept(visit, act, progress, { capture: progress.best, exception });
}

function accept(
  visit: OpenVisit,
  act: CaptureAct,
  { target, attempts }: CaptureProgress,
  { capture, exception }: { readonly capture: Capture; readonly exception: Decision | null },
): ActOutcome {
  const captures = [...visit.captures, { target, attempts, capture, exception }];
  return settle({ ...visit, captures }, act, target);
}

/** The signer is asked once more, also after the last attempt: what was drawn so far was judged as a signature. */
function allowLine(
  visit: OpenVisit,
  act: CaptureAct,
  progress: CaptureProgress,
  { deed: { reason, by, second }, at }: { readonly deed: DeedOf<"line-allowed">; readonly at: string },
): ActOutcome {
  if (lineAllowance(visit) !== null) return refuse("line-already-allowed", "try-again");
  const confirmations = [...visit.confirmations, confirmLine({ reason, by, second }, at)];
  return keep({ ...visit, confirmations }, act, { ...progress, status: { kind: "capturing" } });
}

function except(
  visit: OpenVisit,
  act: CaptureAct,
  { target }: CaptureProgress,
  { reason, by, second }: Extract<VisitDeed, { readonly kind: "capture-excepted" }>,
): ActOutcome {
  return settle({ ...visit, exceptions: [...visit.exceptions, { target, reason, by, second }] }, act, target);
}

/**
 * A finger that was settled is captured again: it was the wrong one, as a later finger that looks like it showed. Fingers
 * that were only held back for looking like it begin anew.
 */
function reopenFinger(
  visit: OpenVisit,
  act: CaptureAct,
  { target: reopened, reason, by, second }: DeedOf<"finger-reopened">,
  at: string,
): ActOutcome {
  const settled = [...visit.captures, ...visit.exceptions].find(({ target }) => target === reopened);
  if (act.act !== "fingers" || settled === undefined || modalityOf(reopened) !== "fingerprint")
    return refuse("target-not-settled", "follow-the-current-step");
  const others = act.progress.map((one) =>
    one.best !== null && findLookalike(one.best.reasons) === reopened ? startProgress(one.target, one.attempts) : one,
  );
  const again = startProgress(reopened, "attempts" in settled ? settled.attempts : 0);
  const progress = [...others, again].sort((a, b) => rank(a) - rank(b));
  const decision: Decision = { reason, by, second };
  return {
    kind: "stay",
    visit: {
      ...visit,
      captures: visit.captures.filter(({ target }) => target !== reopened),
      exceptions: visit.exceptions.filter(({ target }) => target !== reopened),
      gallery: forgetSearch(visit.gallery, reopened),
      confirmations: [...visit.confirmations, { gate: `${reopened}-reopened`, by, at, decision }],
      act: { ...act, progress },
    },
  };
}

function rank({ target }: CaptureProgress): number {
  return captureTargets.indexOf(target);
}

function settle(visit: OpenVisit, act: CaptureAct, settled: CaptureTarget): ActOutcome {
  const progress = act.progress.filter(({ target }) => target !== settled);
  return { kind: progress.length === 0 ? "done" : "stay", visit: { ...visit, act: { ...act, progress } } };
}

function keep(visit: OpenVisit, act: CaptureAct, changed: CaptureProgress): ActOutcome {
  const progress = act.progress.map((one) => (one.target === changed.target ? changed : one));
  return { kind: "stay", visit: { ...visit, act: { ...act, progress } } };
}
