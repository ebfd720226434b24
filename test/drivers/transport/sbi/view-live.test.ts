import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findSbiDevice, type SbiDevice } from "../../../../drivers/transport/sbi/find-sbi-device.ts";
import { type LiveView, viewLive } from "../../../../drivers/transport/sbi/view-live.ts";
import { createSilentLogger } from "../../../../runtime/kernel/logger.ts";
import { createFastClock, orderFault, type PluggedEmulator, useEmulators } from "./emulator-bench.ts";
import { createKeepingLogger } from "./keeping-logger.ts";

const bench = useEmulators(createFastClock(5));
const { clock } = bench;

async function find({ port }: PluggedEmulator): Promise<SbiDevice> {
  const authorities = [new X509Certificate(bench.keys().authorityPem)];
  const search = { device: "view", kind: "Face", serial: null, environment: "Developer", authorities } as const;
  const waits = { ports: { first: port, last: port }, answerTimeoutMs: 1_500, clock, logger: createSilentLogger() };
  return findSbiDevice({ ...search, ...waits }, new AbortController().signal);
}

async function view(emulator: PluggedEmulator, stallMs = 3_000) {
  const logger = createKeepingLogger();
  const parts = { device: "view", found: await find(emulator), deviceSubId: "0", stallMs, clock, logger };
  const leaving = new AbortController();
  return { live: viewLive(parts, leaving.signal), lines: logger.lines, leave: () => leaving.abort() };
}

async function takeFrames(live: LiveView, count: number): Promise<number> {
  let frames = 0;
  while (frames < count && (await live.next()) !== null) frames += 1;
  return frames;
}

describe("a live view", () => {
  it("goes on until it is closed, and the device is free again a moment later", async () => {
    const emulator = await bench.plugIn(["face"]);
    const { live } = await view(emulator);
    expect(await takeFrames(live, 10)).toBe(10);
    expect(emulator.devices[0]!.view).not.toBeNull();
    live.close();
    for (let tries = 0; emulator.devices[0]!.view !== null && tries < 100; tries += 1) await clock.sleep(20);
    expect(emulator.devices[0]!.view).toBeNull();
  });

  it("ends at the second answer that the device appends", async () => {
    const emulator = await bench.plugIn(["face"]);
    const { live, lines } = await view(emulator);
    await takeFrames(live, 2);
    emulator.devices[0]!.view!.end();
    expect(await takeFrames(live, 1_000)).toBeLessThan(20);
    expect(lines()).toEqual([]);
  });

  it("is begun again when it stalls, and is not called slow for it", async () => {
    const emulator = await bench.plugIn(["face"]);
    emulator.faults.add(orderFault("stall", { verb: "STREAM" }));
    const { live, lines } = await view(emulator, 1_900);
    expect(await takeFrames(live, 8)).toBe(8);
    expect(lines()).toEqual(['sbi.view-interrupted {"device":"view","reason":"stalled","beginning":1}']);
    live.close();
  });

  it("is begun again while the device is still in use, and given up when it never gets free", async () => {
    const emulator = await bench.plugIn(["face"]);
    const busy = (times: number) => emulator.faults.add(orderFault("code", { verb: "STREAM", code: "111", times }));
    busy(2);
    const second = await view(emulator);
    expect(await takeFrames(second.live, 3)).toBe(3);
    expect(second.lines()).toHaveLength(2);
    second.live.close();
    busy(100);
    const third = await view(emulator);
    expect(await third.live.next()).toBeNull();
    expect(third.lines()).toHaveLength(4);
  });

  it.each(["garbage", "torn", "unplug"] as const)("is over, and nothing worse, on %s", async (fault) => {
    const emulator = await bench.plugIn(["face"]);
    emulator.faults.add(orderFault(fault, { verb: "STREAM", times: 100 }));
    const { live, lines } = await view(emulator);
    await takeFrames(live, 1_000);
    expect(await live.next()).toBeNull();
    expect(lines().length).toBeLessThanOrEqual(6);
  });

  it("says once that it is slower than the standard allows", async () => {
    const emulator = await bench.plugIn(["face"], { frameIntervalMs: 400 });
    const { live, lines } = await view(emulator);
    await takeFrames(live, 14);
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatch(/^sbi\.view-slow .*"framesPerSecond":[12][.\d]*\}/);
    live.close();
  });

  it("shows the newest image to one who looks seldom", async () => {
    let made = 0;
    const makeView = async () => {
      made += 1;
      return Uint8Array.of(0xff, 0xd8, made);
    };
    const emulator = await bench.plugIn(["face"], { makeView });
    const { live } = await view(emulator);
    await live.next();
    await clock.sleep(1_000);
    const newest = (await live.next())![2]!;
    expect(made - newest).toBeLessThanOrEqual(1);
    expect(newest).toBeGreaterThan(5);
    live.close();
  });
});
