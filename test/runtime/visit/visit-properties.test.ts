import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { decideDeed } from "../../../runtime/attendant/decide-deed.ts";
import { serviceIds } from "../../../runtime/procedure/service.ts";
import { services } from "../../../runtime/procedure/services.ts";
import { nextSearch } from "../../../runtime/visit/acts/duplicates.ts";
import { type CaptureTarget, captureTargets } from "../../../runtime/visit/capture-target.ts";
import { outstandingEffects } from "../../../runtime/visit/visit-effects.ts";
import type { VisitDeed } from "../../../runtime/visit/visit-event.ts";
import type { FinishedVisit, VisitState } from "../../../runtime/visit/visit-state.ts";
import { transition } from "../../../runtime/visit/visit-transition.ts";
import {
  answerEffect,
  captureOf,
  eventOf,
  fullPlan,
  goodMachine,
  lookalikeOf,
  openingOf,
  playVisit,
  policy,
} from "./play-visit.ts";

const people = Object.values(unattendedPeople);
const actor = fc.constantFrom(...people);
const target = fc.constantFrom(...captureTargets);
const paper = fc.constantFrom("kk", "ktp", "formulir-desa", "ijazah-terakhir", "bukan-berkas");
const attempt = fc.integer({ min: 1, max: 5 });
const others = ["22222222-2222-4333-8444-555555555555", "33333333-2222-4333-8444-555555555555"] as const;
const blob = { hash: "c".repeat(64), lengthBytes: 1 };

/** Any deed at all, by anybody, sensible or not. */
const anyDeed: fc.Arbitrary<VisitDeed> = fc.oneof(
  ...(
    [
      "step-taken",
      "step-left",
      "resumed",
      "papers-confirmed",
      "look-up-requested",
      "data-validated",
      "enrolment-opened",
      "photo-approved",
      "data-approved",
      "photo-refused",
      "verification-retried",
      "initialled",
      "kasi-signed",
      "stamped",
      "letter-verified",
      "letter-validated",
      "handed-over",
    ] as const
  ).map((kind) => actor.map((by): VisitDeed => ({ kind, by }))),
  actor.map((by): VisitDeed => ({ kind: "operator-attested", by, method: "pin" })),
  actor.map((by): VisitDeed => ({ kind: "suspended", by, reason: "x" })),
  fc.constant<VisitDeed>({ kind: "recovered" }),
  fc.tuple(actor, actor).map(([by, witness]): VisitDeed => ({ kind: "data-confirmed", by, witness })),
  fc.tuple(actor, actor).map(([by, second]): VisitDeed => ({ kind: "verification-waived", by, second, reason: "x" })),
  fc.tuple(actor, actor).map(([by, second]): VisitDeed => ({ kind: "register-overridden", by, second, reason: "x" })),
  fc
    .tuple(actor, actor)
    .map(([by, second]): VisitDeed => ({ kind: "eligibility-overridden", by, second, reason: "x" })),
  fc
    .tuple(paper, fc.boolean(), fc.boolean(), actor)
    .map(([id, original, copy, by]): VisitDeed => ({ kind: "paper-checked", paper: id, original, copy, by })),
  fc.tuple(paper, actor).map(([id, by]): VisitDeed => ({ kind: "scan-requested", paper: id, by })),
  paper.map((id): VisitDeed => ({ kind: "page-scanned", paper: id, pages: [blob] })),
  fc
    .constantFrom("found", "not-found", "already-recorded", "unreachable")
    .map((outcome): VisitDeed => ({ kind: "register-answered", outcome, differences: [] })),
  fc
    .tuple(target, attempt, fc.integer({ min: 0, max: 100 }))
    .map(([id, n, score]): VisitDeed => ({ kind: "captured", target: id, attempt: n, capture: captureOf(score) })),
  fc
    .tuple(target, attempt)
    .map(([id, n]): VisitDeed => ({ kind: "capture-failed", target: id, attempt: n, failure: "driver.timeout" })),
  fc.tuple(target, actor).map(([id, by]): VisitDeed => ({ kind: "retry-requested", target: id, by })),
  fc
    .tuple(target, actor, actor)
    .map(([id, by, second]): VisitDeed => ({ kind: "below-limit-accepted", target: id, by, second, reason: "x" })),
  fc
    .tuple(target, actor, actor)
    .map(([id, by, second]): VisitDeed => ({ kind: "capture-excepted", target: id, by, second, reason: "waived" })),
  fc
    .tuple(target, attempt, target)
    .map(([id, n, other]): VisitDeed => ({ kind: "captured", target: id, attempt: n, capture: lookalikeOf(other) })),
  fc
    .tuple(target, actor, actor)
    .map(([id, by, second]): VisitDeed => ({ kind: "finger-reopened", target: id, by, second, reason: "x" })),
  fc
    .tuple(actor, actor)
    .map(([by, second]): VisitDeed => ({ kind: "line-allowed", target: "signature", by, second, reason: "x" })),
  fc.tuple(target, fc.boolean(), fc.boolean()).map(
    ([id, isHit, isOther]): VisitDeed => ({
      kind: "gallery-searched",
      target: id,
      hits: isHit ? [{ visitId: isOther ? others[0] : others[1], score: 80 }] : [],
    }),
  ),
  fc.tuple(actor, actor).map(([by, second]): VisitDeed => ({ kind: "duplicate-dismissed", by, second, reason: "x" })),
  fc
    .tuple(target, attempt, fc.constantFrom("match", "no-match", "no-probe"))
    .map(
      ([id, n, decision]): VisitDeed => ({ kind: "resident-compared", target: id, attempt: n, score: 50, decision }),
    ),
  fc.constant<VisitDeed>({ kind: "package-sealed", packageId: "b".repeat(64), sequence: 1, lengthBytes: 9 }),
  fc.constant<VisitDeed>({ kind: "register-number-assigned", number: "7" }),
  fc
    .tuple(actor, fc.subarray(["kk", "ktp"]))
    .map(([by, papers]): VisitDeed => ({ kind: "letter-returned", by, papers, reason: "x" })),
);

const service = fc.constantFrom(...serviceIds);

/**
 * Mischief among the right deeds: at each turn some arbitrary deeds are offered first, then the one that the people or
 * the machine would do, perhaps twice.
 */
const mischief = fc.array(fc.tuple(fc.array(anyDeed, { maxLength: 4 }), fc.boolean()), {
  minLength: 60,
  maxLength: 160,
});

function visitOf(state: VisitState): FinishedVisit | null {
  return "visit" in state ? state.visit : null;
}

function allGatesPassed(visit: FinishedVisit): boolean {
  const gates = new Set(visit.confirmations.map(({ gate }) => gate));
  const settled = new Set([...visit.captures, ...visit.exceptions].map(({ target: id }) => id));
  return services[visit.service].steps
    .flatMap(({ acts }) => [...acts])
    .every((act) => {
      if (act === "register-look-up") return visit.register !== null;
      if (act === "register-number") return visit.registerNumber !== null;
      if (["photo", "fingers", "signature", "irises"].includes(act))
        return captureTargets.every((id) => settled.has(id));
      if (act === "photo-approval" && visit.exceptions.some(({ target: id }) => id === "face")) return true;
      if (act === "resident-verification") return gates.has("operator-attestation");
      return gates.has(act);
    });
}

describe("whatever is offered, doubled or out of order", () => {
  it("no gate is skipped and no accepted capture is lost", () => {
    fc.assert(
      fc.property(service, mischief, (id, turns) => {
        const { state, offer } = createOffer(id);
        for (const turn of turns) playTurn(turn, state, offer);
        const last = state();
        if (last.phase !== "finished" && last.phase !== "sealed") return;
        expect(allGatesPassed(last.visit)).toBe(true);
        expect(last.visit.gallery.suspects).toEqual([]);
        expect(nextSearch(last.visit)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it("a replay of the accepted events gives the same state", () => {
    fc.assert(
      fc.property(service, fc.array(anyDeed, { maxLength: 60 }), (id, deeds) => {
        const accepted = [eventOf(openingOf(id), 0)];
        let state = transition({ phase: "idle" }, accepted[0]!, policy).state;
        for (const [index, deed] of deeds.entries()) {
          const event = eventOf(deed, index + 1);
          const next = transition(state, event, policy);
          if (next.refusal === null) accepted.push(event);
          state = next.state;
        }
        let replayed: VisitState = { phase: "idle" };
        for (const event of accepted) replayed = transition(replayed, event, policy).state;
        expect(replayed).toEqual(state);
      }),
      { numRuns: 200 },
    );
  });

  it("working and waiting time of all steps add up to the length of the visit", () => {
    const played = playVisit("ktp-el");
    const last = played.findLast(({ after }) => after.state.phase === "finished");
    const visit = last === undefined ? null : visitOf(last.after.state);
    const totalMs = (visit?.timings ?? []).reduce((sum, { workingMs, waitingMs }) => sum + workingMs + waitingMs, 0);
    expect(totalMs).toBe(last?.event.ms);
  });
});

function playTurn(
  [noise, isDoubled]: readonly [readonly VisitDeed[], boolean],
  state: () => VisitState,
  offer: (deed: VisitDeed) => void,
): void {
  for (const deed of noise) offer(deed);
  const right = rightDeed(state());
  if (right === null) return;
  offer(right);
  if (isDoubled) offer(right);
}

/** What would rightly come next: the machine's answer, else the people's deed. */
function rightDeed(state: VisitState): VisitDeed | null {
  if (state.phase === "suspended") return { kind: "resumed", by: unattendedPeople.operator };
  if (state.phase !== "open") return null;
  const [effect] = outstandingEffects(state, policy);
  if (effect !== undefined) return answerEffect(effect, goodMachine);
  return decideDeed(state.visit, { ...fullPlan, deviceRetriesMax: 0 }, new Map());
}

/** The one capture that a deed may take back. */
function givenUpBy(deed: VisitDeed): readonly CaptureTarget[] {
  if (deed.kind === "photo-refused") return ["face"];
  return deed.kind === "finger-reopened" ? [deed.target] : [];
}

/** Offers deeds one after another and holds each step to the two promises. */
function createOffer(id: (typeof serviceIds)[number]) {
  let state = transition({ phase: "idle" }, eventOf(openingOf(id), 0), policy).state;
  let second = 1;
  return {
    state: () => state,
    offer: (deed: VisitDeed) => {
      const next = transition(state, eventOf(deed, second), policy);
      second += 1;
      if (next.refusal !== null) expect(next.state).toBe(state);
      const kept = visitOf(next.state)?.captures ?? [];
      const lost = (visitOf(state)?.captures ?? []).filter((one) => !kept.includes(one)).map(({ target: of }) => of);
      expect(lost).toEqual(lost.length > 0 ? givenUpBy(deed) : []);
      state = next.state;
    },
  };
}
