import { describe, expect, it } from "vitest";
import { createFingerprintSbi } from "../../../drivers/fingerprint/fingerprint-sbi.ts";
import type { SbiOptions } from "../../../drivers/transport/sbi/create-sbi-source.ts";
import { decodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { readSbiFinger } from "../../../runtime/compose-devices/read-sbi-records.ts";
import { type FingerPosition, fingerPositions, slapFingers, slapTargets } from "../../../runtime/kernel/biometric.ts";
import { takeOne } from "../frame-source-contract.ts";
import {
  createFastClock,
  makeSmallRecord,
  optionsFor,
  orderFault,
  useEmulators,
} from "../transport/sbi/emulator-bench.ts";
import { sbiBenches } from "../transport/sbi/sbi-benches.ts";
import { testFingerprintContract } from "./fingerprint-contract.ts";
import { testSlapReaderContract } from "./slap-reader-contract.ts";

const bench = useEmulators(createFastClock(5));
const create = (options: SbiOptions) => createFingerprintSbi({ ...options, readRecord: readSbiFinger(decodeJp2) });
const look = { timeoutMs: 5_000, signal: new AbortController().signal };

describe("fingerprint over SBI, a slab", () => {
  testFingerprintContract({ ...sbiBenches(bench, create, { model: "slab", target: 8 }), flow: "live" });
});

describe("slaps over SBI", () => {
  const leftFour = { slap: "left-four", fingers: [10, 9, 8, 7] } as const;
  testSlapReaderContract({
    ...sbiBenches(bench, (options) => create(options).slaps, { model: "slab", target: leftFour }),
    flow: "live",
  });

  async function openSlab() {
    const emulator = await bench.plugIn(["slab"]);
    const device = create(optionsFor(bench, emulator.port));
    await device.open();
    return { emulator, device };
  }

  it("are three requests for ten fingers, each as the device recorded it, in the order of the order", async () => {
    const { emulator, device } = await openSlab();
    const seen = new Map<FingerPosition, string>();
    for (const slap of slapTargets) {
      const { fingers } = await takeOne(device.slaps, { ...look, target: { slap, fingers: slapFingers[slap] } });
      expect(fingers.map(({ position }) => position)).toEqual(slapFingers[slap]);
      for (const { position, image, deviceScore } of fingers) {
        expect(deviceScore).toBe(80);
        seen.set(position, Buffer.from(image.pixels).toString("hex"));
      }
    }
    expect(emulator.requests()).toHaveLength(3);
    expect(new Set(seen.values()).size).toBe(10);
    const { image } = await takeOne(device, { ...look, target: 9 });
    expect(seen.get(9)).toBe(Buffer.from(image.pixels).toString("hex"));
    expect(device.provenance().nativePpi).toBe(500);
    await device.close();
  });

  it("leave out what is missing or recorded already, as exceptions of the request", async () => {
    const { emulator, device } = await openSlab();
    const order = { slap: "right-four", fingers: [2, 5] } as const;
    const { fingers } = await takeOne(device.slaps, { ...look, target: order });
    expect(fingers.map(({ position }) => position)).toEqual([2, 5]);
    expect(emulator.requests().at(-1)).toMatchObject({
      deviceSubId: "2",
      names: ["Right IndexFinger", "Right LittleFinger"],
      exceptions: ["Right MiddleFinger", "Right RingFinger"],
    });
    await device.close();
  });

  it("are taken in whatever order they come, and only whole: each finger once, under its own name", async () => {
    const { emulator, device } = await openSlab();
    emulator.faults.add(orderFault("reversed"));
    const { fingers } = await takeOne(device.slaps, { ...look, target: leftFour });
    expect(fingers.map(({ position }) => position)).toEqual(leftFour.fingers);
    for (const fault of ["missing", "doubled", "other-finger"] as const) {
      emulator.faults.add(orderFault(fault));
      await expect(takeOne(device.slaps, { ...look, target: leftFour })).rejects.toMatchObject({
        code: "driver.malformed",
      });
    }
    // The chain goes on where the last sound slap ended.
    expect((await takeOne(device.slaps, { ...look, target: leftFour })).fingers).toHaveLength(4);
    await device.close();
  });

  it("are what a slab says of itself once it is open, and a reader of one finger never", async () => {
    const { device } = await openSlab();
    expect(device.slaps.takesSlaps()).toBe(true);
    await device.close();
    const emulator = await bench.plugIn(["single-finger"]);
    const single = create(optionsFor(bench, emulator.port));
    expect(single.slaps.takesSlaps()).toBe(false);
    await single.open();
    expect(single.slaps.takesSlaps()).toBe(false);
    await expect(takeOne(single.slaps, { ...look, target: leftFour })).rejects.toMatchObject({
      code: "driver.malformed",
    });
    expect((await takeOne(single, { ...look, target: 7 })).image.widthPx).toBe(48);
    await single.close();
  });

  it("and single fingers are one device: what looks first has it, and closing either closes it", async () => {
    const { device } = await openSlab();
    const looking = device.slaps.frames({ ...look, target: leftFour })[Symbol.asyncIterator]();
    const first = await looking.next();
    expect(first.done).toBe(false);
    await expect(takeOne(device, { ...look, target: 2 })).rejects.toMatchObject({ code: "driver.busy" });
    await looking.return?.();
    await device.slaps.close();
    expect(device.health().state).toBe("closed");
  });
});

describe.each(["slab", "single-finger"] as const)("fingerprint over SBI, a %s", (model) => {
  it("gives each of the ten fingers as the device recorded it, pixel for pixel", async () => {
    const emulator = await bench.plugIn([model]);
    const device = create(optionsFor(bench, emulator.port));
    await device.open();
    const seen = new Map<FingerPosition, string>();
    for (const target of fingerPositions) {
      const { image, deviceScore } = await takeOne(device, { ...look, target });
      expect(deviceScore).toBe(80);
      seen.set(target, Buffer.from(image.pixels).toString("hex"));
    }
    expect(new Set(seen.values()).size).toBe(10);
    const record = await makeSmallRecord({
      ...{ kind: "Finger", name: "Left RingFinger", profile: "Default", capturedAt: "2026-11-23T20:57:20.000Z" },
    });
    const { image } = await readSbiFinger(decodeJp2)(record);
    expect(seen.get(9)).toBe(Buffer.from(image.pixels).toString("hex"));
    await device.close();
  });
});

describe("fingerprint over SBI", () => {
  it("knows the sensor's resolution once it has seen a record", async () => {
    const emulator = await bench.plugIn(["slab"]);
    const device = create(optionsFor(bench, emulator.port));
    expect(device.provenance()).toMatchObject({ serial: "unknown", nativePpi: null });
    await device.open();
    expect(device.provenance()).toEqual({
      ...{ driver: "fingerprint-sbi", model: "Bilik emulated slab", serial: "EMU-SBI-SLAB-1", firmware: "emulated" },
      ...{ hardwareId: "sbi:EMU-SBI-SLAB-1", nativePpi: null, bitDepth: 8, isCertified: false, isSimulated: true },
    });
    await takeOne(device, { ...look, target: 2 });
    expect(device.provenance().nativePpi).toBe(500);
    await device.close();
  });
});
