import type { AttendancePlan } from "../../../runtime/attendant/attendance-plan.ts";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { decideDeed } from "../../../runtime/attendant/decide-deed.ts";
import type { ServiceId } from "../../../runtime/procedure/service.ts";
import type { CaptureTarget } from "../../../runtime/visit/capture-target.ts";
import { sameFingerCode } from "../../../runtime/visit/same-finger.ts";
import type { Capture, DeedOf, VisitDeed, VisitEvent } from "../../../runtime/visit/visit-event.ts";
import type { FingersBy, OpenVisit, VisitEffect, VisitPolicy, VisitState } from "../../../runtime/visit/visit-state.ts";
import { type Transition, transition } from "../../../runtime/visit/visit-transition.ts";

export const visitId = "11111111-2222-4333-8444-555555555555";
export const policy: VisitPolicy = { fingersBy: "finger", attemptsMax: 3, verificationAttemptsMax: 3 };
const blob = { hash: "a".repeat(64), lengthBytes: 10 };

/** An event one second of visit time after the one before it. */
export function eventOf(deed: VisitDeed, second: number): VisitEvent {
  const at = new Date(Date.UTC(2026, 0, 5, 1, 0, second)).toISOString();
  return { visitId, at, ms: second * 1000, deed };
}

export function captureOf(score: number, passed = score >= 40): Capture {
  const reasons = passed ? [] : [{ code: "score-below-limit", value: score, limit: 40 }];
  return {
    blob,
    score,
    passed,
    isRecognised: score > 0,
    reasons,
    capturedAt: "2026-01-05T01:00:00.000Z",
    isSimulated: true,
    elapsedMs: 5,
  };
}

/** A good print, of a finger that looks like another one. */
export function lookalikeOf(other: CaptureTarget, score = 80): Capture {
  return { ...captureOf(score, false), reasons: [{ code: sameFingerCode(other), value: 77, limit: 50 }] };
}

export function openingOf(service: ServiceId, eligibility: "eligible" | "under-age" = "eligible"): VisitDeed {
  return {
    kind: "opened",
    service,
    sopRevision: "test",
    residentData: blob,
    eligibility,
    backdrop: "blue",
    by: unattendedPeople.resident,
  };
}

export type Machine = {
  /** Score of a target's attempt; undefined: the device fails. */
  readonly scoreOf: (target: CaptureTarget, attempt: number) => number | undefined;
  readonly compare: (target: CaptureTarget, attempt: number) => "match" | "no-match";
  readonly differences: readonly string[];
  /** One by one where nothing is said. */
  readonly fingersBy?: FingersBy;
  /** Other visits with the same finger; none without it. */
  readonly search?: (target: CaptureTarget) => DeedOf<"gallery-searched">["hits"];
};
export const goodMachine: Machine = { scoreOf: () => 70, compare: () => "match", differences: [] };

export const fullPlan: AttendancePlan = {
  people: unattendedPeople,
  papers: new Set(["kk", "ktp", "formulir-desa", "surat-kuasa", "surat-pernyataan", "surat-undangan"]),
  exceptions: new Map(),
  deviceRetriesMax: 1,
};

/** What the booth's machinery would answer to one piece of work. */
export function answerEffect(effect: VisitEffect, machine: Machine): VisitDeed {
  switch (effect.kind) {
    case "scan-paper":
      return { kind: "page-scanned", paper: effect.paper, pages: [blob] };
    case "read-page":
      return { kind: "page-read", paper: effect.paper, page: effect.page, hints: [], failure: null };
    case "look-up-resident":
      return { kind: "register-answered", outcome: "found", differences: [...machine.differences] };
    case "capture": {
      const { target, attempt } = effect;
      const score = machine.scoreOf(target, attempt);
      if (score === undefined) return { kind: "capture-failed", target, attempt, failure: "driver.timeout" };
      return { kind: "captured", target, attempt, capture: captureOf(score) };
    }
    case "capture-slap": {
      const { slap, fingers } = effect;
      const scored = fingers.map((finger) => ({ ...finger, score: machine.scoreOf(finger.target, finger.attempt) }));
      if (scored.some(({ score }) => score === undefined))
        return { kind: "slap-failed", slap, fingers: [...fingers], failure: "driver.timeout" };
      const taken = scored.map(({ score = 0, ...finger }) => ({ ...finger, capture: captureOf(score) }));
      return { kind: "slap-captured", slap, fingers: taken };
    }
    case "compare-resident": {
      const { target, attempt } = effect;
      return { kind: "resident-compared", target, attempt, score: 80, decision: machine.compare(target, attempt) };
    }
    case "search-gallery": {
      const { target } = effect;
      return { kind: "gallery-searched", target, hits: [...(machine.search?.(target) ?? [])] };
    }
    case "assign-register-number":
      return { kind: "register-number-assigned", number: "001/2026" };
    case "seal-package":
      return { kind: "package-sealed", packageId: "b".repeat(64), sequence: 1, lengthBytes: 100 };
    default:
      return effect satisfies never;
  }
}

/** Plays a visit to its end, people and machine; every event that was accepted, with the state after it. */
export function playVisit(
  service: ServiceId,
  plan: AttendancePlan = fullPlan,
  machine: Machine = goodMachine,
): readonly { readonly event: VisitEvent; readonly after: Transition }[] {
  const played: { event: VisitEvent; after: Transition }[] = [];
  const retries = new Map<CaptureTarget, number>();
  let deed: VisitDeed | null = openingOf(service);
  for (let second = 0; deed !== null && second < 500; second += 1) {
    const event = eventOf(deed, second);
    const before: VisitState = played.at(-1)?.after.state ?? { phase: "idle" };
    const after = transition(before, event, { ...policy, fingersBy: machine.fingersBy ?? policy.fingersBy });
    if (after.refusal !== null) throw new RangeError(`${deed.kind} refused: ${after.refusal.cause}`);
    played.push({ event, after });
    if (deed.kind === "retry-requested") retries.set(deed.target, (retries.get(deed.target) ?? 0) + 1);
    deed = nextDeed(after, plan, machine, retries);
  }
  return played;
}

/** The state of a played visit when it first stands on `act`. */
export function stateAt(
  act: OpenVisit["act"]["act"],
  service: "ktp-el" | "surat-pengantar" = "ktp-el",
  machine = goodMachine,
): VisitState {
  const found = playVisit(service, fullPlan, machine).find(
    ({ after }) => after.state.phase === "open" && after.state.visit.act.act === act,
  );
  if (found === undefined) throw new RangeError(`the visit never stands on ${act}`);
  return found.after.state;
}

/** Offers deeds to a played visit, one after another; what the last one led to. */
export function offer(state: VisitState, ...deeds: readonly VisitDeed[]): Transition {
  return offerUnder(policy, state, deeds);
}

/** The same, in a booth of this policy. */
export function offerUnder(own: VisitPolicy, state: VisitState, deeds: readonly VisitDeed[]): Transition {
  let last: Transition = { state, effects: [], refusal: null };
  for (const [index, deed] of deeds.entries()) {
    last = transition(last.state, eventOf(deed, index === 0 ? 400 : 401), own);
  }
  return last;
}

export function openVisitOf(state: VisitState): OpenVisit {
  if (state.phase !== "open") throw new RangeError(`the visit is ${state.phase}`);
  return state.visit;
}

function nextDeed(
  { state, effects }: Transition,
  plan: AttendancePlan,
  machine: Machine,
  retries: ReadonlyMap<CaptureTarget, number>,
): VisitDeed | null {
  const [effect] = effects;
  const decided = state.phase === "open" ? decideDeed(state.visit, plan, retries) : null;
  if (decided !== null) return decided;
  if (effect !== undefined) return answerEffect(effect, machine);
  if (state.phase !== "sealed") return null;
  return { kind: "receipted", packageId: state.packageId, status: "RECEIVED", receivedAt: "2026-01-05T02:00:00.000Z" };
}
