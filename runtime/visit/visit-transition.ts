import { changeTiming, type Moment, recoverTiming, resumeTiming, suspendTiming } from "../procedure/step-timing.ts";
import type { ActOutcome } from "./acts/act-outcome.ts";
import { ruleCapture, rulePhotoApproval } from "./acts/capture.ts";
import { ruleDataConfirmation, ruleDataValidation, ruleEligibility, ruleRegisterLookUp } from "./acts/data.ts";
import { dismissDuplicate, noteSearch, nothingSearched, possibleDuplicate } from "./acts/duplicates.ts";
import { noteReading } from "./acts/page-readings.ts";
import { rulePapers } from "./acts/papers.ts";
import { ruleLetterCheck, ruleRegisterNumber, ruleSigning } from "./acts/signing.ts";
import { ruleVerification } from "./acts/verification.ts";
import { advance, begin, goBack } from "./advance.ts";
import { checkAuthority } from "./visit-authority.ts";
import { outstandingEffects } from "./visit-effects.ts";
import type { DeedOf, VisitEvent } from "./visit-event.ts";
import type { FinishedVisit, OpenVisit, Refusal, VisitEffect, VisitPolicy, VisitState } from "./visit-state.ts";

export type Transition = {
  readonly state: VisitState;
  /** All the work the machine owes the new state; the runner starts what is not yet under way. */
  readonly effects: readonly VisitEffect[];
  /** Null when the event was accepted. A refused event changes nothing and is not journalled. */
  readonly refusal: Refusal | null;
};

/** The whole procedure, for all services. Does no I/O, reads no clock, never throws on an event. */
export function transition(state: VisitState, event: VisitEvent, policy: VisitPolicy): Transition {
  const refusal = checkAuthority(event.deed);
  const next = refusal ?? applyEvent(state, event, policy);
  if ("cause" in next) return { state, effects: outstandingEffects(state, policy), refusal: next };
  return { state: next, effects: outstandingEffects(next, policy), refusal: null };
}

function applyEvent(state: VisitState, event: VisitEvent, policy: VisitPolicy): VisitState | Refusal {
  switch (state.phase) {
    case "idle":
      return event.deed.kind === "opened" ? openVisit(event, event.deed) : notNow;
    case "open":
      return applyToOpen(state.visit, event, policy);
    case "suspended":
      return applyToSuspended(state, event);
    case "finished":
      if (event.deed.kind === "recovered") return { ...state, visit: accepted(state.visit) };
      if (event.deed.kind !== "package-sealed") return notNow;
      return { phase: "sealed", visit: accepted(state.visit), ...pickPackage(event.deed) };
    case "sealed":
      if (event.deed.kind !== "receipted" || event.deed.packageId !== state.packageId) return notNow;
      return { phase: "closed", visit: accepted(state.visit), receipt: event.deed };
    case "closed":
    case "cancelled":
      return { cause: "visit-over", nextAction: "open-new-visit", override: null };
    default:
      return state satisfies never;
  }
}

function openVisit(event: VisitEvent, deed: DeedOf<"opened">): VisitState {
  const { service, sopRevision, residentData, eligibility, backdrop, notice } = deed;
  const visit: FinishedVisit = {
    visitId: event.visitId,
    service,
    sopRevision,
    residentData,
    eligibility,
    backdrop,
    revision: 1,
    stepIndex: 0,
    actIndex: 0,
    register: null,
    registerNumber: null,
    papers: [],
    captures: [],
    exceptions: [],
    gallery: nothingSearched,
    confirmations: notice === undefined ? [] : [noteNotice(notice, event)],
    timings: [],
  };
  return begin(visit, event);
}

/** Under a name that tells which words were read: version, the beginning of their hash, and the language. */
function noteNotice(
  { version, hash, language }: NonNullable<DeedOf<"opened">["notice"]>,
  { at, deed }: VisitEvent,
): FinishedVisit["confirmations"][number] {
  const by = "by" in deed ? deed.by : { role: "resident" as const, id: "-" };
  return { gate: `notice:${version}:${hash.slice(0, 16)}:${language}`, by, at, decision: null };
}

function applyToOpen(before: OpenVisit, event: VisitEvent, policy: VisitPolicy): VisitState | Refusal {
  const { deed } = event;
  const visit = accepted(before);
  switch (deed.kind) {
    case "opened":
      return { cause: "visit-open", nextAction: "suspend-or-finish-first", override: null };
    case "step-taken":
      return { phase: "open", visit: markWork(visit, "working", event) };
    case "step-left":
      return { phase: "open", visit: markWork(visit, "waiting", event) };
    case "recovered":
      return { phase: "open", visit: changeCurrent(visit, (timing) => recoverTiming(timing, event)) };
    case "suspended": {
      const suspended = changeCurrent(visit, (timing) => suspendTiming(timing, event));
      return { phase: "suspended", visit: suspended, reason: deed.reason, by: deed.by };
    }
    case "cancelled":
      return { phase: "cancelled", visit, reason: deed.reason, by: deed.by };
    default:
      return applyToAct(visit, event, policy);
  }
}

/** What is no act's own: whether this resident has been here today, what papers say. Null for every other deed. */
function judgeBesides(visit: OpenVisit, { deed, at }: VisitEvent): ActOutcome | null {
  switch (deed.kind) {
    case "page-read":
      return noteReading(visit, deed);
    case "gallery-searched":
      return noteSearch(visit, deed);
    case "duplicate-dismissed":
      return dismissDuplicate(visit, deed, at);
    default:
      return visit.gallery.suspects.length === 0 ? null : { kind: "refused", refusal: possibleDuplicate };
  }
}

function applyToSuspended(
  state: Extract<VisitState, { readonly phase: "suspended" }>,
  event: VisitEvent,
): VisitState | Refusal {
  const visit = accepted(state.visit);
  switch (event.deed.kind) {
    case "resumed":
      return { phase: "open", visit: changeCurrent(visit, (timing) => resumeTiming(timing, event)) };
    case "cancelled":
      return { phase: "cancelled", visit, reason: event.deed.reason, by: event.deed.by };
    default:
      return { cause: "visit-suspended", nextAction: "resume-visit", override: null };
  }
}

/** The present act judges the event; a deed of a person also shows that the step is being worked on. */
function applyToAct(visit: OpenVisit, event: VisitEvent, policy: VisitPolicy): VisitState | Refusal {
  const worked = isWork(event) ? markWork(visit, "working", event) : visit;
  const outcome = judgeBesides(worked, event) ?? judge(worked, event, policy);
  switch (outcome.kind) {
    case "refused":
      return outcome.refusal;
    case "stay":
      return { phase: "open", visit: outcome.visit };
    case "back":
      return goBack(outcome.visit, { stepIndex: outcome.stepIndex, actIndex: outcome.actIndex }, event);
    case "done":
      return advance(confirm(outcome.visit, event), actorName(event), event);
    default:
      return outcome satisfies never;
  }
}

function judge(visit: OpenVisit, event: VisitEvent, policy: VisitPolicy): ActOutcome {
  const { act } = visit;
  switch (act.act) {
    case "papers":
      return rulePapers(visit, act, event, policy);
    case "register-look-up":
      return ruleRegisterLookUp(visit, act, event, policy);
    case "data-validation":
      return ruleDataValidation(visit, act, event, policy);
    case "data-confirmation":
      return ruleDataConfirmation(visit, act, event, policy);
    case "eligibility":
      return ruleEligibility(visit, act, event, policy);
    case "photo":
    case "fingers":
    case "signature":
    case "irises":
      return ruleCapture(visit, act, event, policy);
    case "photo-approval":
      return rulePhotoApproval(visit, act, event, policy);
    case "resident-verification":
      return ruleVerification(visit, act, event, policy);
    case "register-number":
      return ruleRegisterNumber(visit, act, event, policy);
    case "letter-check":
      return ruleLetterCheck(visit, act, event, policy);
    default:
      return ruleSigning(visit, act, event, policy);
  }
}

const notNow: Refusal = { cause: "not-now", nextAction: "follow-the-current-step", override: null };

function accepted<V extends FinishedVisit>(visit: V): V {
  return { ...visit, revision: visit.revision + 1 };
}

function pickPackage({ packageId, sequence }: DeedOf<"package-sealed">) {
  return { packageId, sequence };
}

/** What the machine does with the resident before it. */
const machineWork: readonly VisitEvent["deed"]["kind"][] = ["captured", "slap-captured", "resident-compared"];

function isWork({ deed }: VisitEvent): boolean {
  return "by" in deed || machineWork.includes(deed.kind);
}

function actorName({ deed }: VisitEvent): string {
  return "by" in deed ? `${deed.by.role}:${deed.by.id}` : "machine";
}

function confirm(visit: OpenVisit, { deed, at }: VisitEvent): OpenVisit {
  if (!("by" in deed)) return visit;
  const { by } = deed;
  const decision = "second" in deed ? { reason: deed.reason, by, second: deed.second } : null;
  const confirmations = [...visit.confirmations, { gate: visit.act.act, by, at, decision }];
  return { ...visit, confirmations };
}

/** Counted up to each event, so that a power cut can make waiting only of the time that no event speaks for. */
function markWork(visit: OpenVisit, state: "working" | "waiting", moment: Moment): OpenVisit {
  return changeCurrent(visit, (timing) => changeTiming(timing, state, moment));
}

function changeCurrent(
  visit: OpenVisit,
  change: (timing: OpenVisit["timings"][number]) => OpenVisit["timings"][number],
): OpenVisit {
  const stepId = visit.timings.findLast(({ state }) => state !== "finished")?.stepId;
  return { ...visit, timings: visit.timings.map((timing) => (timing.stepId === stepId ? change(timing) : timing)) };
}
