import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../../runtime/attendant/attendance-plan.ts";
import { slapFingers } from "../../../../runtime/kernel/biometric.ts";
import { freshSession } from "../../../../runtime/kiosk/session/kiosk-session.ts";
import { projectScreen } from "../../../../runtime/kiosk/view/project-screen.ts";
import { fingerTarget } from "../../../../runtime/visit/capture-target.ts";
import type { VisitDeed } from "../../../../runtime/visit/visit-event.ts";
import type { FingersBy, VisitState } from "../../../../runtime/visit/visit-state.ts";
import { captureOf, offerUnder, policy, stateAt } from "../../visit/play-visit.ts";

const { operator, second } = unattendedPeople;
const fingers = stateAt("fingers");
const done = (...deeds: readonly VisitDeed[]) => offerUnder({ ...policy, fingersBy: "slap" }, fingers, deeds).state;
const rightFour = (scoreOf: (position: number) => number): VisitDeed => ({
  kind: "slap-captured",
  slap: "right-four",
  fingers: slapFingers["right-four"].map((position) => ({
    target: fingerTarget(position),
    attempt: 1,
    capture: captureOf(scoreOf(position)),
  })),
});

function look(state: VisitState, fingersBy: FingersBy = "slap") {
  const screen = projectScreen({
    ...{ outOfService: null, office: "Kantor", session: { ...freshSession, stage: "visit" }, state, biodata: null },
    limits: {
      ...{ fingerprintScoreMin: 40, irisScoreMin: 60, faceScoreMin: 0, signatureScoreMin: 0 },
      attemptsMax: 3,
      fingersBy,
    },
    ...{ verificationAttemptsMax: 3, surface: "screen", isPrinted: false },
  });
  if (screen.kind !== "fingers") throw new RangeError(`the screen shows ${screen.kind}`);
  const { asked, slap, next, current } = screen;
  return { asked, slap, next, current };
}

describe("the screen of the fingers", () => {
  it("asks for one finger where they are read one by one, and names the one after it", () => {
    expect(look(fingers, "finger")).toEqual({
      ...{ asked: ["finger-01"], slap: null, next: "finger-02", current: "finger-01" },
    });
  });

  it("asks for a hand where whole hands are read, and names what comes after it", () => {
    expect(look(fingers)).toMatchObject({ slap: "right-four", next: "left-four", current: "finger-02" });
    expect(look(fingers).asked).toHaveLength(4);
    const left = done(rightFour(() => 70));
    expect(look(left)).toMatchObject({ slap: "left-four", next: "thumbs" });
  });

  it("asks again only for what was not clear, and never for a finger that is excused", () => {
    expect(look(done(rightFour((position) => (position === 4 ? 12 : 70))))).toEqual({
      ...{ asked: ["finger-04"], slap: null, next: "left-four", current: "finger-04" },
    });
    const excused: VisitDeed = {
      kind: "capture-excepted",
      target: "finger-03",
      reason: "missing",
      by: operator,
      second,
    };
    expect(look(done(excused)).asked).toEqual(["finger-02", "finger-04", "finger-05"]);
    const noThumbs = (["finger-01", "finger-06"] as const).map(
      (target): VisitDeed => ({ kind: "capture-excepted", target, reason: "missing", by: operator, second }),
    );
    expect(
      look(
        done(
          ...noThumbs,
          rightFour(() => 70),
        ),
      ),
    ).toMatchObject({ slap: "left-four", next: null });
  });
});
