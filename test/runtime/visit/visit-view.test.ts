import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { serviceIds } from "../../../runtime/procedure/service.ts";
import { services } from "../../../runtime/procedure/services.ts";
import type { CaptureTarget } from "../../../runtime/visit/capture-target.ts";
import type { VisitDeed } from "../../../runtime/visit/visit-event.ts";
import { transition } from "../../../runtime/visit/visit-transition.ts";
import { viewVisit } from "../../../runtime/visit/visit-view.ts";
import {
  captureOf,
  eventOf,
  fullPlan,
  goodMachine,
  lookalikeOf,
  offer,
  openingOf,
  playVisit,
  policy,
  stateAt,
  visitId,
} from "./play-visit.ts";

const { clerk, operator, second } = unattendedPeople;

function stateAfter(...deeds: readonly VisitDeed[]) {
  let { state } = transition({ phase: "idle" }, eventOf(openingOf("ktp-el"), 0), policy);
  for (const [index, deed] of deeds.entries()) state = transition(state, eventOf(deed, index + 1), policy).state;
  return state;
}

describe("what a screen may show", () => {
  it("is nothing while there is no visit", () => {
    expect(viewVisit({ phase: "idle" }, 0)).toBeNull();
  });

  it.each(serviceIds)("of %s has every step from the beginning, those to come as ahead", (service) => {
    const view = viewVisit(transition({ phase: "idle" }, eventOf(openingOf(service), 0), policy).state, 0);
    expect(view?.steps.map(({ id }) => id)).toEqual(services[service].steps.map(({ id }) => id));
    expect(view?.steps.map(({ state }) => state)).toEqual(
      services[service].steps.map((_, index) => (index === 0 ? "waiting" : "ahead")),
    );
    expect(view).toMatchObject({ visitId, service, phase: "open", act: "papers", revision: 1, packageId: null });
  });

  it("counts on live, and says when a step is over its standard time", () => {
    const state = stateAfter({ kind: "step-taken", by: clerk });
    expect(viewVisit(state, 31_000)?.steps[0]).toMatchObject({
      state: "working",
      workingMs: 30_000,
      waitingMs: 1_000,
      overMs: 0,
    });
    expect(viewVisit(state, 61_000)?.steps[0]?.overMs).toBe(0);
    expect(viewVisit(state, 61_001)?.steps[0]?.overMs).toBe(1);
  });

  it("does not count on in a finished step", () => {
    const played = playVisit("ktp-el");
    const [finished] = viewVisit(played.at(-1)!.after.state, 0)?.steps ?? [];
    expect(viewVisit(played.at(-1)!.after.state, 9_000_000)?.steps[0]).toEqual(finished);
    expect(finished?.state).toBe("finished");
  });

  it("names the phase of a visit that is suspended or cancelled", () => {
    const suspended = stateAfter({ kind: "suspended", by: operator, reason: "x" });
    expect(viewVisit(suspended, 0)).toMatchObject({ phase: "suspended", act: "papers" });
    const cancelled = stateAfter({ kind: "cancelled", by: operator, reason: "x" });
    expect(viewVisit(cancelled, 0)).toMatchObject({ phase: "cancelled", act: null, receipt: null });
  });

  it("shows captures with score and attempts, exceptions with their reason, package and receipt", () => {
    const exceptions = new Map<CaptureTarget, "missing">([["finger-08", "missing"]]);
    const scoreOf = (target: CaptureTarget, attempt: number) => (target === "iris-left" ? 10 * attempt : 70);
    const played = playVisit("ktp-el", { ...fullPlan, exceptions }, { ...goodMachine, scoreOf });
    const sealed = played.find(({ after }) => after.state.phase === "sealed");
    expect(viewVisit(sealed!.after.state, 0)).toMatchObject({ packageId: "b".repeat(64), receipt: null });
    const view = viewVisit(played.at(-1)!.after.state, 0);
    expect(view?.captures).toHaveLength(14);
    expect(view?.captures).toContainEqual({
      target: "face",
      modality: "face",
      position: null,
      score: 70,
      attempts: 1,
      exception: null,
      lookalike: null,
    });
    expect(view?.captures.find(({ target }) => target === "finger-08")).toEqual({
      target: "finger-08",
      modality: "fingerprint",
      position: 8,
      score: null,
      attempts: 0,
      exception: "missing",
      lookalike: null,
    });
    const iris = view?.captures.find(({ target }) => target === "iris-left");
    expect(iris).toMatchObject({ modality: "iris", position: "left", score: 30, attempts: 3 });
    expect(iris?.exception).toContain("30");
    expect(view).toMatchObject({
      phase: "closed",
      packageId: "b".repeat(64),
      receipt: { status: "RECEIVED", receivedAt: "2026-01-05T02:00:00.000Z" },
    });
  });

  it("names the finger that is the wrong one while it is offered, and after it was accepted all the same", () => {
    const tried = offer(
      stateAt("fingers"),
      { kind: "captured", target: "finger-01", attempt: 1, capture: captureOf(80) },
      ...[1, 2, 3].map(
        (attempt): VisitDeed => ({ kind: "captured", target: "finger-02", attempt, capture: lookalikeOf("finger-01") }),
      ),
    ).state;
    const wrong = { target: "finger-02", lookalike: "finger-01" };
    expect(viewVisit(tried, 0)).toMatchObject({ wrongFingers: [wrong] });
    const decision = { by: operator, second, reason: "jari tertukar" };
    const accepted = offer(tried, { kind: "below-limit-accepted", target: "finger-02", ...decision }).state;
    expect(viewVisit(accepted, 0)).toMatchObject({ wrongFingers: [] });
    expect(viewVisit(accepted, 0)?.captures.at(-1)).toMatchObject({ ...wrong, exception: "jari tertukar" });
  });

  it("names the other visit with the same finger, and why this one went on", () => {
    const other = "22222222-2222-4333-8444-555555555555";
    const suspected = offer(
      stateAt("fingers"),
      { kind: "captured", target: "finger-01", attempt: 1, capture: captureOf(80) },
      { kind: "gallery-searched", target: "finger-01", hits: [{ visitId: other, score: 88 }] },
    ).state;
    const duplicate = { target: "finger-01", visitId: other, score: 88 };
    expect(viewVisit(suspected, 0)?.duplicates).toEqual([{ ...duplicate, dismissal: null }]);
    const dismissed = offer(suspected, { kind: "duplicate-dismissed", by: operator, second, reason: "kembar" }).state;
    expect(viewVisit(dismissed, 0)?.duplicates).toEqual([{ ...duplicate, dismissal: "kembar" }]);
  });

  it("is the same for every resident: no blob, no actor, nothing that is personal", () => {
    for (const { after } of playVisit("ktp-el")) {
      const text = JSON.stringify(viewVisit(after.state, 0));
      expect(text).not.toContain("a".repeat(64));
      for (const { id } of Object.values(unattendedPeople)) expect(text).not.toContain(`"${id}"`);
    }
  });
});
