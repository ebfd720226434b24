import { describe, expect, it } from "vitest";
import { createFingerprintSbi } from "../../../drivers/fingerprint/fingerprint-sbi.ts";
import type { SbiOptions } from "../../../drivers/transport/sbi/create-sbi-source.ts";
import { decodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { readSbiFinger } from "../../../runtime/compose-devices/read-sbi-records.ts";
import { type FingerPosition, fingerPositions } from "../../../runtime/kernel/biometric.ts";
import { takeOne } from "../frame-source-contract.ts";
import { createFastClock, makeSmallRecord, optionsFor, useEmulators } from "../transport/sbi/emulator-bench.ts";
import { sbiBenches } from "../transport/sbi/sbi-benches.ts";
import { testFingerprintContract } from "./fingerprint-contract.ts";

const bench = useEmulators(createFastClock(5));
const create = (options: SbiOptions) => createFingerprintSbi({ ...options, readRecord: readSbiFinger(decodeJp2) });
const look = { timeoutMs: 5_000, signal: new AbortController().signal };

describe("fingerprint over SBI, a slab", () => {
  testFingerprintContract({ ...sbiBenches(bench, create, { model: "slab", target: 8 }), flow: "live" });
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
