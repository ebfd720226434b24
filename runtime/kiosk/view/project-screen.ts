import type { ActId } from "../../procedure/service.ts";
import { serviceIds } from "../../procedure/service.ts";
import { coverLetterKinds } from "../../procedure/service-letters.ts";
import { services } from "../../procedure/services.ts";
import type { Biodata } from "../../registry/registry.ts";
import { nextSearch } from "../../visit/acts/duplicates.ts";
import type { OpenVisit, VisitState } from "../../visit/visit-state.ts";
import type { KioskSession } from "../session/kiosk-session.ts";
import { notice, noticeHash } from "../session/notice.ts";
import type { Condition, Screen, TargetView, WaitReason } from "../wire/kiosk-view.ts";
import { projectData } from "./project-data.ts";
import { projectPapers } from "./project-papers.ts";
import { projectReceipt } from "./project-receipt.ts";
import { projectTargets, type TargetLimits } from "./project-targets.ts";

export type ScreenFacts = {
  readonly outOfService: Condition["kind"] | null;
  readonly session: KioskSession;
  /** The visit at the screen, or null. */
  readonly state: VisitState | null;
  /** The resident's data, or null where they are not at hand. */
  readonly biodata: Biodata | null;
  readonly limits: TargetLimits;
  readonly verificationAttemptsMax: number;
  readonly surface: "screen" | "device";
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
      return { kind: "notice", version: notice.version, hash: noticeHash, retentionDays: notice.retentionDays };
    case "identify":
      return { kind: "identify", problem: session.problem, isLookingUp: session.lookUp !== null };
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

function projectVisit(state: VisitState, facts: ScreenFacts): Screen {
  switch (state.phase) {
    case "idle":
    case "finished":
      return { kind: "wait", reason: "sealing" };
    case "sealed":
    case "closed":
      return { kind: "thanks", ...projectReceipt(state.visit.visitId), isPrinted: facts.isPrinted };
    case "suspended":
      return { kind: "suspended" };
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
      return { kind: "papers", papers: projectPapers(visit), scanning: act.scanning, scanFailure: act.scanFailure };
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
      if (act.isUndecided) return { kind: "wait", reason: "verification-decision" };
      const { attempts, pending } = act;
      return { kind: "verification", target: pending[0] ?? null, attempts, attemptsMax: facts.verificationAttemptsMax };
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
  if (act === "signature" && signature !== undefined) return { kind: "signature", signature, surface };
  if (act === "fingers") {
    const fingers = of(({ target }) => target.startsWith("finger-"));
    return { kind: "fingers", fingers, current: findCurrent(fingers) };
  }
  // A person's right eye is the first that is asked for.
  const eyes = of(({ target }) => target.startsWith("iris-"));
  return { kind: "irises", eyes, current: findCurrent(eyes) };
}

/** What is looked at now; when nothing is, what waits to be tried again, and then what waits for a decision. */
function findCurrent(views: readonly TargetView[]): TargetView["target"] | null {
  for (const wanted of ["capturing", "blocked", "undecided"] as const) {
    const found = views.find(({ state }) => state === wanted);
    if (found !== undefined) return found.target;
  }
  return null;
}
