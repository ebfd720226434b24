import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changeTiming,
  finishTiming,
  isOverStandard,
  type Moment,
  openTiming,
  readTiming,
  recoverTiming,
  reopenTiming,
  resumeTiming,
  type StepTiming,
  suspendTiming,
} from "../../../runtime/procedure/step-timing.ts";

const standardMs = 60_000;
const start = Date.parse("2026-01-05T01:00:00.000Z");
const moment = (ms: number): Moment => ({ at: new Date(start + ms).toISOString(), ms });
const opened = openTiming("validasi", standardMs, moment(0));
const working = (ms: number) => changeTiming(opened, "working", moment(ms));

describe("the time of one step", () => {
  it("waits from its opening until somebody takes it, and works until it is finished", () => {
    expect(opened).toMatchObject({ state: "waiting", openedAt: moment(0).at, takenAt: null, entries: 1 });
    const finished = finishTiming(working(2_000), "operator:op-1", moment(9_000));
    expect(finished).toMatchObject({
      state: "finished",
      takenAt: moment(2_000).at,
      finishedAt: moment(9_000).at,
      finishedBy: "operator:op-1",
      waitingMs: 2_000,
      workingMs: 7_000,
    });
  });

  it("waits again when it is left, and remembers when it was first taken", () => {
    const left = changeTiming(working(1_000), "waiting", moment(4_000));
    const again = changeTiming(left, "working", moment(10_000));
    expect(again).toMatchObject({ takenAt: moment(1_000).at, workingMs: 3_000, waitingMs: 7_000 });
  });

  it("counts a suspension as waiting, and notes when it began and ended", () => {
    const suspended = suspendTiming(working(1_000), moment(3_000));
    expect(suspended).toMatchObject({ state: "suspended", workingMs: 2_000, waitingMs: 1_000 });
    expect(suspended.suspensions).toEqual([{ suspendedAt: moment(3_000).at, resumedAt: null }]);
    const resumed = resumeTiming(suspended, moment(8_000));
    expect(resumed).toMatchObject({ state: "waiting", workingMs: 2_000, waitingMs: 6_000 });
    expect(resumed.suspensions).toEqual([{ suspendedAt: moment(3_000).at, resumedAt: moment(8_000).at }]);
    const twice = resumeTiming(suspendTiming(resumed, moment(9_000)), moment(9_500));
    expect(twice.suspensions).toEqual([
      { suspendedAt: moment(3_000).at, resumedAt: moment(8_000).at },
      { suspendedAt: moment(9_000).at, resumedAt: moment(9_500).at },
    ]);
  });

  it("adds up when the step is entered again, and does not count the time in between", () => {
    const finished = finishTiming(working(2_000), "clerk:a", moment(5_000));
    const reopened = reopenTiming(finished, moment(60_000));
    expect(reopened).toMatchObject({ state: "waiting", entries: 2, finishedAt: null, finishedBy: null });
    const taken = changeTiming(reopened, "working", moment(61_000));
    const again = finishTiming(taken, "clerk:b", moment(65_000));
    expect(again).toMatchObject({ entries: 2, workingMs: 7_000, waitingMs: 3_000, finishedBy: "clerk:b" });
    expect(again.openedAt).toBe(moment(0).at);
  });

  it("counts the time without power as waiting, whoever was at work when it went", () => {
    const recovered = recoverTiming(working(1_000), moment(600_000));
    expect(recovered).toMatchObject({ state: "waiting", workingMs: 0, waitingMs: 600_000 });
  });

  it("leaves a suspended and a finished step as they are after a power cut", () => {
    const suspended = suspendTiming(opened, moment(1_000));
    expect(recoverTiming(suspended, moment(9_000))).toBe(suspended);
    const finished = finishTiming(opened, "clerk:a", moment(1_000));
    expect(recoverTiming(finished, moment(9_000))).toBe(finished);
  });

  it("can be read live without being changed", () => {
    const live = working(1_000);
    expect(readTiming(live, 5_000)).toMatchObject({ workingMs: 4_000, waitingMs: 1_000 });
    expect(live.workingMs).toBe(0);
    const finished = finishTiming(live, "clerk:a", moment(2_000));
    expect(readTiming(finished, 90_000)).toMatchObject({ workingMs: 1_000, waitingMs: 1_000 });
  });

  it("is over its standard one millisecond past it, and waiting does not count", () => {
    expect(isOverStandard({ workingMs: standardMs, standardMs })).toBe(false);
    expect(isOverStandard({ workingMs: standardMs + 1, standardMs })).toBe(true);
    expect(isOverStandard({ ...readTiming(opened, 900_000), standardMs })).toBe(false);
  });

  it("never runs backwards when the clock does", () => {
    const back = changeTiming(working(10_000), "waiting", moment(4_000));
    expect(back).toMatchObject({ workingMs: 0, waitingMs: 10_000, sinceMs: 10_000 });
    expect(changeTiming(back, "working", moment(12_000)).waitingMs).toBe(12_000);
  });
});

type Change = (timing: StepTiming, at: Moment) => StepTiming;
const changes: Readonly<Record<string, Change>> = {
  take: (timing, at) => changeTiming(timing, "working", at),
  leave: (timing, at) => changeTiming(timing, "waiting", at),
  suspend: suspendTiming,
  resume: resumeTiming,
  recover: recoverTiming,
};

describe("whatever happens to a step", () => {
  const sequence = fc.array(
    fc.tuple(fc.constantFrom(...Object.keys(changes)), fc.integer({ min: 0, max: 3_600_000 })),
    { maxLength: 40 },
  );

  it("working and waiting time are together the time since its opening", () => {
    fc.assert(
      fc.property(sequence, fc.integer({ min: 0, max: 60_000 }), (turns, lastMs) => {
        let timing = opened;
        let nowMs = 0;
        for (const [name, afterMs] of turns) {
          nowMs += afterMs;
          timing = changes[name]!(timing, moment(nowMs));
          expect(timing.workingMs + timing.waitingMs).toBe(timing.sinceMs);
        }
        const finished = finishTiming(timing, "x", moment(nowMs + lastMs));
        expect(finished.workingMs + finished.waitingMs).toBe(nowMs + lastMs);
      }),
    );
  });

  it("with returns in between, they are the time in which the step was open", () => {
    const rounds = fc.array(fc.tuple(fc.integer({ min: 0, max: 9_000 }), sequence), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rounds, (visits) => {
        let nowMs = 0;
        let openMs = 0;
        let timing = opened;
        for (const [index, [closedMs, turns]] of visits.entries()) {
          if (index > 0) {
            nowMs += closedMs;
            timing = reopenTiming(timing, moment(nowMs));
          }
          for (const [name, afterMs] of turns) {
            nowMs += afterMs;
            openMs += afterMs;
            timing = changes[name]!(timing, moment(nowMs));
          }
          timing = finishTiming(timing, "x", moment(nowMs));
        }
        expect(timing.workingMs + timing.waitingMs).toBe(openMs);
        expect(timing.entries).toBe(visits.length);
      }),
    );
  });
});
