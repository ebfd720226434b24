import { describe, expect, it } from "vitest";
import { createFaceCameraSbi } from "../../../drivers/face-camera/face-camera-sbi.ts";
import type { SbiOptions } from "../../../drivers/transport/sbi/create-sbi-source.ts";
import { decodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { readSbiFace } from "../../../runtime/compose-devices/read-sbi-records.ts";
import { take } from "../frame-source-contract.ts";
import { createFastClock, optionsFor, useEmulators } from "../transport/sbi/emulator-bench.ts";
import { sbiBenches } from "../transport/sbi/sbi-benches.ts";
import { testFaceCameraContract } from "./face-camera-contract.ts";

const bench = useEmulators(createFastClock(5));
const create = (options: SbiOptions) => createFaceCameraSbi({ ...options, readRecord: readSbiFace(decodeJp2) });

describe("face camera over SBI", () => {
  testFaceCameraContract(sbiBenches(bench, create, { model: "face", target: "portrait" }));
});

describe("face camera over SBI with its live view", () => {
  const live = (options: SbiOptions) => create({ ...options, viewMs: 200 });
  // The view goes on whatever becomes of the capture, so that five frames may be five views.
  testFaceCameraContract({
    ...sbiBenches(bench, live, { model: "face", target: "portrait" }),
    faulty: null,
    absent: null,
  });

  it("shows the view first and meanwhile, marked, and then gives the record", async () => {
    const emulator = await bench.plugIn(["face"], { captureDelayMs: 1_000 });
    const device = create({ ...optionsFor(bench, emulator.port), viewMs: 500 });
    await device.open();
    const request = { target: "portrait", timeoutMs: 5_000, signal: new AbortController().signal } as const;
    const kinds: (boolean | undefined)[] = [];
    for await (const { image, isView } of device.frames(request)) {
      expect(image.widthPx).toBe(isView === true ? 16 : 48);
      kinds.push(isView);
      if (isView !== true) break;
    }
    expect(kinds.length).toBeGreaterThan(3);
    expect(kinds.slice(0, -1)).toEqual(kinds.slice(0, -1).map(() => true));
    expect(kinds.at(-1)).toBeUndefined();
    expect(await take(device, request, 2)).toHaveLength(2);
    await device.close();
  });
});
