import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { lineAllowance } from "../../../runtime/visit/line-allowance.ts";
import { outstandingEffects } from "../../../runtime/visit/visit-effects.ts";
import type { VisitDeed } from "../../../runtime/visit/visit-event.ts";
import type { VisitState } from "../../../runtime/visit/visit-state.ts";
import { captureOf, offer, openVisitOf, policy, stateAt } from "./play-visit.ts";

const { operator, second, resident } = unattendedPeople;
const decision = { by: operator, second, reason: "Tangan lumpuh" };
const allow: VisitDeed = { kind: "line-allowed", target: "signature", ...decision };
const signed = (attempt: number, score: number): VisitDeed => ({
  ...{ kind: "captured", target: "signature", attempt },
  capture: captureOf(score, score >= 40),
});
const signatureOf = (state: VisitState) =>
  openVisitOf(state).captures.find(({ target }) => target === "signature") ?? null;

describe("a line for a signature", () => {
  it("is not asked for until two people have allowed it", () => {
    const before = stateAt("signature");
    expect(outstandingEffects(before, policy)).toEqual([{ kind: "capture", target: "signature", attempt: 1 }]);
    expect(lineAllowance(openVisitOf(before))).toBeNull();
    const { state, effects, refusal } = offer(before, allow);
    expect(refusal).toBeNull();
    expect(effects).toEqual([{ kind: "capture", target: "signature", attempt: 1, isLineAllowed: true }]);
    expect(lineAllowance(openVisitOf(state))).toEqual(decision);
    expect(openVisitOf(state).confirmations.at(-1)).toMatchObject({
      ...{ gate: "signature-line-allowed", by: operator, decision },
    });
  });

  it("keeps reason and both people with the signature that was taken under it", () => {
    const { state } = offer(stateAt("signature"), allow, signed(1, 100));
    expect(signatureOf(state)).toMatchObject({ attempts: 1, capture: { passed: true }, exception: decision });
    expect(signatureOf(offer(stateAt("signature"), signed(1, 100)).state)?.exception).toBeNull();
  });

  it("may be allowed once the attempts are used up: the signer is then asked once more", () => {
    const tired = offer(stateAt("signature"), ...[1, 2, 3].map((attempt) => signed(attempt, 20)));
    expect(tired.effects).toEqual([]);
    const allowed = offer(tired.state, allow);
    expect(allowed.effects).toEqual([{ kind: "capture", target: "signature", attempt: 4, isLineAllowed: true }]);
    expect(signatureOf(offer(allowed.state, signed(4, 100)).state)).toMatchObject({ attempts: 4, exception: decision });
  });

  it("holds for every attempt after it, also after the device has failed", () => {
    const failed: VisitDeed = { kind: "capture-failed", target: "signature", attempt: 1, failure: "driver.timeout" };
    const again: VisitDeed = { kind: "retry-requested", target: "signature", by: resident };
    const { effects } = offer(stateAt("signature"), allow, failed, again);
    expect(effects).toEqual([{ kind: "capture", target: "signature", attempt: 1, isLineAllowed: true }]);
  });

  it.each([
    ["the same person twice", { ...allow, second: operator }, "second-person-needed"],
    ["a resident as the second", { ...allow, second: resident }, "second-person-needed"],
    ["the resident", { ...allow, by: resident }, "role-not-allowed"],
  ] as const)("is not allowed by %s", (_, deed, cause) => {
    const { refusal, state } = offer(stateAt("signature"), deed as VisitDeed);
    expect(refusal?.cause).toBe(cause);
    expect(lineAllowance(openVisitOf(state))).toBeNull();
  });

  it("is allowed once, and only while a signature is asked for", () => {
    expect(offer(stateAt("signature"), allow, allow).refusal?.cause).toBe("line-already-allowed");
    expect(offer(stateAt("fingers"), allow).refusal?.cause).toBe("target-settled");
    expect(offer(stateAt("irises"), allow).refusal?.cause).toBe("target-settled");
  });
});
