import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../../runtime/attendant/attendance-plan.ts";
import { projectTargets, type TargetLimits } from "../../../../runtime/kiosk/view/project-targets.ts";
import type { CaptureTarget } from "../../../../runtime/visit/capture-target.ts";
import type { VisitDeed } from "../../../../runtime/visit/visit-event.ts";
import type { VisitState } from "../../../../runtime/visit/visit-state.ts";
import { captureOf, offer, stateAt } from "../../visit/play-visit.ts";

const { operator, second } = unattendedPeople;
const limits: TargetLimits = {
  ...{ fingerprintScoreMin: 40, irisScoreMin: 60, faceScoreMin: 0, signatureScoreMin: 0 },
  ...{ attemptsMax: 3, fingersBy: "finger" },
};
const tried = (target: CaptureTarget, ...scores: readonly number[]): readonly VisitDeed[] =>
  scores.map((score, index) => ({ kind: "captured", target, attempt: index + 1, capture: captureOf(score) }));
const failed = (target: CaptureTarget): VisitDeed => ({
  ...{ kind: "capture-failed", target, attempt: 1, failure: "driver.disconnected" },
});

function look(state: VisitState, target: CaptureTarget) {
  if (state.phase !== "open") throw new RangeError(`the visit is ${state.phase}`);
  const found = projectTargets(state.visit, limits).find((one) => one.target === target);
  if (found === undefined) throw new RangeError(`no ${target}`);
  const { state: now, attemptsLeft, isEnough, isToDecide, note } = found;
  return { state: now, attemptsLeft, isEnough, isToDecide, note };
}

describe("a capture as it is shown", () => {
  const fingers = stateAt("fingers");

  it("counts attempts down while it is tried, and tells nothing before the first failure", () => {
    expect(look(fingers, "finger-01")).toEqual({
      ...{ state: "capturing", attemptsLeft: 3, isEnough: false, isToDecide: false, note: null },
    });
    expect(look(offer(fingers, ...tried("finger-01", 12)).state, "finger-01")).toMatchObject({
      ...{ state: "capturing", attemptsLeft: 2, note: "again" },
    });
    expect(look(fingers, "finger-09")).toMatchObject({ state: "ahead", note: null });
  });

  it("is for somebody to decide once attempts are used up or the device has failed", () => {
    expect(look(offer(fingers, ...tried("finger-01", 12, 20, 39)).state, "finger-01")).toEqual({
      ...{ state: "undecided", attemptsLeft: null, isEnough: false, isToDecide: true, note: "undecided" },
    });
    expect(look(offer(fingers, failed("finger-01")).state, "finger-01")).toMatchObject({
      ...{ state: "blocked", attemptsLeft: null, isToDecide: true, note: "blocked" },
    });
  });

  it("is enough at the limit itself, and not enough when it was accepted below it", () => {
    const below: VisitDeed = { kind: "below-limit-accepted", target: "finger-01", reason: "-", by: operator, second };
    expect(look(offer(fingers, ...tried("finger-01", 40)).state, "finger-01")).toMatchObject({
      ...{ state: "accepted", isEnough: true, note: null },
    });
    expect(look(offer(fingers, ...tried("finger-01", 12, 20, 39), below).state, "finger-01")).toMatchObject({
      ...{ state: "accepted", isEnough: false, isToDecide: false },
    });
  });

  it("is not enough by score alone: a face that fails a measure never is", () => {
    const photo = stateAt("photo");
    const turned: VisitDeed = { kind: "captured", target: "face", attempt: 1, capture: captureOf(88, false) };
    expect(look(offer(photo, turned).state, "face")).toMatchObject({ state: "capturing", isEnough: false });
  });
});
