import { describe, expect, it } from "vitest";
import { createFaceCameraSbi } from "../../../../drivers/face-camera/face-camera-sbi.ts";
import { createFingerprintSbi } from "../../../../drivers/fingerprint/fingerprint-sbi.ts";
import { decodeJp2 } from "../../../../pipelines/codec/jp2-codec.ts";
import { readSbiFace, readSbiFinger } from "../../../../runtime/compose-devices/read-sbi-records.ts";
import { fingerPositions } from "../../../../runtime/kernel/biometric.ts";
import type { Device } from "../../../../runtime/kernel/device.ts";
import { BoothError } from "../../../../runtime/kernel/errors.ts";
import { createRandom } from "../../../../runtime/kernel/random.ts";
import { takeOne } from "../../frame-source-contract.ts";
import { createFastClock, optionsFor, orderFault, useEmulators } from "./emulator-bench.ts";

const bench = useEmulators(createFastClock(5));
const { signal } = new AbortController();
const pause = (ms: number) => bench.clock.sleep(ms);

async function waitFor(device: Device, state: string): Promise<void> {
  for (let tries = 0; device.health().state !== state && tries < 400; tries += 1) await pause(50);
  expect(device.health().state).toBe(state);
}

describe("an SBI device that comes and goes", () => {
  it("is noticed to be gone while nobody uses it, and comes back", async () => {
    const emulator = await bench.plugIn(["slab"]);
    const device = createFingerprintSbi({ ...optionsFor(bench, emulator.port), readRecord: readSbiFinger(decodeJp2) });
    await device.open();
    emulator.unplug();
    await waitFor(device, "lost");
    expect(device.health().lastFailure).toBe("driver.disconnected");
    await emulator.plugIn();
    await device.open();
    expect(device.health().state).toBe("ready");
    await device.close();
  });

  it("is noticed to be another one under the same address", async () => {
    const emulator = await bench.plugIn(["slab"]);
    const device = createFingerprintSbi({ ...optionsFor(bench, emulator.port), readRecord: readSbiFinger(decodeJp2) });
    await device.open();
    emulator.devices[0]!.serial = "EMU-SECOND";
    await waitFor(device, "lost");
    await device.open();
    expect(device.provenance().serial).toBe("EMU-SECOND");
    expect((await takeOne(device, { target: 8, timeoutMs: 5_000, signal })).image.widthPx).toBe(48);
    await device.close();
  });

  it("is left alone when its service hangs, for it may be busy", async () => {
    const emulator = await bench.plugIn(["slab"]);
    const device = createFingerprintSbi({ ...optionsFor(bench, emulator.port), readRecord: readSbiFinger(decodeJp2) });
    await device.open();
    emulator.faults.add(orderFault("stall", { verb: "MOSIPDISC" }));
    await pause(5_000);
    expect(device.health().state).toBe("ready");
    await device.close();
  });

  it("may be unplugged at any moment of ten fingers: none that was accepted is lost, and all are taken in the end", async () => {
    const emulator = await bench.plugIn(["slab"], { captureDelayMs: 60 });
    const device = createFingerprintSbi({ ...optionsFor(bench, emulator.port), readRecord: readSbiFinger(decodeJp2) });
    const random = createRandom("unplug");
    const accepted = new Map<number, string>();
    let losses = 0;
    let isOver = false;
    const pulling = (async () => {
      while (!isOver) {
        await pause(random.between(50, 400));
        emulator.unplug();
        await pause(random.between(0, 300));
        await emulator.plugIn();
      }
    })();
    for (let attempt = 0; accepted.size < 10 && attempt < 400; attempt += 1) {
      const target = fingerPositions.find((position) => !accepted.has(position))!;
      try {
        await device.open();
        const { image } = await takeOne(device, { target, timeoutMs: 5_000, signal });
        accepted.set(target, Buffer.from(image.pixels).toString("hex"));
      } catch (error) {
        expect(error).toBeInstanceOf(BoothError);
        expect(["driver.disconnected", "driver.malformed", "driver.busy"]).toContain((error as BoothError).code);
        losses += 1;
      }
    }
    isOver = true;
    await pulling;
    expect(new Set(accepted.values()).size).toBe(10);
    expect(losses).toBeGreaterThan(0);
    await device.close();
    expect(device.health().state).toBe("closed");
  });

  it("ends a look with its live view when the service dies in the midst of it", async () => {
    const emulator = await bench.plugIn(["face"], { captureDelayMs: 1_500 });
    const options = { ...optionsFor(bench, emulator.port), viewMs: 300 };
    const device = createFaceCameraSbi({ ...options, readRecord: readSbiFace(decodeJp2) });
    await device.open();
    emulator.faults.add(orderFault("unplug"));
    const looking = async () => {
      for await (const { isView } of device.frames({ target: "portrait", timeoutMs: 8_000, signal })) {
        if (isView !== true) return "captured";
      }
      return "ended";
    };
    await expect(looking()).rejects.toMatchObject({ code: "driver.disconnected" });
    expect(device.health().state).toBe("lost");
    await device.close();
  });
});
