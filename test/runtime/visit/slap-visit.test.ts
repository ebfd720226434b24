import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { type SlapTarget, slapFingers } from "../../../runtime/kernel/biometric.ts";
import { type CaptureTarget, fingerTarget } from "../../../runtime/visit/capture-target.ts";
import type { VisitDeed } from "../../../runtime/visit/visit-event.ts";
import type { VisitPolicy, VisitState } from "../../../runtime/visit/visit-state.ts";
import { captureOf, fullPlan, goodMachine, offerUnder, openVisitOf, playVisit, policy, stateAt } from "./play-visit.ts";

const bySlap: VisitPolicy = { ...policy, fingersBy: "slap" };
const { operator, second } = unattendedPeople;
const fingers = stateAt("fingers");
const offer = (state: VisitState, ...deeds: readonly VisitDeed[]) => offerUnder(bySlap, state, deeds);
const targetsOf = (slap: SlapTarget) => slapFingers[slap].map(fingerTarget);

/** Scores of one slap, finger by finger; 0 for one that is not recognised. */
function slapOf(slap: SlapTarget, scores: Readonly<Partial<Record<CaptureTarget, number>>>, attempt = 1): VisitDeed {
  const taken = Object.entries(scores) as [CaptureTarget, number][];
  return {
    kind: "slap-captured",
    slap,
    fingers: taken.map(([target, score]) => ({ target, attempt, capture: captureOf(score) })),
  };
}
const all = (slap: SlapTarget, score: number) => Object.fromEntries(targetsOf(slap).map((target) => [target, score]));
const progressOf = (state: VisitState) => {
  const { act } = openVisitOf(state);
  if (act.act !== "fingers") throw new RangeError(`the visit stands on ${act.act}`);
  return act.progress;
};
const asked = (effects: ReturnType<typeof offer>["effects"]) =>
  effects.flatMap((effect) =>
    effect.kind === "capture-slap" ? [[effect.slap, effect.fingers.map(({ target }) => target)]] : [],
  );

describe("a visit whose fingers are read four, four and two at a time", () => {
  it("asks for the right hand, the left hand and the thumbs, each once where everything is clear", () => {
    const right = offer(fingers, slapOf("right-four", all("right-four", 70)));
    expect(asked(right.effects)).toEqual([["left-four", ["finger-07", "finger-08", "finger-09", "finger-10"]]]);
    const left = offer(right.state, slapOf("left-four", all("left-four", 70)));
    expect(asked(left.effects)).toEqual([["thumbs", ["finger-01", "finger-06"]]]);
    const thumbs = offer(left.state, slapOf("thumbs", all("thumbs", 70)));
    expect(openVisitOf(thumbs.state).act.act).toBe("signature");
    expect(openVisitOf(thumbs.state).captures.map(({ attempts }) => attempts)).toEqual(Array(11).fill(1));
  });

  it("asks only for those of a slap that were not clear, and keeps the best of each finger over all slaps", () => {
    const first = slapOf("right-four", { ...all("right-four", 70), "finger-03": 25, "finger-05": 10 });
    const once = offer(fingers, first);
    expect(asked(once.effects)).toEqual([["right-four", ["finger-03", "finger-05"]]]);
    const again = offer(once.state, slapOf("right-four", { "finger-03": 20, "finger-05": 55 }, 2));
    expect(asked(again.effects)).toEqual([["right-four", ["finger-03"]]]);
    expect(progressOf(again.state).find(({ target }) => target === "finger-03")).toMatchObject({
      attempts: 2,
      best: { score: 25 },
    });
    const { captures } = openVisitOf(again.state);
    expect(captures.find(({ target }) => target === "finger-05")).toMatchObject({
      attempts: 2,
      capture: { score: 55 },
    });
  });

  it("does not ask for fingers that are excused, and passes over a slap of which none is left", () => {
    const missing = targetsOf("left-four").map(
      (target): VisitDeed => ({ kind: "capture-excepted", target, reason: "missing", by: operator, second }),
    );
    const { effects } = offer(fingers, ...missing, slapOf("right-four", all("right-four", 70)));
    expect(asked(effects)).toEqual([["thumbs", ["finger-01", "finger-06"]]]);
    const [little, ring] = missing;
    const two = offer(
      fingers,
      ...[little, ring].flatMap((deed) => deed ?? []),
      slapOf("right-four", all("right-four", 70)),
    );
    expect(asked(two.effects)).toEqual([["left-four", ["finger-07", "finger-08"]]]);
  });

  it("asks for all fingers of a slap together again that were used up together, or whose device failed", () => {
    const unread = [1, 2, 3].map((attempt) => slapOf("right-four", all("right-four", 0), attempt));
    const usedUp = offer(fingers, ...unread);
    expect(asked(usedUp.effects).map(([slap]) => slap)).toEqual(["left-four"]);
    const retry: VisitDeed = { kind: "retry-requested", target: "finger-04", by: operator };
    expect(asked(offer(usedUp.state, retry).effects)).toEqual([["right-four", targetsOf("right-four")]]);

    const lost: VisitDeed = {
      kind: "slap-failed",
      slap: "right-four",
      fingers: targetsOf("right-four").map((target) => ({ target, attempt: 1 })),
      failure: "driver.disconnected",
    };
    const blocked = offer(fingers, lost);
    expect(progressOf(blocked.state).filter(({ status }) => status.kind === "blocked")).toHaveLength(4);
    expect(asked(offer(blocked.state, retry).effects)).toEqual([["right-four", targetsOf("right-four")]]);
  });

  it("takes of a late slap only the fingers that are still waited for, and refuses one of which none is", () => {
    const slap = slapOf("right-four", all("right-four", 70));
    const excused: VisitDeed = {
      kind: "capture-excepted",
      target: "finger-02",
      reason: "bandaged",
      by: operator,
      second,
    };
    const late = offer(fingers, excused, slap);
    expect(openVisitOf(late.state).captures.map(({ target }) => target)).toEqual([
      ...["face", "finger-03", "finger-04", "finger-05"],
    ]);
    const repeated = offer(late.state, slap);
    expect(repeated.refusal).not.toBeNull();
    expect(repeated.state).toBe(late.state);
    const failed: VisitDeed = {
      kind: "slap-failed",
      slap: "right-four",
      fingers: [{ target: "finger-03", attempt: 1 }],
      failure: "driver.timeout",
    };
    expect(offer(late.state, failed).refusal).not.toBeNull();
  });

  it("may go on finger by finger when the reader is changed in its midst", () => {
    const half = offer(fingers, slapOf("right-four", { ...all("right-four", 70), "finger-04": 12 }));
    const { effects } = offerUnder(policy, half.state, [
      { kind: "captured", target: "finger-04", attempt: 2, capture: captureOf(66) },
    ]);
    expect(effects.filter(({ kind }) => kind.startsWith("capture"))).toEqual([
      { kind: "capture", target: "finger-01", attempt: 1 },
    ]);
  });

  it("ends with the same captures as one finger by finger, whatever the fingers are worth", () => {
    const attemptScores = fc.array(fc.constantFrom(0, 15, 30, 45, 80), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(attemptScores, { minLength: 10, maxLength: 10 }), (scores) => {
        const scoreOf = (target: CaptureTarget, attempt: number) => {
          const position = /^finger-(\d+)$/.exec(target)?.[1];
          return position === undefined ? 70 : (scores[Number(position) - 1]?.[attempt - 1] ?? 0);
        };
        const play = (fingersBy: "finger" | "slap") => {
          const end = playVisit("ktp-el", fullPlan, { ...goodMachine, scoreOf, fingersBy }).at(-1)?.after.state;
          if (end === undefined || !("visit" in end)) throw new RangeError("the visit was never opened");
          const { captures, exceptions } = end.visit;
          const byTarget = <T extends { readonly target: string }>(list: readonly T[]) =>
            list.toSorted((one, other) => one.target.localeCompare(other.target));
          return {
            captures: byTarget(captures).map(({ target, attempts, capture }) => [target, attempts, capture.score]),
            exceptions: byTarget(exceptions).map(({ target, reason }) => [target, reason]),
          };
        };
        expect(play("slap")).toEqual(play("finger"));
      }),
      { numRuns: 60 },
    );
  });
});
