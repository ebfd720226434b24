import { describe, expect, it } from "vitest";
import type { ReadSlap, SlapOrder } from "../../../drivers/fingerprint/slap-reader-driver.ts";
import type { SlapRequest } from "../../../runtime/capture/attempt-slap.ts";
import type { SeenFrame } from "../../../runtime/capture/capture-station.ts";
import type { Pipelines } from "../../../runtime/capture/pipelines.ts";
import { createSlapReaderStation } from "../../../runtime/capture/slap-reader-station.ts";
import type { FingerPosition } from "../../../runtime/kernel/biometric.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createManualClock } from "../../manual-clock.ts";
import { type FakeDevice, fakeDevice } from "./fake-device.ts";
import { fakePipelines, fingerAssessment } from "./fake-pipelines.ts";
import { encodeWhole } from "./stored-samples.ts";

type Reader = FakeDevice<SlapOrder, ReadSlap>;

/** Each finger as many pixels wide as its position says, so that it can be told by its image. */
const finger = (position: FingerPosition): ReadSlap["fingers"][number] => ({
  position,
  image: { widthPx: position, heightPx: 4, resolutionPpi: 500, pixels: new Uint8Array(4 * position) },
  deviceScore: 80,
});
const slap = (...positions: readonly FingerPosition[]): ReadSlap => ({ fingers: positions.map(finger) });
const reader = (...frames: readonly (ReadSlap | Error)[]): Reader => fakeDevice<SlapOrder, ReadSlap>(frames);
const scoreByWidth: Partial<Pipelines> = {
  assessFingerprint: async ({ widthPx }) => fingerAssessment(widthPx === 4 ? 12 : 70),
};

function attempt(device: Reader, request: Partial<SlapRequest> = {}, pipelines: Partial<Pipelines> = scoreByWidth) {
  const station = createSlapReaderStation({
    reader: { ...device, takesSlaps: () => true },
    pipelines: fakePipelines(pipelines),
    clock: createManualClock(),
    frameTimeoutMs: 900,
  });
  return station.attempt({
    ...{ slap: "right-four", wanted: [2, 3, 4, 5], missing: [], signal: new AbortController().signal },
    othersOf: async () => ({ prints: [], scoreMin: 0 }),
    ...request,
  });
}

describe("an attempt at a slap that the device takes apart", () => {
  it("orders the fingers that are wanted, and judges each by itself", async () => {
    const device = reader(slap(2, 4, 5));
    const result = await attempt(device, { wanted: [2, 4, 5], missing: [3] });
    expect(device.opened()).toBe(1);
    expect(device.looks()).toMatchObject([{ target: { slap: "right-four", fingers: [2, 4, 5] }, timeoutMs: 900 }]);
    expect(device.left()).toBe(1);
    if (result.kind === "failed") throw new Error(result.failure);
    expect(result.fingers.map(({ position, verdict: { score, passed } }) => [position, score, passed])).toEqual([
      [2, 70, true],
      [4, 12, false],
      [5, 70, true],
    ]);
    for (const { position, stored } of result.fingers) {
      expect(stored).toMatchObject({ target: `finger-0${position}`, image: { widthPx: position } });
      expect(encodeWhole(stored).length).toBeGreaterThan(0);
    }
  });

  it("asks of each finger whether it is one of the visit's others, and shows the poorest", async () => {
    const asked: string[] = [];
    const seen: SeenFrame[] = [];
    await attempt(reader(slap(2, 3, 4, 5)), {
      othersOf: async (target) => {
        asked.push(target);
        return { prints: [], scoreMin: 0 };
      },
      onFrame: (frame) => seen.push(frame),
    });
    expect(asked.sort()).toEqual(["finger-02", "finger-03", "finger-04", "finger-05"]);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ target: "finger-02", steadyRatio: 0, judgement: { score: 12, passed: false } });
  });

  it("that the device cannot make is a failure of the device, and nothing else is", async () => {
    const untrusted = new BoothError("driver.untrusted", { device: "fake", problem: "-" });
    expect(await attempt(reader(untrusted))).toEqual({ kind: "failed", failure: "driver.untrusted" });
    expect(await attempt(reader())).toEqual({ kind: "failed", failure: "driver.malformed" });
    await expect(attempt(reader(new RangeError("ours")))).rejects.toThrow("ours");
    const stop = new AbortController();
    stop.abort(new Error("stopped"));
    await expect(attempt(reader(slap(2)), { signal: stop.signal })).rejects.toThrow("stopped");
  });
});
