import { describe, expect, it } from "vitest";
import { createIrisCameraSbi } from "../../../drivers/iris-camera/iris-camera-sbi.ts";
import type { SbiOptions } from "../../../drivers/transport/sbi/create-sbi-source.ts";
import { decodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { readSbiIris } from "../../../runtime/compose-devices/read-sbi-records.ts";
import { takeOne } from "../frame-source-contract.ts";
import { createFastClock, optionsFor, useEmulators } from "../transport/sbi/emulator-bench.ts";
import { sbiBenches } from "../transport/sbi/sbi-benches.ts";
import { testIrisCameraContract } from "./iris-camera-contract.ts";

const bench = useEmulators(createFastClock(5));
const create = (options: SbiOptions) => createIrisCameraSbi({ ...options, readRecord: readSbiIris(decodeJp2) });

describe("iris camera over SBI", () => {
  testIrisCameraContract(sbiBenches(bench, create, { model: "iris", target: "left" }));

  it("gives each eye at the scale of the iris that the device found", async () => {
    const emulator = await bench.plugIn(["iris"]);
    const device = create(optionsFor(bench, emulator.port));
    await device.open();
    const request = { timeoutMs: 5_000, signal: new AbortController().signal };
    const left = await takeOne(device, { ...request, target: "left" });
    const right = await takeOne(device, { ...request, target: "right" });
    expect(left.image.pixels).not.toEqual(right.image.pixels);
    // An iris 20 pixels wide, taken to be 11.8 mm.
    expect(left.image.resolutionPpi).toBe(43);
    await device.close();
  });

  it("shows its live view in gray", async () => {
    const emulator = await bench.plugIn(["iris"]);
    const device = create({ ...optionsFor(bench, emulator.port), viewMs: 500 });
    await device.open();
    const request = { target: "right", timeoutMs: 5_000, signal: new AbortController().signal } as const;
    const { image, isView } = await takeOne(device, request);
    expect(isView).toBe(true);
    expect(image.pixels).toHaveLength(16 * 12);
    await device.close();
  });
});
