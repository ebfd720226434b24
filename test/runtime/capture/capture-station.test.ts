import { describe, expect, it } from "vitest";
import type { FingerprintFrame } from "../../../drivers/fingerprint/fingerprint-driver.ts";
import { createTemplate } from "../../../pipelines/fingerprint/match-fingerprints.ts";
import {
  briefLook,
  createCaptureStation,
  type FrameListener,
  type SeenFrame,
  type StationDevices,
} from "../../../runtime/capture/capture-station.ts";
import type { Judgement } from "../../../runtime/capture/judge-frame.ts";
import type { Pipelines } from "../../../runtime/capture/pipelines.ts";
import { decodeStoredCapture } from "../../../runtime/capture/stored-capture.ts";
import type { Eye, FingerPosition, SignatureInk } from "../../../runtime/kernel/biometric.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import type { CaptureTarget } from "../../../runtime/visit/capture-target.ts";
import { createManualClock } from "../../manual-clock.ts";
import { fakeDevice } from "./fake-device.ts";
import {
  faceAssessment,
  fakePipelines,
  fingerAssessment,
  guided,
  irisAssessment,
  seenIris,
  signatureAssessment,
} from "./fake-pipelines.ts";
import { encodeWhole, grayImage, rgbImage, simulated } from "./stored-samples.ts";

const frameTimeoutMs = 900;
const never = new AbortController().signal;

/** A frame whose first pixel is the score that the fake pipeline will give it. */
const eyeFrame = (score: number) => ({ image: { ...grayImage(8, 6, 0), pixels: new Uint8Array(48).fill(score) } });
const scoreIn = (image: GrayImage) => image.pixels[0] ?? 0;

function setUp(
  devices: Partial<StationDevices>,
  pipelines: Partial<Pipelines> = {},
  { burstFramesMax = 3, live = briefLook, clock = createManualClock() } = {},
) {
  const station = createCaptureStation({
    devices: {
      fingerprint: fakeDevice([]),
      faceCamera: fakeDevice([]),
      irisCamera: fakeDevice([]),
      signaturePad: fakeDevice([]),
      ...devices,
    },
    pipelines: fakePipelines({ assessIris: async (image) => seenIris(image, scoreIn(image)), ...pipelines }),
    clock,
    frameTimeoutMs,
    burstFramesMax,
    live,
  });
  return (target: CaptureTarget, signal = never, onFrame?: FrameListener) =>
    station.attempt(target, { backdrop: "red", signal, ...(onFrame ? { onFrame } : {}) });
}

const irisCamera = (...scores: readonly number[]) =>
  fakeDevice<Eye, { readonly image: GrayImage }>(scores.map((score) => eyeFrame(score)));

async function scoreOf(attempt: ReturnType<ReturnType<typeof setUp>>) {
  const result = await attempt;
  return result.kind === "captured" ? result.verdict.score : result.failure;
}

describe("an attempt at an eye", () => {
  it("stops at the first frame that passes", async () => {
    const camera = irisCamera(10, 60, 90);
    const heard: number[] = [];
    const attempt = setUp({ irisCamera: camera });
    expect(await scoreOf(attempt("iris-left", never, ({ judgement: { score } }) => heard.push(score)))).toBe(60);
    expect(heard).toEqual([10, 60]);
    expect(camera.left()).toBe(1);
  });

  it("looks at no more frames than a burst, and keeps the best of them", async () => {
    const camera = irisCamera(10, 30, 20, 90);
    expect(await scoreOf(setUp({ irisCamera: camera })("iris-left"))).toBe(30);
    expect(camera.left()).toBe(1);
  });

  it("of a person who stands there live waits for as many good frames in a row as the policy asks, and says how far it is", async () => {
    const camera = irisCamera(60, 10, 70, 90, 80, 95);
    const steady: number[] = [];
    const attempt = setUp({ irisCamera: camera }, {}, { live: { lookMs: 60_000, steadyFramesMin: 3 } });
    expect(await scoreOf(attempt("iris-left", never, ({ steadyRatio }) => steady.push(steadyRatio)))).toBe(90);
    expect(steady.map((ratio) => Math.round(ratio * 3))).toEqual([1, 0, 1, 2, 3]);
    expect(camera.left()).toBe(1);
  });

  it("of a person who stands there live goes on past the burst until its time is over", async () => {
    const clock = createManualClock();
    const camera = irisCamera(10, 20, 30, 25, 35, 15, 5);
    const attempt = setUp({ irisCamera: camera }, {}, { clock, live: { lookMs: 500, steadyFramesMin: 1 } });
    expect(await scoreOf(attempt("iris-left", never, () => clock.advance(100)))).toBe(35);
    expect(camera.left()).toBe(1);
  });

  it("keeps the earlier of two that are equally good, and one that shows an eye before one that shows none", async () => {
    const images: GrayImage[] = [];
    const assessIris = async (image: GrayImage) => {
      images.push(image);
      // The second frame scores higher and shows nothing.
      const isNothing = images.length === 2;
      return { image, assessment: { ...irisAssessment(isNothing ? 0 : 20), score: isNothing ? 35 : 20 } };
    };
    const camera = irisCamera(1, 2, 3);
    const result = await setUp({ irisCamera: camera }, { assessIris })("iris-left");
    expect(images).toHaveLength(3);
    expect(result).toMatchObject({ kind: "captured", verdict: { score: 20, isRecognised: true } });
    if (result.kind === "captured") expect(result.stored.image).toBe(images[0]);
  });

  it("guides by live views, and keeps none however good: only what is no view becomes the capture", async () => {
    const view = (score: number) => ({ ...eyeFrame(score), isView: true });
    const frames = [view(99), view(98), eyeFrame(15), view(97), eyeFrame(30), eyeFrame(20), eyeFrame(90)];
    const heard: number[] = [];
    const listening = setUp({ irisCamera: fakeDevice(frames) })("iris-left", never, ({ judgement: { score } }) =>
      heard.push(score),
    );
    expect(await scoreOf(listening)).toBe(30);
    expect(heard).toEqual([99, 98, 15, 97, 30, 20]);
    expect(await setUp({ irisCamera: fakeDevice([view(99)]) })("iris-left")).toMatchObject({ kind: "failed" });
  });

  it("has the eye that was asked for judged, the other way round where the camera mirrors", async () => {
    const wishes: unknown[] = [];
    const assessIris: Pipelines["assessIris"] = async (image, wish) => {
      wishes.push(wish);
      return seenIris(image, scoreIn(image));
    };
    for (const frame of [eyeFrame(90), { ...eyeFrame(90), isMirrored: true }]) {
      await setUp({ irisCamera: fakeDevice([frame]) }, { assessIris })("iris-left");
    }
    expect(wishes).toEqual([
      { eye: "left", isMirrored: false },
      { eye: "left", isMirrored: true },
    ]);
  });

  it("shows and keeps the frame that came back, as the one that was handed over is gone", async () => {
    const taken = eyeFrame(90);
    const back = { ...taken.image, pixels: taken.image.pixels.slice() };
    const shown: SeenFrame[] = [];
    const assessIris: Pipelines["assessIris"] = async (image) => {
      structuredClone(image.pixels.buffer, { transfer: [image.pixels.buffer as ArrayBuffer] });
      return seenIris(back, 90);
    };
    const attempt = setUp({ irisCamera: fakeDevice([{ ...taken, isMirrored: true }]) }, { assessIris });
    const result = await attempt("iris-left", never, (seen) => shown.push(seen));
    expect(taken.image.pixels).toHaveLength(0);
    expect(shown).toMatchObject([{ frame: { image: back, isMirrored: true } }]);
    if (result.kind === "captured") expect(result.stored.image).toBe(back);
    expect(result.kind).toBe("captured");
  });

  it("spends nothing on live views that nobody follows", async () => {
    const scored: number[] = [];
    const assessIris = async (image: GrayImage) => {
      scored.push(scoreIn(image));
      return seenIris(image, scoreIn(image));
    };
    const frames = [{ ...eyeFrame(99), isView: true }, eyeFrame(70)];
    expect(await scoreOf(setUp({ irisCamera: fakeDevice(frames) }, { assessIris })("iris-left"))).toBe(70);
    expect(scored).toEqual([70]);
  });

  it("makes do with fewer frames than a burst when the device has no more", async () => {
    expect(await scoreOf(setUp({ irisCamera: irisCamera(20) })("iris-left"))).toBe(20);
  });

  it("says that the device is at fault when it ends without a frame", async () => {
    expect(await setUp({ irisCamera: irisCamera() })("iris-left")).toEqual({
      kind: "failed",
      failure: "driver.malformed",
    });
  });

  it("opens the device when it is not ready, and only then", async () => {
    const camera = irisCamera(60);
    const attempt = setUp({ irisCamera: camera });
    await attempt("iris-left");
    await attempt("iris-right");
    expect(camera.opened()).toBe(1);
    expect(camera.looks().map(({ target, timeoutMs }) => [target, timeoutMs])).toEqual([
      ["left", frameTimeoutMs],
      ["right", frameTimeoutMs],
    ]);
  });

  it("tells a verdict and a stored capture that speak of the same frame", async () => {
    const result = await setUp({ irisCamera: irisCamera(30) }, {}, { burstFramesMax: 1 })("iris-right");
    if (result.kind !== "captured") throw new RangeError(result.failure);
    const { stored, verdict } = result;
    expect(verdict).toEqual({
      score: 30,
      passed: false,
      isRecognised: true,
      reasons: [{ code: "score-too-low", value: 30, limit: 40 }],
      capturedAt: "2026-01-05T01:00:00.000Z",
      isSimulated: true,
      elapsedMs: 0,
    });
    expect(stored).toMatchObject({ target: "iris-right", provenance: simulated, reasons: ["score-too-low"] });
    expect(await decodeStoredCapture(encodeWhole(stored))).toEqual(stored);
  });
});

describe("a device that fails", () => {
  const failures = [
    new BoothError("driver.timeout", { device: "fake-device", operation: "frame", timeoutMs: frameTimeoutMs }),
    new BoothError("driver.disconnected", { device: "fake-device" }),
    new BoothError("driver.busy", { device: "fake-device", operation: "frame" }),
    new BoothError("driver.malformed", { device: "fake-device", problem: "torn" }),
    new BoothError("driver.no-biometric", { device: "fake-device", target: "iris-left" }),
  ];

  it.each(failures)("is an outcome: $code", async (failure) => {
    const device = fakeDevice<Eye, { readonly image: GrayImage }>([failure]);
    expect(await setUp({ irisCamera: device })("iris-left")).toEqual({ kind: "failed", failure: failure.code });
  });

  it("after a poor frame takes that frame with it: half a look is no attempt", async () => {
    const device = fakeDevice<Eye, { readonly image: GrayImage }>([eyeFrame(20), failures[1]!]);
    expect(await scoreOf(setUp({ irisCamera: device })("iris-left"))).toBe("driver.disconnected");
  });

  it("cannot be opened: that is an outcome as well", async () => {
    const open = () => Promise.reject(failures[1]);
    expect(await scoreOf(setUp({ irisCamera: { ...irisCamera(60), open } })("iris-left"))).toBe("driver.disconnected");
  });
});

describe("what is no device's failure", () => {
  it("is thrown: a model that is missing", async () => {
    const missing = new BoothError("model.missing", { path: "models/build" });
    const attempt = setUp({ irisCamera: irisCamera(60) }, { assessIris: () => Promise.reject(missing) });
    await expect(attempt("iris-left")).rejects.toBe(missing);
  });

  it("is thrown: a fault of our own", async () => {
    const fault = new RangeError("our own");
    const device = fakeDevice<Eye, { readonly image: GrayImage }>([fault]);
    await expect(setUp({ irisCamera: device })("iris-left")).rejects.toBe(fault);
  });
});

describe("an attempt that is aborted", () => {
  const reason = new Error("no longer wanted");

  it("before it begins never shows a frame", async () => {
    const stop = new AbortController();
    stop.abort(reason);
    const heard: Judgement[] = [];
    const attempt = setUp({ irisCamera: irisCamera(60) })("iris-left", stop.signal, ({ judgement }) =>
      heard.push(judgement),
    );
    await expect(attempt).rejects.toBe(reason);
    expect(heard).toEqual([]);
  });

  it("while a frame is judged tells nobody of that frame, and leaves the device", async () => {
    const stop = new AbortController();
    const camera = irisCamera(10, 20, 30);
    const assessIris = async (image: GrayImage) => {
      stop.abort(reason);
      return seenIris(image, scoreIn(image));
    };
    const heard: Judgement[] = [];
    const attempt = setUp({ irisCamera: camera }, { assessIris })("iris-left", stop.signal, ({ judgement }) =>
      heard.push(judgement),
    );
    await expect(attempt).rejects.toBe(reason);
    expect(heard).toEqual([]);
    expect(camera.left()).toBe(1);
  });

  it("is aborted, whatever the device says of it", async () => {
    const stop = new AbortController();
    const device = fakeDevice<Eye, { readonly image: GrayImage }>([
      () => {
        stop.abort(reason);
        throw new BoothError("driver.timeout", { device: "fake-device", operation: "frame", timeoutMs: 1 });
      },
    ]);
    await expect(setUp({ irisCamera: device })("iris-left", stop.signal)).rejects.toBe(reason);
  });
});

describe("each target has its device", () => {
  it("a finger: one impression an attempt, and its own position", async () => {
    const frame: FingerprintFrame = { image: grayImage(6, 7), deviceScore: 99 };
    const device = fakeDevice<FingerPosition, FingerprintFrame>([frame, frame]);
    const heard: number[] = [];
    const attempt = setUp({ fingerprint: device }, { assessFingerprint: async () => fingerAssessment(20) });
    const result = await attempt("finger-08", never, ({ judgement: { score } }) => heard.push(score));
    expect(heard).toEqual([20]);
    expect(device.looks()[0]?.target).toBe(8);
    // The device's own figure is not the verdict.
    expect(result).toMatchObject({ verdict: { score: 20, passed: false, isRecognised: true } });
  });

  it("a finger that is another one of the visit: told by name, and not passed", async () => {
    const minutia = { x: 1, y: 2, angleDeg: 0, kind: "ending", quality: 50 } as const;
    const template = createTemplate([]);
    const pipelines = fakePipelines({
      assessFingerprint: async () => ({ ...fingerAssessment(90), minutiae: [minutia] }),
      describePrint: async () => template,
      scorePrints: async () => [49.9, 61],
    });
    const station = createCaptureStation({
      devices: {
        fingerprint: fakeDevice<FingerPosition, FingerprintFrame>([{ image: grayImage(6, 7), deviceScore: null }]),
        faceCamera: fakeDevice([]),
        irisCamera: fakeDevice([]),
        signaturePad: fakeDevice([]),
      },
      pipelines,
      clock: createManualClock(),
      frameTimeoutMs,
      burstFramesMax: 3,
    });
    const others = {
      prints: [
        { target: "finger-01" as const, template },
        { target: "finger-02" as const, template },
      ],
      scoreMin: 50,
    };
    const heard: Judgement[] = [];
    const request = {
      backdrop: "red",
      others,
      signal: never,
      onFrame: ({ judgement }: SeenFrame) => heard.push(judgement),
    } as const;
    const result = await station.attempt("finger-03", request);
    if (result.kind !== "captured") throw new RangeError(result.failure);
    const reasons = [{ code: "same-as-finger-02", value: 61, limit: 50 }];
    expect(result.verdict).toMatchObject({ score: 90, passed: false, isRecognised: true, reasons });
    expect(result.stored.reasons).toEqual(["same-as-finger-02"]);
    expect(result.stored.findings).toEqual({ modality: "fingerprint", minutiae: [minutia] });
    expect(heard).toMatchObject([{ passed: false, reasons }]);
  });

  it("a photo: judged before the backdrop that the resident needs, and stored as it was shaped", async () => {
    const shaped = rgbImage(4, 5);
    const backdrops: unknown[] = [];
    const camera = fakeDevice<"portrait", { readonly image: typeof shaped }>([{ image: rgbImage(8, 10) }]);
    const attempt = setUp(
      { faceCamera: camera },
      {
        guideFace: async ({ image }, backdrop) => {
          backdrops.push(backdrop);
          return guided(image, 70);
        },
        assessPortrait: async (_image, backdrop) => {
          backdrops.push(backdrop);
          return { image: shaped, assessment: faceAssessment(70), frame: null, isReduced: false };
        },
      },
    );
    const result = await attempt("face");
    expect(backdrops).toEqual(["red", "red"]);
    if (result.kind !== "captured") throw new RangeError(result.failure);
    expect(result.stored.image).toBe(shaped);
    expect(result.stored.findings).toEqual({
      modality: "face",
      geometry: {
        pose: { yawDeg: 1, pitchDeg: 2, rollDeg: 3 },
        eyeCentres: [
          { x: 2, y: 3 },
          { x: 4, y: 3 },
        ],
        headWidthPx: 4,
        points: [],
        isCut: false,
        isTurned: false,
        isReduced: false,
        irises: [],
      },
    });
    expect(result.verdict.eyes).toEqual([]);
  });

  it("a photo: with the irises of its portrait, of which the visit hears where a crop has room", async () => {
    const shaped = rgbImage(60, 80);
    const landmarks = Array.from({ length: 478 }, () => ({ x: 30, y: 40 }));
    const circles = [
      { centre: 468, x: 20, lids: [159, 145] },
      { centre: 473, x: 55, lids: [386, 374] },
    ] as const;
    for (const { centre, x, lids } of circles) {
      for (const [step, shift] of [0, 5, 0, -5, 0].entries()) landmarks[centre + step] = { x: x + shift, y: 30 };
      for (const [step, index] of lids.entries()) landmarks[index] = { x, y: 26 + 8 * step };
    }
    const { faces, ...assessment } = faceAssessment(90);
    const attempt = setUp(
      { faceCamera: fakeDevice<"portrait", { readonly image: typeof shaped }>([{ image: rgbImage(8, 10) }]) },
      {
        guideFace: async ({ image }) => guided(image, 90),
        assessPortrait: async () => ({
          image: shaped,
          assessment: { ...assessment, faces: [{ ...faces[0]!, landmarks }] },
          frame: null,
          isReduced: false,
        }),
      },
    );
    const result = await attempt("face");
    if (result.kind !== "captured") throw new RangeError(result.failure);
    expect(result.verdict.eyes).toEqual([{ eye: "right", irisDiameterPx: 10, openingRatio: 0.8, isResampled: false }]);
    expect(result.stored.findings).toMatchObject({
      geometry: {
        irises: [
          { eye: "right", x: 20, y: 30, radius: 5, openingRatio: 0.8 },
          { eye: "left", x: 55 },
        ],
      },
    });
    expect(await decodeStoredCapture(encodeWhole(result.stored))).toEqual(result.stored);
  });

  it("a signature: once, with its ink", async () => {
    const ink: SignatureInk = {
      kind: "ink",
      widthMm: 80,
      heightMm: 48,
      points: [{ x: 1, y: 1, t: 0, p: 1, down: true }],
    };
    const device = fakeDevice<"signature", SignatureInk>([ink, ink]);
    const attempt = setUp({ signaturePad: device }, { assessSignature: async () => signatureAssessment(1) });
    const result = await attempt("signature");
    if (result.kind !== "captured") throw new RangeError(result.failure);
    expect(result.stored.findings).toEqual({ modality: "signature", ink, svg: "<svg/>" });
  });
});
