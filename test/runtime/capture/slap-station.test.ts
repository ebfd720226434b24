import { describe, expect, it } from "vitest";
import type { SlapFrame } from "../../../drivers/fingerprint/slap-scanner-driver.ts";
import { plainTouch } from "../../../drivers/fingerprint/slap-scene.ts";
import { createTemplate } from "../../../pipelines/fingerprint/match-fingerprints.ts";
import type { SlapRequest } from "../../../runtime/capture/attempt-slap.ts";
import type { Pipelines } from "../../../runtime/capture/pipelines.ts";
import { createSlapStation } from "../../../runtime/capture/slap-station.ts";
import type { SlapTarget } from "../../../runtime/kernel/biometric.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createManualClock } from "../../manual-clock.ts";
import { type FakeDevice, fakeDevice } from "./fake-device.ts";
import { fakePipelines, fingerAssessment } from "./fake-pipelines.ts";
import { layHand, segmentHere } from "./laid-hands.ts";
import { encodeWhole } from "./stored-samples.ts";

const never = new AbortController().signal;
const right = layHand({ target: "right-four" });
const scanner = (...slaps: readonly (ReturnType<typeof layHand> | Error)[]) =>
  fakeDevice<SlapTarget, SlapFrame>(
    slaps.map((slap) => (slap instanceof Error ? slap : { image: slap.image, deviceScore: null })),
  );

function attempt(
  device: FakeDevice<SlapTarget, SlapFrame>,
  request: Partial<SlapRequest> = {},
  pipelines: Partial<Pipelines> = {},
) {
  const station = createSlapStation({
    scanner: device,
    pipelines: fakePipelines({
      segmentSlap: segmentHere,
      assessFingerprint: async () => fingerAssessment(70),
      ...pipelines,
    }),
    clock: createManualClock(),
    frameTimeoutMs: 900,
  });
  return station.attempt({
    ...{ slap: "right-four", wanted: [2, 3, 4, 5], missing: [], signal: never },
    othersOf: async () => ({ prints: [], scoreMin: 0 }),
    ...request,
  });
}

async function captured(...given: Parameters<typeof attempt>) {
  const result = await attempt(...given);
  if (result.kind === "failed") throw new Error(result.failure);
  return result.fingers;
}

describe("an attempt at a slap", () => {
  it("gives each finger its own verdict and its own print, a copy of what lay there", async () => {
    const device = scanner(right);
    const fingers = await captured(device);
    expect(device.looks()).toMatchObject([{ target: "right-four", timeoutMs: 900 }]);
    expect(device.left()).toBe(1);
    expect(fingers.map(({ position, verdict }) => [position, verdict.passed])).toEqual([
      ...[[2, true] as const, [3, true], [4, true], [5, true]],
    ]);
    expect(new Set(fingers.map(({ stored }) => stored)).size).toBe(4);
    for (const [index, { position, stored }] of fingers.entries()) {
      expect(stored).toMatchObject({ target: `finger-0${position}`, reasons: [] });
      const truth = right.fingers[index];
      expect(stored.image.widthPx).toBeGreaterThan((truth?.width ?? 0) * 0.8);
      expect(stored.image.widthPx).toBeLessThan(right.image.widthPx / 3);
      expect(encodeWhole(stored).length).toBeGreaterThan(0);
    }
  });

  it("judges only the fingers that are asked for, in the order they are asked for", async () => {
    let judged = 0;
    const assessFingerprint = async () => {
      judged += 1;
      return fingerAssessment(70);
    };
    const fingers = await captured(scanner(right), { wanted: [5, 3] }, { assessFingerprint });
    expect(fingers.map(({ position }) => position)).toEqual([5, 3]);
    expect(judged).toBe(2);
  });

  it("counts a fingertip that lies off the platen against that finger alone", async () => {
    const cut = layHand({
      target: "right-four",
      shiftYMm: -24,
    });
    const codes = (await captured(scanner(cut))).map(({ verdict }) => verdict.reasons.map(({ code }) => code));
    expect(codes.some((reasons) => reasons.includes("cut-off"))).toBe(true);
    expect(codes.some((reasons) => !reasons.includes("cut-off"))).toBe(true);
  });

  it("refuses the other hand for all fingers alike, shows whose it is not, and keeps the slap once", async () => {
    const seen: string[] = [];
    const fingers = await captured(scanner(layHand({ target: "left-four" })), {
      onFrame: ({ judgement, target }) => seen.push(`${target} ${judgement.reasons[0]?.code}`),
    });
    expect(seen).toEqual(["finger-02 wrong-hand"]);
    expect(new Set(fingers.map(({ stored }) => stored)).size).toBe(1);
    for (const { verdict } of fingers) {
      expect(verdict).toMatchObject({ passed: false, isRecognised: false, score: 0 });
      expect(verdict.reasons[0]?.code).toBe("wrong-hand");
    }
  });

  it("holds back a finger that is one of the visit's other fingers", async () => {
    const minutia = { x: 3, y: 4, angleDeg: 10, kind: "ending", quality: 80 } as const;
    const template = createTemplate([minutia]);
    const fingers = await captured(
      scanner(right),
      {
        othersOf: async (target) => ({
          prints: target === "finger-04" ? [{ target: "finger-08", template }] : [],
          scoreMin: 50,
        }),
      },
      {
        assessFingerprint: async () => ({ ...fingerAssessment(70), minutiae: [minutia] }),
        describePrint: async () => template,
        scorePrints: async () => [90],
      },
    );
    expect(fingers.map(({ verdict }) => verdict.reasons.map(({ code }) => code))).toEqual([
      ...[[], [], ["same-as-finger-08"], []],
    ]);
  });

  it("tells a device's failure from a slap, and an ended look from both", async () => {
    const lost = new BoothError("driver.disconnected", { device: "fake-device" });
    expect(await attempt(scanner(lost))).toEqual({ kind: "failed", failure: "driver.disconnected" });
    expect(await attempt(scanner())).toEqual({ kind: "failed", failure: "driver.malformed" });
    const stopped = AbortSignal.abort(new Error("no longer wanted"));
    await expect(attempt(scanner(right), { signal: stopped })).rejects.toThrow("no longer wanted");
  });

  it("passes a finger that is dry on to be tried again, and no other", async () => {
    const dry = { ...plainTouch, drynessRatio: 1, pressureRatio: 0.5 };
    const slap = layHand({ target: "right-four", touches: { 3: dry } });
    const darkness = ({ pixels }: { readonly pixels: Uint8Array }) =>
      pixels.reduce((sum, pixel) => sum + 255 - pixel, 0) / pixels.length;
    const fingers = await captured(
      scanner(slap),
      {},
      {
        assessFingerprint: async (image) => fingerAssessment(Math.min(100, darkness(image))),
      },
    );
    const scores = fingers.map(({ verdict }) => verdict.score);
    expect(scores[1]).toBe(Math.min(...scores));
  });
});
