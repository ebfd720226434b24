import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { type CaptureTarget, captureTargets } from "../../../runtime/visit/capture-target.ts";
import { keptFingers } from "../../../runtime/visit/kept-fingers.ts";
import { findLookalike, sameFingerCode } from "../../../runtime/visit/same-finger.ts";
import type { Capture, VisitDeed } from "../../../runtime/visit/visit-event.ts";
import type { VisitState } from "../../../runtime/visit/visit-state.ts";
import { captureOf, lookalikeOf, offer, openVisitOf, stateAt } from "./play-visit.ts";

const { operator, second, resident } = unattendedPeople;
const decision = { by: operator, second, reason: "telunjuk dahulu" };

const captured = (target: CaptureTarget, attempt: number, capture: Capture): VisitDeed => ({
  kind: "captured",
  target,
  attempt,
  capture,
});
const reopen = (target: CaptureTarget): VisitDeed => ({ kind: "finger-reopened", target, ...decision });

/** The thumb is settled, but shows the index finger; the index finger, offered three times, looks like that "thumb". */
function swapped(): VisitState {
  const lookalike = lookalikeOf("finger-01");
  return offer(
    stateAt("fingers"),
    captured("finger-01", 1, captureOf(80)),
    ...[1, 2, 3].map((attempt) => captured("finger-02", attempt, lookalike)),
  ).state;
}

describe("a finger that looks like another one of the visit", () => {
  it("is named in a code of its own, for every finger", () => {
    for (const target of captureTargets) {
      expect(findLookalike([{ code: "too-wet" }, { code: sameFingerCode(target) }])).toBe(target);
    }
    expect(findLookalike([{ code: "too-wet" }, { code: "same-as-finger-11" }])).toBeNull();
  });

  it("is not accepted, however good it is, and waits for a decision of two once the attempts are used up", () => {
    const state = swapped();
    const { act } = openVisitOf(state);
    expect("progress" in act && act.progress[0]).toMatchObject({
      target: "finger-02",
      status: { kind: "undecided", slap: null },
    });
    const accept: VisitDeed = { kind: "below-limit-accepted", target: "finger-02", ...decision };
    expect(offer(state, { ...accept, second: operator }).refusal?.cause).toBe("second-person-needed");
    const accepted = offer(state, accept);
    expect(accepted.refusal).toBeNull();
    expect(openVisitOf(accepted.state).captures.at(-1)).toMatchObject({
      target: "finger-02",
      capture: { passed: false, reasons: [{ code: "same-as-finger-01" }] },
      exception: { reason: "telunjuk dahulu" },
    });
  });

  it("is never kept before a poorer print of the right finger, whichever came first", () => {
    const poor = captureOf(20);
    const wrong = lookalikeOf("finger-01");
    const thumb = captured("finger-01", 1, captureOf(80));
    for (const tries of [
      [poor, wrong, wrong],
      [wrong, poor, wrong],
      [wrong, wrong, poor],
    ]) {
      const deeds = tries.map((capture, index) => captured("finger-02", index + 1, capture));
      const { state } = offer(stateAt("fingers"), thumb, ...deeds);
      expect(keptFingers(openVisitOf(state)).at(-1)).toEqual({ target: "finger-02", capture: poor });
    }
  });
});

describe("an earlier finger that was the wrong one", () => {
  it("is captured again first, and the finger it held back begins anew", () => {
    const reopened = offer(swapped(), reopen("finger-01"));
    expect(reopened.refusal).toBeNull();
    const visit = openVisitOf(reopened.state);
    expect(visit.captures.map(({ target }) => target)).toEqual(["face"]);
    expect(keptFingers(visit)).toEqual([]);
    expect(reopened.effects).toEqual([{ kind: "capture", target: "finger-01", attempt: 2 }]);
    const again = offer(reopened.state, captured("finger-01", 2, captureOf(75)));
    expect(again.effects).toContainEqual({ kind: "capture", target: "finger-02", attempt: 4 });
    const both = offer(again.state, captured("finger-02", 4, captureOf(85)));
    expect(openVisitOf(both.state).captures.slice(1)).toMatchObject([
      { target: "finger-01", attempts: 2, capture: { score: 75 }, exception: null },
      { target: "finger-02", attempts: 4, capture: { score: 85 }, exception: null },
    ]);
  });

  it("leaves a record of who decided it, with whom and why", () => {
    const { confirmations } = openVisitOf(offer(swapped(), reopen("finger-01")).state);
    expect(confirmations.at(-1)).toEqual({
      gate: "finger-01-reopened",
      by: operator,
      at: "2026-01-05T01:06:40.000Z",
      decision: { reason: "telunjuk dahulu", by: operator, second },
    });
  });

  it("leaves alone what was held back for another cause", () => {
    const state = offer(
      stateAt("fingers"),
      captured("finger-01", 1, captureOf(80)),
      ...[1, 2, 3].map((attempt) => captured("finger-02", attempt, captureOf(30))),
      captured("finger-03", 1, captureOf(80)),
    ).state;
    const { act } = openVisitOf(offer(state, reopen("finger-03")).state);
    expect("progress" in act && act.progress.slice(0, 2)).toMatchObject([
      { target: "finger-02", attempts: 3, best: { score: 30 }, status: { kind: "undecided", slap: null } },
      { target: "finger-03", attempts: 1, best: null, status: { kind: "capturing" } },
    ]);
  });

  it("may be one that was excepted", () => {
    const excepted: VisitDeed = { kind: "capture-excepted", target: "finger-01", ...decision, reason: "bandaged" };
    const reopened = offer(stateAt("fingers"), excepted, reopen("finger-01"));
    expect(openVisitOf(reopened.state).exceptions).toEqual([]);
    expect(reopened.effects).toEqual([{ kind: "capture", target: "finger-01", attempt: 1 }]);
  });

  it("is reopened by the operator with a second person, and by nobody else", () => {
    const state = swapped();
    expect(offer(state, { ...reopen("finger-01"), second: operator } as VisitDeed).refusal?.cause).toBe(
      "second-person-needed",
    );
    expect(offer(state, { ...reopen("finger-01"), by: resident } as VisitDeed).refusal?.cause).toBe("role-not-allowed");
  });

  it("is refused where there is nothing to reopen", () => {
    expect(offer(swapped(), reopen("finger-02")).refusal?.cause).toBe("target-not-settled");
    expect(offer(swapped(), reopen("face")).refusal?.cause).toBe("target-not-settled");
    expect(offer(stateAt("signature"), reopen("finger-01")).refusal?.cause).toBe("target-not-settled");
  });
});
