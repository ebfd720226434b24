import { describe, expect, it } from "vitest";
import { createFrameSession, type FrameWork } from "../../../drivers/transport/frame-session.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createManualClock } from "../../manual-clock.ts";
import { take, takeOne } from "../frame-source-contract.ts";

const signal = new AbortController().signal;
const request = { target: "it", timeoutMs: 1_000, signal };
const provenance = {
  driver: "bench",
  model: "Bench",
  serial: "1",
  firmware: "1",
  hardwareId: null,
  nativePpi: null,
  bitDepth: null,
  isCertified: false,
  isSimulated: false,
};

function rig(change: Partial<FrameWork<string, number>>) {
  const clock = createManualClock();
  const session = createFrameSession<string, number>({
    name: "bench",
    clock,
    provenance,
    open: async () => provenance,
    close: async () => undefined,
    look: async function* () {
      yield 1;
    },
    findFault: () => null,
    ...change,
  });
  return { clock, ...session };
}

describe("frame session", () => {
  it("does not count the consumer's own time against the device", async () => {
    const { clock, source } = rig({
      look: async function* (_, ended) {
        for (let frame = 1; ; frame += 1) {
          await clock.sleep(600, ended);
          yield frame;
        }
      },
    });
    await source.open();
    const look = source.frames(request)[Symbol.asyncIterator]();
    await clock.runUntil(look.next());
    await clock.advance(60_000);
    expect((await clock.runUntil(look.next())).value).toBe(2);
    await clock.runUntil(look.return!());
  });

  it("counts a look that does not stop as a lost device, and closes it before it is opened anew", async () => {
    let closeCount = 0;
    const { clock, source } = rig({
      look: () => ({ [Symbol.asyncIterator]: () => ({ next: never, return: never }) }),
      close: async () => {
        closeCount += 1;
      },
    });
    await source.open();
    await expect(clock.runUntil(take(source, request, 1))).rejects.toMatchObject({ code: "driver.timeout" });
    expect(source.health()).toEqual({ state: "lost", lastFailure: "driver.disconnected" });
    await source.open();
    expect([source.health().state, closeCount]).toEqual(["ready", 1]);
  });

  it("tells the consumer how the look went, even when stopping it fails too", async () => {
    const malformed = new BoothError("driver.malformed", { device: "bench", problem: "first" });
    const iterator = { next: () => Promise.reject(malformed), return: () => Promise.reject(new RangeError("second")) };
    const { source } = rig({ look: () => ({ [Symbol.asyncIterator]: () => iterator }) });
    await source.open();
    await expect(take(source, request, 1)).rejects.toBe(malformed);
    expect(source.health()).toEqual({ state: "ready", lastFailure: "driver.malformed" });
  });

  it("takes a look without a way to stop it", async () => {
    const next = async () => ({ done: false as const, value: 7 });
    const { source } = rig({ look: () => ({ [Symbol.asyncIterator]: () => ({ next }) }) });
    await source.open();
    expect(await take(source, request, 2)).toEqual([7, 7]);
    expect(source.health().state).toBe("ready");
  });

  it("lets nothing through that is not a frame", async () => {
    const { source } = rig({ findFault: (frame) => (frame > 0 ? "too big" : null) });
    await source.open();
    await expect(takeOne(source, request)).rejects.toMatchObject({
      code: "driver.malformed",
      detail: { device: "bench", problem: "too big" },
    });
  });

  it("closes even when the device refuses to, and says so in its health", async () => {
    const { source } = rig({ close: () => Promise.reject(new TypeError("no such port")) });
    await source.open();
    await source.close();
    expect(source.health()).toEqual({ state: "closed", lastFailure: "TypeError" });
    await source.open();
    expect(source.health()).toEqual({ state: "ready", lastFailure: null });
  });

  it("does not wait for ever for a device to let go", async () => {
    const { clock, source } = rig({ close: never });
    await source.open();
    await clock.runUntil(source.close());
    expect(source.health()).toEqual({ state: "closed", lastFailure: "driver.timeout" });
  });

  it("never opens while it still closes", async () => {
    const steps: string[] = [];
    const { clock, source } = rig({
      open: async () => {
        steps.push("open");
        return provenance;
      },
      close: async () => {
        steps.push("closing");
        await clock.sleep(100);
        steps.push("closed");
      },
    });
    await source.open();
    await clock.runUntil(Promise.all([source.close(), source.open()]));
    expect(steps).toEqual(["open", "closing", "closed", "open"]);
    expect(source.health().state).toBe("ready");
  });

  it("ends closed when closed last, whatever was asked before", async () => {
    const { clock, source } = rig({ close: () => clock.sleep(100) });
    await source.open();
    const closing = source.close();
    const reopening = source.open().catch((error) => error.code);
    await clock.runUntil(Promise.all([closing, source.close()]));
    expect(await clock.runUntil(reopening)).toBe("driver.disconnected");
    expect(source.health().state).toBe("closed");
  });

  it("leaves a look of an earlier opening without power over the next", async () => {
    const { source, lose } = rig({});
    await source.open();
    const stale = source.frames(request)[Symbol.asyncIterator]();
    await stale.next();
    lose();
    await source.open();
    const fresh = source.frames(request)[Symbol.asyncIterator]();
    await fresh.next();
    await stale.return!();
    expect(source.health().state).toBe("busy");
    await fresh.return!();
    expect(source.health().state).toBe("ready");
  });

  it("ignores a loss while it is closed", () => {
    const { source, lose } = rig({});
    lose();
    expect(source.health()).toEqual({ state: "closed", lastFailure: null });
  });
});

function never(): Promise<never> {
  return new Promise(() => undefined);
}
