import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { decideDeed } from "../../../runtime/attendant/decide-deed.ts";
import { galleryFingers } from "../../../runtime/visit/acts/duplicates.ts";
import type { CaptureTarget } from "../../../runtime/visit/capture-target.ts";
import type { DeedOf, VisitDeed } from "../../../runtime/visit/visit-event.ts";
import type { VisitState } from "../../../runtime/visit/visit-state.ts";
import { transition } from "../../../runtime/visit/visit-transition.ts";
import {
  captureOf,
  eventOf,
  fullPlan,
  goodMachine,
  offer,
  openingOf,
  openVisitOf,
  playVisit,
  policy,
  stateAt,
} from "./play-visit.ts";

const { operator, second, resident } = unattendedPeople;
const other = "22222222-2222-4333-8444-555555555555";
const third = "33333333-2222-4333-8444-555555555555";

const captured = (target: CaptureTarget): VisitDeed => ({
  kind: "captured",
  target,
  attempt: 1,
  capture: captureOf(80),
});
const searched = (target: CaptureTarget, ...hits: DeedOf<"gallery-searched">["hits"]): VisitDeed => ({
  kind: "gallery-searched",
  target,
  hits,
});
const dismiss: VisitDeed = { kind: "duplicate-dismissed", by: operator, second, reason: "saudara kembar" };

/** The right thumb has been settled, and somebody else's visit has the same. */
function suspected(): VisitState {
  return offer(stateAt("fingers"), captured("finger-01"), searched("finger-01", { visitId: other, score: 88 })).state;
}

describe("a settled finger", () => {
  it("is looked for among today's residents: thumbs and index fingers, once each, while the capture goes on", () => {
    const { effects, state } = offer(stateAt("fingers"), captured("finger-01"));
    expect(effects).toEqual([
      { kind: "search-gallery", target: "finger-01" },
      { kind: "capture", target: "finger-02", attempt: 1 },
    ]);
    expect(offer(state, searched("finger-01")).effects).toEqual([{ kind: "capture", target: "finger-02", attempt: 1 }]);
    expect(offer(state, searched("finger-01"), searched("finger-01")).refusal?.cause).toBe("not-now");
    const asked = playVisit("ktp-el").flatMap(({ event: { deed } }) =>
      deed.kind === "gallery-searched" ? [deed.target] : [],
    );
    expect(asked).toEqual(galleryFingers);
  });

  it("that was taken below its limit is looked for as well, one that is missing is not", () => {
    const exceptions = new Map<CaptureTarget, "missing">([["finger-02", "missing"]]);
    const scoreOf = (target: CaptureTarget) => (target === "finger-07" ? 20 : 70);
    const played = playVisit("ktp-el", { ...fullPlan, exceptions }, { ...goodMachine, scoreOf });
    const asked = played.flatMap(({ event: { deed } }) => (deed.kind === "gallery-searched" ? [deed.target] : []));
    expect(asked).toEqual(["finger-01", "finger-06", "finger-07"]);
  });

  it("is looked for before the resident is compared", () => {
    const visit = openVisitOf(stateAt("resident-verification"));
    const searchedFew = visit.gallery.searched.slice(1);
    const state: VisitState = {
      phase: "open",
      visit: { ...visit, gallery: { ...visit.gallery, searched: searchedFew } },
    };
    expect(transition(state, eventOf({ kind: "recovered" }, 400), policy).effects).toEqual([
      { kind: "search-gallery", target: "finger-01" },
    ]);
  });

  it("is looked for again when it was captured again", () => {
    const settled = offer(stateAt("fingers"), captured("finger-01"), searched("finger-01")).state;
    const reopen: VisitDeed = { kind: "finger-reopened", target: "finger-01", by: operator, second, reason: "x" };
    const again = offer(settled, reopen, { ...captured("finger-01"), attempt: 2 } as VisitDeed);
    expect(again.effects[0]).toEqual({ kind: "search-gallery", target: "finger-01" });
  });
});

describe("a finger that is in another visit of today", () => {
  it("stops the machine and everybody until two people have decided", () => {
    const state = suspected();
    expect(transition(state, eventOf({ kind: "recovered" }, 400), policy).effects).toEqual([]);
    for (const deed of [
      captured("finger-02"),
      { kind: "retry-requested", target: "finger-02", by: operator } as const,
    ]) {
      expect(offer(state, deed).refusal).toEqual({
        cause: "possible-duplicate",
        nextAction: "dismiss-duplicate-or-cancel",
        override: "operator",
      });
    }
    expect(offer(state, { ...dismiss, second: operator } as VisitDeed).refusal?.cause).toBe("second-person-needed");
    expect(offer(state, { ...dismiss, by: resident } as VisitDeed).refusal?.cause).toBe("role-not-allowed");
  });

  it("may be dismissed with a reason, which stays with the visit, and the capture goes on", () => {
    const dismissed = offer(suspected(), dismiss);
    expect(dismissed.effects).toEqual([{ kind: "capture", target: "finger-02", attempt: 1 }]);
    const { gallery, confirmations } = openVisitOf(dismissed.state);
    const decision = { reason: "saudara kembar", by: operator, second };
    expect(gallery.suspects).toEqual([]);
    expect(gallery.dismissed).toEqual([{ target: "finger-01", visitId: other, score: 88, decision }]);
    expect(confirmations.at(-1)).toMatchObject({ gate: "possible-duplicate", by: operator, decision });
    expect(offer(dismissed.state, dismiss).refusal?.cause).toBe("no-duplicate");
  });

  it("may end the visit, or wait for it suspended", () => {
    const cancelled = offer(suspected(), { kind: "cancelled", by: operator, reason: "sudah direkam hari ini" });
    expect(cancelled.state.phase).toBe("cancelled");
    const suspended = offer(suspected(), { kind: "suspended", by: operator, reason: "menunggu Kasi" });
    expect(suspended.state.phase).toBe("suspended");
    const resumed = offer(suspended.state, { kind: "resumed", by: operator });
    expect(resumed.effects).toEqual([]);
    expect(offer(resumed.state, dismiss).refusal).toBeNull();
  });

  it("asks once for one other visit, and again for a third", () => {
    const next = offer(
      suspected(),
      dismiss,
      captured("finger-02"),
      searched("finger-02", { visitId: other, score: 70 }, { visitId: third, score: 66 }),
    );
    const { gallery } = openVisitOf(next.state);
    expect(gallery.suspects).toEqual([{ target: "finger-02", visitId: third, score: 66 }]);
    expect(gallery.dismissed.map(({ target, visitId }) => [target, visitId])).toEqual([
      ["finger-01", other],
      ["finger-02", other],
    ]);
    const both = openVisitOf(offer(next.state, { ...dismiss, reason: "lagi" } as VisitDeed).state).gallery.dismissed;
    expect(both.map(({ decision }) => decision.reason)).toEqual(["saudara kembar", "saudara kembar", "lagi"]);
  });
});

describe("an unattended visit", () => {
  it("goes on with a reason that names the finger, and ends with a receipt", () => {
    expect(decideDeed(openVisitOf(suspected()), fullPlan, new Map())).toMatchObject({
      kind: "duplicate-dismissed",
      by: operator,
      second,
      reason: expect.stringContaining("finger-01"),
    });
    const played = playVisit("ktp-el", fullPlan, { ...goodMachine, search: () => [{ visitId: other, score: 90 }] });
    const last = played.at(-1)?.after.state;
    expect(last?.phase).toBe("closed");
    expect(played.filter(({ event }) => event.deed.kind === "duplicate-dismissed")).toHaveLength(1);
    if (last?.phase === "closed") {
      expect(last.visit.gallery.dismissed.map(({ target }) => target)).toEqual(galleryFingers);
    }
  });
});

it("a journal from before there was a gallery replays, and its fingers are looked for then", () => {
  const old = playVisit("ktp-el").filter(({ event }) => event.deed.kind !== "gallery-searched");
  let state: VisitState = { phase: "idle" };
  for (const { event } of old) {
    const next = transition(state, event, policy);
    expect(next.refusal, event.deed.kind).toBeNull();
    state = next.state;
    if (state.phase !== "open" || state.visit.act.act !== "operator-attestation") continue;
    expect(next.effects).toEqual([{ kind: "search-gallery", target: "finger-01" }]);
  }
  expect(state.phase).toBe("closed");
  expect(transition({ phase: "idle" }, eventOf(openingOf("ktp-el"), 0), policy).refusal).toBeNull();
});
