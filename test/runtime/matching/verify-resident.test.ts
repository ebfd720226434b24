import { describe, expect, it } from "vitest";
import type { FingerprintFrame } from "../../../drivers/fingerprint/fingerprint-driver.ts";
import { createTemplate, type PrintTemplate } from "../../../pipelines/fingerprint/match-fingerprints.ts";
import type { FingerPosition } from "../../../runtime/kernel/biometric.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { matchPolicy } from "../../../runtime/matching/match-policy.ts";
import { verifyResident } from "../../../runtime/matching/verify-resident.ts";
import type { CaptureTarget } from "../../../runtime/visit/capture-target.ts";
import { createManualClock } from "../../manual-clock.ts";
import { fakeDevice } from "../capture/fake-device.ts";
import { grayImage } from "../capture/stored-samples.ts";
import { openVisitOf, stateAt } from "../visit/play-visit.ts";
import { matchingPipelines, pressFinger, pressTemplate } from "./print-rig.ts";

const lookTimeoutMs = 1_000;
const never = new AbortController().signal;
const limit = matchPolicy.verificationScoreMin;
const visit = openVisitOf(stateAt("resident-verification"));
const template = createTemplate([]);

type Frames = readonly (FingerprintFrame | Error | (() => FingerprintFrame))[];
/** A frame that the made-up matcher gives this score. */
const scored = (score: number): FingerprintFrame => ({
  image: { ...grayImage(6, 7), pixels: new Uint8Array(42).fill(score) },
  deviceScore: null,
});

function setUp(frames: Frames, reference: PrintTemplate | null = template, frameMs = 0) {
  const scanner = fakeDevice<FingerPosition, FingerprintFrame>(frames);
  const clock = createManualClock();
  const looked: number[] = [];
  let score = 0;
  const parts = {
    scanner,
    clock,
    lookTimeoutMs,
    prints: { read: async () => reference, forget: () => undefined },
    pipelines: {
      readPrint: async (image: GrayImage) => {
        score = image.pixels[0] ?? 0;
        await clock.advance(frameMs);
        return template;
      },
      scorePrints: async () => {
        looked.push(score);
        return [score];
      },
    },
  };
  const verify = (target: CaptureTarget = "finger-02", signal = never) =>
    verifyResident(parts, visit, { target, attempt: 1 }, signal);
  return { verify, looked, scanner };
}

describe("a resident who offers the finger again", () => {
  it("matches with the first frame that does, and is looked at no longer", async () => {
    const { verify, looked, scanner } = setUp([scored(10), scored(limit), scored(99)]);
    expect(await verify()).toEqual({
      kind: "resident-compared",
      target: "finger-02",
      attempt: 1,
      score: limit,
      decision: "match",
    });
    expect(looked).toEqual([10, limit]);
    expect(scanner.left()).toBe(1);
    expect(scanner.looks()[0]).toMatchObject({ target: 2, timeoutMs: lookTimeoutMs });
  });

  it("does not match when no frame does, and the best frame's score is told", async () => {
    const { verify } = setUp([scored(10), scored(limit - 1), scored(20)]);
    expect(await verify()).toMatchObject({ score: limit - 1, decision: "no-match" });
  });

  it("is looked at no longer than a look, however many frames there are", async () => {
    const rig = setUp(
      Array.from({ length: 6 }, () => scored(5)),
      template,
      lookTimeoutMs / 2,
    );
    expect(await rig.verify()).toMatchObject({ score: 5, decision: "no-match" });
    expect(rig.looked).toHaveLength(2);
  });

  it("is not looked at for ever by a device that floods", async () => {
    const { verify, looked } = setUp(Array.from({ length: 500 }, () => scored(1)));
    expect(await verify()).toMatchObject({ decision: "no-match" });
    expect(looked).toHaveLength(100);
  });
});

describe("a device that fails", () => {
  const gone = new BoothError("driver.disconnected", { device: "fake-device" });

  it("before it shows a finger leaves no probe", async () => {
    expect(await setUp([gone]).verify()).toMatchObject({ score: 0, decision: "no-probe" });
    expect(await setUp([]).verify()).toMatchObject({ score: 0, decision: "no-probe" });
  });

  it("after it has shown one leaves what was seen", async () => {
    expect(await setUp([scored(30), gone]).verify()).toMatchObject({ score: 30, decision: "no-match" });
  });

  it("is told apart from a fault of our own", async () => {
    const fault = new RangeError("our own");
    await expect(setUp([fault]).verify()).rejects.toBe(fault);
  });
});

describe("a finger that cannot be compared", () => {
  it("has no probe: not captured, no finger, or no longer on the disk", async () => {
    const missing = { ...visit, captures: visit.captures.filter(({ target }) => target !== "finger-02") };
    const { scanner, verify } = setUp([scored(99)], null);
    expect(await verify()).toMatchObject({ decision: "no-probe" });
    expect(await verify("face")).toMatchObject({ decision: "no-probe" });
    const parts = {
      scanner,
      clock: createManualClock(),
      lookTimeoutMs,
      prints: { read: async () => template, forget: () => undefined },
      pipelines: matchingPipelines(),
    };
    expect(await verifyResident(parts, missing, { target: "finger-02", attempt: 1 }, never)).toMatchObject({
      decision: "no-probe",
    });
    expect(scanner.looks()).toEqual([]);
  });
});

it("is aborted with the reason, whatever the device says of it", async () => {
  const stop = new AbortController();
  const reason = new Error("no longer wanted");
  const frame = () => {
    stop.abort(reason);
    return scored(99);
  };
  await expect(setUp([frame]).verify("finger-02", stop.signal)).rejects.toBe(reason);
});

it("tells fingers apart by their prints: the same one, and another", async () => {
  const parts = (finger: string) => ({
    scanner: fakeDevice<FingerPosition, FingerprintFrame>([
      { image: pressFinger(finger, "again"), deviceScore: null },
      { image: pressFinger(finger, "once more"), deviceScore: null },
    ]),
    clock: createManualClock(),
    lookTimeoutMs,
    prints: { read: async () => pressTemplate("verified/2", "first"), forget: () => undefined },
    pipelines: matchingPipelines(),
  });
  const request = { target: "finger-02", attempt: 1 } as const;
  expect(await verifyResident(parts("verified/2"), visit, request, never)).toMatchObject({ decision: "match" });
  expect(await verifyResident(parts("verified/3"), visit, request, never)).toMatchObject({ decision: "no-match" });
});
