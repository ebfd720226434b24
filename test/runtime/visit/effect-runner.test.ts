import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { createEffectRunner, type PerformEffect } from "../../../runtime/visit/effect-runner.ts";
import type { VisitDeed } from "../../../runtime/visit/visit-event.ts";
import type { Refusal, VisitEffect, VisitState } from "../../../runtime/visit/visit-state.ts";
import { createManualClock } from "../../manual-clock.ts";
import { playVisit, visitId } from "./play-visit.ts";

const scan: VisitEffect = { kind: "scan-paper", paper: "kk" };
const lookUp: VisitEffect = { kind: "look-up-resident" };
const answer: VisitDeed = { kind: "register-answered", outcome: "found", differences: [] };
const open: VisitState = playVisit("ktp-el")[0]!.after.state;
const idle: VisitState = { phase: "idle" };

type Call = {
  readonly effect: VisitEffect;
  readonly signal: AbortSignal;
  readonly finish: (deed?: VisitDeed) => void;
  readonly fail: (error: unknown) => void;
};

/** A runner whose work ends only when the test says so, whatever its signal says. */
function setUp(submitted: (deed: VisitDeed) => Promise<Refusal | null> = async () => null) {
  const calls: Call[] = [];
  const deeds: VisitDeed[] = [];
  const logged: string[] = [];
  const clock = createManualClock();
  const perform: PerformEffect = (effect, _visit, signal) =>
    new Promise((resolve, reject) => {
      calls.push({ effect, signal, finish: (deed = answer) => resolve(deed), fail: reject });
    });
  const note = (event: string) => logged.push(event);
  const runner = createEffectRunner({
    perform,
    submit: async (_visitId, deed) => {
      deeds.push(deed);
      return submitted(deed);
    },
    clock,
    logger: { ...createSilentLogger(), warn: note, error: note },
  });
  const reconcile = async (effects: readonly VisitEffect[], state = open, id = visitId) => {
    runner.reconcile(id, state, effects);
    await nextTurn();
  };
  return { runner, reconcile, calls, deeds, logged, clock };
}

describe("work that the visit waits for", () => {
  it("is done once, and its deed is submitted once, however often it is asked for meanwhile", async () => {
    const { reconcile, calls, deeds } = setUp();
    await reconcile([scan]);
    await reconcile([{ ...scan }]);
    await reconcile([scan]);
    expect(calls).toHaveLength(1);
    calls[0]?.finish();
    await nextTurn();
    expect(deeds).toEqual([answer]);
  });

  it("is done again when it is asked for again after it has ended", async () => {
    const { reconcile, calls } = setUp();
    await reconcile([lookUp]);
    calls[0]?.finish();
    await nextTurn();
    await reconcile([lookUp]);
    expect(calls).toHaveLength(2);
  });

  it("of two kinds, or of two visits, runs side by side", async () => {
    const { reconcile, calls } = setUp();
    await reconcile([scan, lookUp]);
    await reconcile([scan], open, "another-visit");
    expect(calls.map(({ effect }) => effect.kind)).toEqual(["scan-paper", "look-up-resident", "scan-paper"]);
    await reconcile([], open, "another-visit");
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([false, false, true]);
  });

  it("whose deed is refused is not submitted twice, and is noted", async () => {
    const refusal: Refusal = { cause: "not-now", nextAction: "wait", override: null };
    const { reconcile, calls, deeds, logged } = setUp(async () => refusal);
    await reconcile([lookUp]);
    calls[0]?.finish();
    await nextTurn();
    expect(deeds).toHaveLength(1);
    expect(logged).toEqual(["effect.refused"]);
    expect(calls).toHaveLength(1);
  });
});

describe("work that the visit no longer waits for", () => {
  it("is aborted, and what it still says is dropped", async () => {
    const { reconcile, calls, deeds } = setUp();
    await reconcile([scan]);
    await reconcile([lookUp]);
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    calls[0]?.finish();
    await nextTurn();
    expect(deeds).toEqual([]);
  });

  it("begins again when it is wanted again, after it has left its device, however late that is", async () => {
    const { reconcile, calls, deeds } = setUp();
    await reconcile([scan]);
    await reconcile([], idle);
    await reconcile([scan]);
    expect(calls).toHaveLength(1);
    calls[0]?.fail(calls[0].signal.reason);
    await nextTurn();
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    calls[1]?.finish();
    await nextTurn();
    expect(deeds).toEqual([answer]);
  });

  it("begins once, however often the visit was suspended and resumed meanwhile", async () => {
    const { reconcile, calls } = setUp();
    await reconcile([scan]);
    for (let round = 0; round < 5; round += 1) {
      await reconcile([], idle);
      await reconcile([scan]);
    }
    calls[0]?.finish();
    await nextTurn();
    await nextTurn();
    expect(calls).toHaveLength(2);
    expect(calls[1]?.signal.aborted).toBe(false);
  });

  it("has left its device before other work begins that needs the same, also for another visit", async () => {
    const capture = (target: "finger-04" | "finger-05"): VisitEffect => ({ kind: "capture", target, attempt: 1 });
    const compare: VisitEffect = { kind: "compare-resident", target: "finger-02", attempt: 1 };
    const { reconcile, calls } = setUp();
    await reconcile([capture("finger-05")]);
    await reconcile([capture("finger-04"), lookUp]);
    expect(calls.map(({ effect }) => effect.kind)).toEqual(["capture", "look-up-resident"]);
    await reconcile([], idle);
    await reconcile([compare], open, "another-visit");
    expect(calls).toHaveLength(2);
    calls[0]?.fail(calls[0].signal.reason);
    await nextTurn();
    await nextTurn();
    // What was asked for and given up meanwhile never begins.
    expect(calls.map(({ effect }) => effect.kind)).toEqual(["capture", "look-up-resident", "compare-resident"]);
    expect(calls[2]?.signal.aborted).toBe(false);
  });

  it("stays ended when the visit stays suspended", async () => {
    const { reconcile, calls } = setUp();
    await reconcile([scan]);
    await reconcile([], idle);
    await reconcile([scan]);
    await reconcile([], idle);
    calls[0]?.finish();
    await nextTurn();
    await nextTurn();
    expect(calls).toHaveLength(1);
  });
});

describe("work that throws", () => {
  it("is tried again after 250 ms, and each time after twice as long", async () => {
    const { reconcile, calls, clock, logged } = setUp();
    await reconcile([lookUp]);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      calls.at(-1)?.fail(new Error("no model yet"));
      await nextTurn();
      const sinceMs = clock.monotonicMs();
      while (calls.length === attempt) await clock.advance(1);
      waits.push(clock.monotonicMs() - sinceMs);
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000]);
    expect(logged).toEqual(Array.from({ length: 4 }, () => "effect.failed"));
  });

  it("waits at most 30 s between two tries", async () => {
    const { reconcile, calls, clock } = setUp();
    await reconcile([lookUp]);
    for (let attempt = 0; attempt < 9; attempt += 1) {
      calls.at(-1)?.fail(new Error("still not"));
      await nextTurn();
      await clock.advance(30_000);
    }
    expect(calls).toHaveLength(10);
    calls.at(-1)?.fail(new Error("still not"));
    await nextTurn();
    await clock.advance(29_999);
    expect(calls).toHaveLength(10);
    await clock.advance(1);
    expect(calls).toHaveLength(11);
  });

  it("succeeds when it can, and then submits once", async () => {
    const { reconcile, calls, clock, deeds } = setUp();
    await reconcile([lookUp]);
    calls[0]?.fail("not even an error");
    await nextTurn();
    await clock.advance(250);
    calls[1]?.finish();
    await nextTurn();
    expect(deeds).toEqual([answer]);
    expect(clock.sleeperCount()).toBe(0);
  });

  it("because its deed could not be journalled is done again as a whole", async () => {
    let isFull = true;
    const { reconcile, calls, clock, deeds } = setUp(async () => {
      if (isFull) throw new Error("journal.full");
      return null;
    });
    await reconcile([lookUp]);
    calls[0]?.finish();
    await nextTurn();
    isFull = false;
    await clock.advance(250);
    calls[1]?.finish();
    await nextTurn();
    expect(deeds).toHaveLength(2);
  });

  it("is not tried again once nobody waits for it", async () => {
    const { reconcile, calls, clock } = setUp();
    await reconcile([lookUp]);
    calls[0]?.fail(new Error("no"));
    await nextTurn();
    expect(clock.sleeperCount()).toBe(1);
    await reconcile([], idle);
    expect(clock.sleeperCount()).toBe(0);
    await clock.advance(60_000);
    expect(calls).toHaveLength(1);
  });
});

describe("stopping", () => {
  it("aborts everything, and ends when all of it has left its devices", async () => {
    const { runner, reconcile, calls, deeds } = setUp();
    await reconcile([scan, lookUp]);
    let hasStopped = false;
    const stopping = runner.stop().then(() => {
      hasStopped = true;
    });
    await nextTurn();
    expect(calls.every(({ signal }) => signal.aborted)).toBe(true);
    calls[0]?.finish();
    await nextTurn();
    expect(hasStopped).toBe(false);
    calls[1]?.fail(new Error("left"));
    await stopping;
    expect(deeds).toEqual([]);
  });

  it("begins nothing any more", async () => {
    const { runner, reconcile, calls } = setUp();
    await runner.stop();
    await reconcile([scan]);
    expect(calls).toEqual([]);
    await runner.stop();
  });
});
