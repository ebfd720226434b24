import { describe, expect, it } from "vitest";
import { createManualClock } from "./manual-clock.ts";

describe("manual clock", () => {
  it("stands still until it is told to go on", async () => {
    const clock = createManualClock();
    let isAwake = false;
    const sleeping = clock.sleep(100).then(() => {
      isAwake = true;
    });
    await clock.advance(99);
    expect([isAwake, clock.monotonicMs(), clock.sleeperCount()]).toEqual([false, 99, 1]);
    await clock.advance(1);
    await sleeping;
    expect([isAwake, clock.monotonicMs(), clock.sleeperCount()]).toEqual([true, 100, 0]);
  });

  it("wakes sleepers in order, each at its own moment, and those who sleep again too", async () => {
    const clock = createManualClock();
    const woken: string[] = [];
    const sleepTwice = async (name: string, delayMs: number) => {
      for (let round = 0; round < 2; round += 1) {
        await clock.sleep(delayMs);
        woken.push(`${name} at ${clock.monotonicMs()}`);
      }
    };
    const both = Promise.all([sleepTwice("slow", 30), sleepTwice("fast", 20)]);
    await clock.advance(60);
    await both;
    expect(woken).toEqual(["fast at 20", "slow at 30", "fast at 40", "slow at 60"]);
  });

  it("rejects a sleep with the signal's reason, before and while sleeping", async () => {
    const clock = createManualClock();
    const reason = new Error("enough");
    await expect(clock.sleep(10, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const sleeping = clock.sleep(10, controller.signal);
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(clock.sleeperCount()).toBe(0);
  });

  it("jumps from sleeper to sleeper until the work is done, and no further", async () => {
    const clock = createManualClock();
    const later = clock.sleep(1_000_000);
    expect(await clock.runUntil(clock.sleep(5_000).then(() => "done"))).toBe("done");
    expect(clock.monotonicMs()).toBe(5_000);
    await clock.advance(1_000_000);
    await later;
  });

  it("fails rather than hangs when no clock can bring what is waited for", async () => {
    const clock = createManualClock();
    await expect(clock.runUntil(new Promise(() => undefined))).rejects.toThrow("no clock will bring");
  });

  it("moves the wall clock along", async () => {
    const clock = createManualClock("2026-01-05T01:00:00.000Z");
    await clock.advance(1_500);
    expect(clock.nowAt()).toBe("2026-01-05T01:00:01.500Z");
  });
});
