import { describe, expect, it } from "vitest";
import type { DeedInputs } from "../../../../runtime/kiosk/offers/candidate-deed.ts";
import { findOffers, type OpenOffer, residentActor } from "../../../../runtime/kiosk/offers/find-offers.ts";
import { type ServiceId, serviceIds } from "../../../../runtime/procedure/service.ts";
import type { Actor, VisitDeed } from "../../../../runtime/visit/visit-event.ts";
import type { VisitState } from "../../../../runtime/visit/visit-state.ts";
import { transition } from "../../../../runtime/visit/visit-transition.ts";
import { eventOf, fullPlan, goodMachine, type Machine, playVisit, policy, visitId } from "../../visit/play-visit.ts";

const operator: Actor = { role: "operator", id: "operator-satu" };
const kasi: Actor = { role: "kasi", id: "kasi-satu" };

/** Every state that a visit goes through, with a machine that fails now and then. */
function statesOf(service: ServiceId, machine: Partial<Machine> = {}): readonly VisitState[] {
  return playVisit(service, fullPlan, { ...goodMachine, ...machine }).map(({ after }) => after.state);
}

const ask = (state: VisitState, officer: Actor | null, hasResidentConfirmed = true) =>
  findOffers({ state, visitId, policy, officer, hasResidentConfirmed });

function makeDeed({ offer, candidate, isResidents }: OpenOffer, officer: Actor): VisitDeed {
  const named = offer.needs.find((need) => need.kind === "officer");
  const proved: Actor = named?.kind === "officer" ? { role: named.roles[0] ?? "operator", id: "dipanggil" } : officer;
  const inputs: DeedInputs = {
    by: isResidents || candidate.kind === "data-confirmed" ? residentActor : proved,
    second: { role: "kasi", id: "orang-kedua" },
    witness: officer,
    reason: "Alasan uji",
    exceptionReason: "missing",
    papers: [],
  };
  return candidate.make(inputs);
}

describe.each(serviceIds)("in every state of %s", (service) => {
  const states = [
    ...statesOf(service),
    ...statesOf(service, { scoreOf: () => 20 }),
    ...statesOf(service, { scoreOf: () => undefined, compare: () => "no-match" }),
  ];

  it("whatever is offered is taken when it is done", () => {
    for (const state of states) {
      for (const officer of [operator, kasi]) {
        for (const offer of ask(state, officer)) {
          const { refusal } = transition(state, eventOf(makeDeed(offer, officer), 500), policy);
          expect(refusal, `${offer.offer.id} in ${state.phase}`).toBeNull();
        }
      }
    }
  });

  it("ids are one each, and nothing is the officer's where nobody has logged in", () => {
    for (const state of states) {
      const ids = ask(state, operator).map(({ offer }) => offer.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ask(state, null).every(({ isResidents }) => isResidents)).toBe(true);
    }
  });

  it("nobody is stuck: the machine works, or somebody may do something beside giving up", () => {
    for (const state of states) {
      if (state.phase !== "open") continue;
      const isMachines =
        transition(state, eventOf({ kind: "step-taken", by: operator }, 500), policy).effects.length > 0;
      const ways = ask(state, operator).filter(({ candidate }) => !["suspended", "cancelled"].includes(candidate.kind));
      expect(isMachines || ways.length > 0, JSON.stringify(state.visit.act)).toBe(true);
    }
  });
});

it("a visit that waits may be resumed or cancelled, one that is over offers nothing", () => {
  const [open] = statesOf("ktp-el");
  const suspended = transition(
    open ?? { phase: "idle" },
    eventOf({ kind: "suspended", by: operator, reason: "x" }, 9),
    policy,
  ).state;
  expect(ask(suspended, operator).map(({ offer }) => offer.id)).toEqual(["resumed", "cancelled"]);
  expect(ask(suspended, null)).toEqual([]);
  expect(ask({ phase: "idle" }, operator)).toEqual([]);
});

it("an attestation asks the operator to prove who it is, also the one who is logged in", () => {
  const attesting = statesOf("ktp-el").find(
    (state) => state.phase === "open" && state.visit.act.act === "operator-attestation",
  );
  const offer = ask(attesting ?? { phase: "idle" }, operator).find(
    ({ candidate }) => candidate.kind === "operator-attested",
  );
  expect(offer?.offer.needs).toEqual([{ kind: "officer", roles: ["operator"] }]);
});
