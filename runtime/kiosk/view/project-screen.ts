import { type SlapTarget, slapFingers } from "../../kernel/biometric.ts";
import { nikGroups } from "../../procedure/nik.ts";
import type { ActId } from "../../procedure/service.ts";
import { serviceIds } from "../../procedure/service.ts";
import { coverLetterKinds } from "../../procedure/service-letters.ts";
import { services } from "../../procedure/services.ts";
import type { Biodata } from "../../registry/registry.ts";
import { nextSearch } from "../../visit/acts/duplicates.ts";
import { type CaptureTarget, fingerTarget } from "../../visit/capture-target.ts";
import { lineAllowance } from "../../visit/line-allowance.ts";
import { slapUnderWay, targetsUnderWay } from "../../visit/targets-under-way.ts";
import type { OpenVisit, VisitState } from "../../visit/visit-state.ts";
import type { KioskSession } from "../session/kiosk-session.ts";
import { identifyNotice } from "../session/notice.ts";
import { writeNotice } from "../wire/notice-text.ts";
import type { Condition } from "../wire/view/condition.ts";
import type { Screen, SignatureSurface, WaitReason } from "../wire/view/screen.ts";
import type { TargetView } from "../wire/view/target-view.ts";
import { projectData } from "./project-data.ts";
import { projectPapers } from "./project-papers.ts";
import { nameVisit, projectReceipt } from "./project-receipt.ts";
import { projectTargets, type TargetLimits } from "./project-targets.ts";

export type ScreenFacts = {
  readonly outOfService: Condition["kind"] | null;
  readonly session: KioskSession;
  /** Whose booth it is. */
  readonly office: string;
  /** The visit at the screen, or null. */
  readonly state: VisitState | null;
  /** The resident's data, or null where they are not at hand. */
  readonly biodata: Biodata | null;
  readonly limits: TargetLimits;
  readonly verificationAttemptsMax: number;
  readonly surface: SignatureSurface;
  readonly isPrinted: boolean;
};

/** What the resident sees now. */
export function projectScreen(facts: ScreenFacts): Screen {
  const { session, outOfService } = facts;
  if (outOfService !== null) return { kind: "out-of-service", condition: outOfService };
  switch (session.stage) {
    case "attract":
    case "language":
      return { kind: session.stage };
    case "service":
      return {
        kind: "service",
        services: serviceIds.map((service) => ({ service, standardMs: services[service].standardMs })),
      };
    case "letter-kind":
      return { kind: "letter-kind", letters: coverLetterKinds.map(({ id }) => id) };
    case "notice":
      return projectNotice(facts);
    case "identify":
      return {
        kind: "identify",
        problem: session.problem,
        isLookingUp: session.lookUp !== null,
        groups: [...nikGroups],
      };
    case "data-entry":
      return { kind: "wait", reason: "data-entry" };
    case "ended":
      return { kind: "ended", reason: session.endReason };
    case "visit":
      return facts.state === null ? { kind: "wait", reason: "machine" } : projectVisit(facts.state, facts);
    default:
      return session.stage satisfies never;
  }
}

/** Nobody comes here without a service; whoever did would be told of the one that keeps most. */
function projectNotice({ session, office }: ScreenFacts): Screen {
  const service = session.service ?? "ktp-el";
  const sections = writeNotice(service, office, session.language);
  return { kind: "notice", ...identifyNotice(service, office), sections };
}

function projectVisit(state: VisitState, facts: ScreenFacts): Screen {
  switch (state.phase) {
    case "idle":
    case "finished":
      return { kind: "wait", reason: "sealing" };
    case "sealed":
    case "closed":
      return { kind: "thanks", ...projectReceipt(state.visit.visitId), isPrinted: facts.isPrinted };
    case "suspended":
      return { kind: "suspended", receiptNumber: nameVisit(state.visit.visitId) };
    case "cancelled":
      return { kind: "ended", reason: "cancelled" };
    default:
      return projectAct(state.visit, facts);
  }
}

/** Acts in which somebody of the office, or the machine, is at work and the resident waits. */
const waitsFor: Partial<Record<ActId, WaitReason>> = {
  "register-look-up": "machine",
  "data-validation": "data-validation",
  eligibility: "eligibility",
  "operator-attestation": "attestation",
  "operator-initials": "signing",
  "kasi-signature": "signing",
  "official-stamp": "signing",
  "register-number": "machine",
  "letter-check": "letter-check",
  "letter-validation": "letter-validation",
  "hand-over": "hand-over",
};

function projectAct(visit: OpenVisit, facts: ScreenFacts): Screen {
  const { act } = visit;
  if (visit.gallery.suspects.length > 0) return { kind: "wait", reason: "duplicate-decision" };
  switch (act.act) {
    case "papers":
      return { kind: "papers", papers: projectPapers(visit), scanFailure: act.scanFailure };
    case "data-confirmation":
      if (facts.session.hasConfirmed) return { kind: "wait", reason: "data-witness" };
      return { kind: "data-confirmation", data: projectData(facts.biodata ?? {}), differences: act.differences };
    case "data-approval":
      return { kind: "data-approval", data: projectData(facts.biodata ?? {}) };
    case "photo":
    case "fingers":
    case "signature":
    case "irises":
      return projectCapture(visit, act.act, facts);
    case "photo-approval":
      return { kind: "photo-approval" };
    case "resident-verification": {
      if (nextSearch(visit) !== null) return { kind: "wait", reason: "machine" };
      const [target] = act.pending;
      if (act.isUndecided || target === undefined) return { kind: "wait", reason: "verification-decision" };
      return { kind: "verification", target, attemptsLeft: leftOf(act.attempts, facts.verificationAttemptsMax) };
    }
    default:
      return { kind: "wait", reason: waitsFor[act.act] ?? "machine" };
  }
}

function projectCapture(
  visit: OpenVisit,
  act: "photo" | "fingers" | "signature" | "irises",
  { limits, surface }: ScreenFacts,
): Screen {
  const targets = projectTargets(visit, limits);
  const of = (isWanted: (view: TargetView) => boolean) => targets.filter(isWanted);
  const [face] = of(({ target }) => target === "face");
  const [signature] = of(({ target }) => target === "signature");
  if (act === "photo" && face !== undefined) return { kind: "photo", face };
  if (act === "signature" && signature !== undefined) {
    return {
      kind: "signature",
      signature,
      surface,
      isOnScreen: surface === "screen" && signature.state === "capturing",
      isLineEnough: lineAllowance(visit) !== null,
    };
  }
  if (act === "fingers") {
    const fingers = of(({ target }) => target.startsWith("finger-"));
    return { kind: "fingers", fingers, ...projectAsked(visit, fingers, limits) };
  }
  // A person's right eye is the first that is asked for.
  const eyes = of(({ target }) => target.startsWith("iris-"));
  return { kind: "irises", eyes, current: findCurrent(eyes) };
}

/** What the hands are asked for, and what follows it: the next slap, or the next finger. */
function projectAsked(
  { act }: OpenVisit,
  fingers: readonly TargetView[],
  { fingersBy }: TargetLimits,
): Omit<ScreenOf<"fingers">, "kind" | "fingers"> {
  const progress = "progress" in act ? act.progress : [];
  const underWay = targetsUnderWay(progress, fingersBy);
  const later = progress.filter((one) => !underWay.includes(one));
  const next = slapUnderWay(later, fingersBy) ?? targetsUnderWay(later, fingersBy)[0]?.target ?? null;
  const current = findCurrent(fingers);
  const looked = fingers.filter(({ state }) => state === "capturing").map(({ target }) => target);
  const isLooking = current !== null && looked.includes(current);
  const asked = current === null || isLooking ? looked : [current];
  const slap = slapUnderWay(progress, fingersBy);
  return { current, asked, isLooking, slap: slap !== null && isWhole(slap, asked, fingers) ? slap : null, next };
}

/** Of a slap all that can be had is asked for, and more than one finger: it may be called by its name. */
function isWhole(slap: SlapTarget, asked: readonly CaptureTarget[], fingers: readonly TargetView[]): boolean {
  const isThere = (target: CaptureTarget) => fingers.some((one) => one.target === target && one.state !== "excepted");
  const whole = slapFingers[slap].map(fingerTarget).filter(isThere);
  return asked.length > 1 && whole.every((target) => asked.includes(target));
}

/** Nobody counts before the first failure, nor after the last one. */
function leftOf(attempts: number, attemptsMax: number): number | null {
  return attempts > 0 && attempts < attemptsMax ? attemptsMax - attempts : null;
}

type ScreenOf<K extends Screen["kind"]> = Extract<Screen, { readonly kind: K }>;

/** What is looked at now; when nothing is, what waits to be tried again, and then what waits for a decision. */
function findCurrent(views: readonly TargetView[]): TargetView["target"] | null {
  for (const wanted of ["capturing", "blocked", "undecided"] as const) {
    const found = views.find(({ state }) => state === wanted);
    if (found !== undefined) return found.target;
  }
  return null;
}
