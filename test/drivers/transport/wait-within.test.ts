import { describe, expect, it } from "vitest";
import { waitUnlessAborted, waitWithin } from "../../../drivers/transport/wait-within.ts";
import { createManualClock } from "../../manual-clock.ts";

const never = new AbortController().signal;
const whenLate = () => new Error("late");

describe("waitWithin", () => {
  it("gives what the work gives, and leaves no timer behind", async () => {
    const clock = createManualClock();
    expect(await waitWithin(Promise.resolve(7), { clock, timeoutMs: 100, signal: never, whenLate })).toBe(7);
    expect(clock.sleeperCount()).toBe(0);
  });

  it("passes the work's own failure on", async () => {
    const clock = createManualClock();
    const work = Promise.reject(new RangeError("broken"));
    await expect(waitWithin(work, { clock, timeoutMs: 100, signal: never, whenLate })).rejects.toThrow("broken");
    expect(clock.sleeperCount()).toBe(0);
  });

  it("is late at the limit, not before it", async () => {
    const clock = createManualClock();
    let isLate = false;
    const wait = waitWithin(new Promise(() => undefined), { clock, timeoutMs: 100, signal: never, whenLate }).catch(
      () => {
        isLate = true;
      },
    );
    await clock.advance(99);
    expect(isLate).toBe(false);
    await clock.advance(1);
    await wait;
    expect(isLate).toBe(true);
  });

  it("ends with the signal's reason", async () => {
    const clock = createManualClock();
    const controller = new AbortController();
    const reason = new Error("left");
    const wait = waitWithin(new Promise(() => undefined), {
      clock,
      timeoutMs: 100,
      signal: controller.signal,
      whenLate,
    });
    controller.abort(reason);
    await expect(wait).rejects.toBe(reason);
    expect(clock.sleeperCount()).toBe(0);
  });
});

describe("waitUnlessAborted", () => {
  it("leaves work that cannot be stopped to itself", async () => {
    const controller = new AbortController();
    const reason = new Error("left");
    const wait = waitUnlessAborted(new Promise(() => undefined), controller.signal);
    controller.abort(reason);
    await expect(wait).rejects.toBe(reason);
    expect(await waitUnlessAborted(Promise.resolve(7), never)).toBe(7);
  });
});
