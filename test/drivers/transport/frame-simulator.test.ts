import { describe, expect, it } from "vitest";
import { createFrameSimulator } from "../../../drivers/transport/frame-simulator.ts";
import { createSimulatedPlug } from "../../../drivers/transport/simulated-plug.ts";
import type { FrameOrder, SimulatorOptions } from "../../../drivers/transport/simulator-script.ts";
import { createManualClock, type ManualClock } from "../../manual-clock.ts";
import { take, takeOne } from "../frame-source-contract.ts";

const request = { target: "left", timeoutMs: 1_000, signal: new AbortController().signal };

function simulate(clock: ManualClock, options: Partial<SimulatorOptions<string, string>> = {}) {
  return createFrameSimulator<string, string>(
    {
      name: "bench-simulator",
      model: "Bench",
      serial: "EMU-BENCH",
      frameIntervalMs: 100,
      describeTarget: (target) => target,
      findFault: () => null,
      truncate: (frame) => frame.slice(1),
      misshape: (frame) => `${frame}!`,
    },
    { clock, makeFrame: describeOrder, ...options },
  );
}

function describeOrder(target: string, { lookNumber, frameNumber, random }: FrameOrder): string {
  return `${target} ${lookNumber}.${frameNumber} ${random.next()}`;
}

async function record(options: Partial<SimulatorOptions<string, string>>): Promise<readonly string[]> {
  const clock = createManualClock();
  const device = simulate(clock, options);
  await clock.runUntil(device.open());
  const first = await clock.runUntil(take(device, request, 3));
  const second = await clock.runUntil(take(device, { ...request, target: "right" }, 1));
  const third = await clock.runUntil(take(device, request, 2));
  return [...first, ...second, ...third, String(clock.monotonicMs())];
}

describe("frame simulator", () => {
  it("repeats itself under the same seed, time included, and differs under another", async () => {
    const once = await record({ seed: "a" });
    expect(await record({ seed: "a" })).toEqual(once);
    expect(await record({ seed: "b" })).not.toEqual(once);
  });

  it("counts looks at each target, and frames in each look", async () => {
    const frames = (await record({})).slice(0, -1).map((frame) => frame.split(" ").slice(0, 2).join(" "));
    expect(frames).toEqual(["left 1.1", "left 1.2", "left 1.3", "right 1.1", "left 2.1", "left 2.2"]);
  });

  it("keeps the rhythm of its sensor, within a twentieth", async () => {
    const clock = createManualClock();
    const device = simulate(clock);
    await clock.runUntil(device.open());
    const startMs = clock.monotonicMs();
    await clock.runUntil(take(device, request, 20));
    expect(Math.abs(clock.monotonicMs() - startMs - 2_000)).toBeLessThan(100);
  });

  it("has the next frame ready for a consumer who took longer than that", async () => {
    const clock = createManualClock();
    const device = simulate(clock);
    await clock.runUntil(device.open());
    const look = device.frames(request)[Symbol.asyncIterator]();
    await clock.runUntil(look.next());
    await clock.advance(500);
    const beforeMs = clock.monotonicMs();
    await clock.runUntil(look.next());
    expect(clock.monotonicMs()).toBe(beforeMs);
    await clock.runUntil(look.return!());
  });

  it("follows its script look by look, and repeats the last step", async () => {
    const clock = createManualClock();
    const device = simulate(clock, { script: [{ kind: "frames" }, { kind: "garbage" }, { kind: "nothing-there" }] });
    await clock.runUntil(device.open());
    const outcome = (work: Promise<string>) =>
      clock.runUntil(
        work.then(
          () => "frame",
          (error) => error.code,
        ),
      );
    const outcomes: string[] = [];
    for (let look = 0; look < 4; look += 1) outcomes.push(await outcome(takeOne(device, request)));
    expect(outcomes).toEqual(["frame", "driver.malformed", "driver.no-biometric", "driver.no-biometric"]);
  });

  it("can fail in the midst of a look", async () => {
    const clock = createManualClock();
    const device = simulate(clock, { script: [{ kind: "stall", afterFrames: 2 }] });
    await clock.runUntil(device.open());
    expect(await clock.runUntil(take(device, request, 2))).toHaveLength(2);
    await expect(clock.runUntil(take(device, request, 3))).rejects.toMatchObject({ code: "driver.timeout" });
  });

  it("may be slow, and too slow for the consumer", async () => {
    const clock = createManualClock();
    const device = simulate(clock, { script: [{ kind: "frames", delayMs: 2_000 }] });
    await clock.runUntil(device.open());
    await expect(clock.runUntil(takeOne(device, request))).rejects.toMatchObject({ code: "driver.timeout" });
    expect(await clock.runUntil(takeOne(device, { ...request, timeoutMs: 3_000 }))).toContain("left");
  });

  it("does not wait for a picture that takes long to make when the consumer gives up", async () => {
    const clock = createManualClock();
    const device = simulate(clock, { makeFrame: () => new Promise(() => undefined) });
    await clock.runUntil(device.open());
    await expect(clock.runUntil(takeOne(device, request))).rejects.toMatchObject({ code: "driver.timeout" });
    expect(device.health().state).toBe("ready");
  });

  it("comes back by itself after a while when the script says so", async () => {
    const clock = createManualClock();
    const script = [{ kind: "unplug", replugAfterMs: 5_000 }, { kind: "frames" }] as const;
    const device = simulate(clock, { script });
    await clock.runUntil(device.open());
    await expect(clock.runUntil(takeOne(device, request))).rejects.toMatchObject({ code: "driver.disconnected" });
    await clock.advance(4_000);
    await expect(device.open()).rejects.toMatchObject({ code: "driver.disconnected" });
    await clock.advance(1_000);
    await clock.runUntil(device.open());
    expect(await clock.runUntil(takeOne(device, request))).toContain("left");
  });

  it("reports a self-test that makes no sense", async () => {
    const clock = createManualClock();
    const device = simulate(clock, { opens: ["garbage"] });
    await expect(clock.runUntil(device.open())).rejects.toMatchObject({ code: "driver.malformed" });
    expect(device.health()).toEqual({ state: "lost", lastFailure: "driver.malformed" });
  });
});

describe("simulated plug", () => {
  it("tells everybody who listens, until they stop", () => {
    const plug = createSimulatedPlug(createManualClock());
    let pulls = 0;
    const stop = plug.onPull(() => {
      pulls += 1;
    });
    plug.pull();
    expect([plug.isIn(), pulls]).toEqual([false, 1]);
    plug.insert();
    stop();
    plug.pull();
    expect([plug.isIn(), pulls]).toEqual([false, 1]);
  });
});
