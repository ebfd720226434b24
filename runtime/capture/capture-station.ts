import type { FaceCameraDriver } from "../../drivers/face-camera/face-camera-driver.ts";
import type { FingerprintDriver } from "../../drivers/fingerprint/fingerprint-driver.ts";
import type { IrisCameraDriver } from "../../drivers/iris-camera/iris-camera-driver.ts";
import type { SignaturePadDriver } from "../../drivers/signature-pad/signature-pad-driver.ts";
import type { BackdropColour } from "../kernel/biometric.ts";
import type { Clock } from "../kernel/clock.ts";
import type { FrameSource } from "../kernel/device.ts";
import { BoothError, isDriverFailure } from "../kernel/errors.ts";
import { describeEyes } from "../record/portrait-eyes.ts";
import { type CaptureTarget, parseTarget } from "../visit/capture-target.ts";
import type { Capture } from "../visit/visit-event.ts";
import type { ColourGainsOf } from "./camera-colours.ts";
import type { OtherFingers } from "./check-sequence.ts";
import { type Judgement, judgeFingerFrame, judgeIrisFrame, judgeSignatureFrame } from "./judge-frame.ts";
import {
  briefLook,
  type FrameListener,
  isBetter,
  isView,
  type Look,
  type LookPolicy,
  type SeenFrame,
  type TimedJudgement,
} from "./look.ts";
import { lookAtFace } from "./look-at-face.ts";
import type { Pipelines } from "./pipelines.ts";
import type { StoredCapture } from "./stored-capture.ts";

export { briefLook, type FrameListener, type LookPolicy, type SeenFrame } from "./look.ts";

/** What one attempt gave: the best frame with its verdict, or the device's failure. */
export type AttemptResult =
  | { readonly kind: "captured"; readonly stored: StoredCapture; readonly verdict: Omit<Capture, "blob"> }
  | { readonly kind: "failed"; readonly failure: string };

export type StationDevices = {
  readonly fingerprint: FingerprintDriver;
  readonly faceCamera: FaceCameraDriver;
  readonly irisCamera: IrisCameraDriver;
  readonly signaturePad: SignaturePadDriver;
};

export type StationParts = {
  readonly devices: StationDevices;
  readonly pipelines: Pipelines;
  readonly clock: Clock;
  readonly frameTimeoutMs: number;
  readonly burstFramesMax: number;
  /** By what a camera's colours are read; without it as it saw them. */
  readonly colourGainsOf?: ColourGainsOf;
  /** For devices that show a person live; others are read once. */
  readonly live?: LookPolicy;
};

export type AttemptRequest = {
  readonly backdrop: BackdropColour;
  /** What a finger must not be: the visit's other fingers. */
  readonly others?: OtherFingers;
  /** Whether a bare line stands for the signature; without a word it does not. */
  readonly isLineAllowed?: boolean;
  readonly signal: AbortSignal;
  readonly onFrame?: FrameListener;
};

export type CaptureStation = {
  /**
   * One attempt at one target: looks until a frame passes or the burst is over, and keeps the best.
   * @throws the signal's reason when aborted
   */
  readonly attempt: (target: CaptureTarget, request: AttemptRequest) => Promise<AttemptResult>;
};

/** Device frames → pipeline → best frame → verdict. One attempt at a time on each device. */
export function createCaptureStation(parts: StationParts): CaptureStation {
  const { devices, pipelines, clock, colourGainsOf = () => null } = parts;
  return {
    attempt: async (target, { backdrop, others, isLineAllowed, signal, onFrame }) => {
      const startMs = clock.monotonicMs();
      const look = { clock, frameTimeoutMs: parts.frameTimeoutMs, target, signal, onFrame };
      const live = { burst: parts.burstFramesMax, policy: parts.live ?? briefLook };
      try {
        const best = await lookAt(target);
        return finish(target, best, clock.monotonicMs() - startMs);
      } catch (error) {
        signal.throwIfAborted();
        if (isDriverFailure(error)) return { kind: "failed", failure: error.code };
        throw error;
      }

      function lookAt(of: CaptureTarget): Promise<TimedJudgement> {
        const wanted = parseTarget(of);
        switch (wanted.modality) {
          case "face":
            return lookAtFace({ ...look, ...live, camera: devices.faceCamera, pipelines, backdrop, colourGainsOf });
          case "fingerprint":
            return keepBest(devices.fingerprint, wanted.position, { ...look, ...once }, async (frame) => ({
              frame,
              judgement: await judgeFingerFrame(pipelines, frame.image, others, { isView: isView(frame) }),
            }));
          case "iris":
            return keepBest(devices.irisCamera, wanted.eye, { ...look, ...live }, async (frame) => {
              const wish = { eye: wanted.eye, isMirrored: frame.isMirrored ?? false };
              const judgement = await judgeIrisFrame(pipelines, frame.image, wish);
              return { frame: { ...frame, image: judgement.image }, judgement };
            });
          case "signature":
            return keepBest(devices.signaturePad, "signature", { ...look, ...once }, async (frame) => ({
              frame,
              judgement: await judgeSignatureFrame(pipelines, frame, { isLineAllowed: isLineAllowed ?? false }),
            }));
          default:
            return wanted satisfies never;
        }
      }
    },
  };
}

/** One frame is one try: a finger that settled, a signature that was finished. */
const once = { burst: 1, policy: briefLook };

async function keepBest<Target, Frame extends SeenFrame["frame"]>(
  device: FrameSource<Target, Frame>,
  target: Target,
  { clock, frameTimeoutMs, target: captureTarget, signal, onFrame, burst, policy }: Look,
  /** Gives the frame back with what there is to say of it, as its pixels may have been handed over for that. */
  judge: (frame: Frame) => Promise<{ readonly frame: Frame; readonly judgement: Judgement }>,
): Promise<TimedJudgement> {
  if (device.health().state !== "ready") await device.open();
  const tally = startTally(policy, burst, clock);
  for await (const taken of device.frames({ target, timeoutMs: frameTimeoutMs, signal })) {
    const capturedAt = clock.nowAt();
    const isViewOnly = isView(taken);
    if (isViewOnly && onFrame === undefined) continue;
    const { frame, judgement } = await judge(taken);
    signal.throwIfAborted();
    if (!isViewOnly) tally.count({ ...judgement, capturedAt, provenance: device.provenance() });
    onFrame?.({ target: captureTarget, frame, judgement, capturedAt, steadyRatio: tally.steadyRatio() });
    if (tally.isOver()) break;
  }
  const best = tally.best();
  if (best === null)
    throw new BoothError("driver.malformed", { device: device.name, problem: "ended without a frame" });
  return best;
}

/** Keeps the best frame of a look, and knows when enough has been seen. */
function startTally({ lookMs, steadyFramesMin }: LookPolicy, burst: number, clock: Clock) {
  const startMs = clock.monotonicMs();
  let best: TimedJudgement | null = null;
  let frames = 0;
  let steady = 0;
  return {
    count: (frame: TimedJudgement) => {
      frames += 1;
      steady = frame.passed ? steady + 1 : 0;
      if (best === null || isBetter(frame, best)) best = frame;
    },
    steadyRatio: () => Math.min(1, steady / steadyFramesMin),
    isOver: () => steady >= steadyFramesMin || (frames >= burst && clock.monotonicMs() - startMs >= lookMs),
    best: () => best,
  };
}

function finish(target: CaptureTarget, best: TimedJudgement, elapsedMs: number): AttemptResult {
  const { capturedAt, provenance, score, passed, isRecognised, reasons, measures, findings, image } = best;
  return {
    kind: "captured",
    stored: {
      target,
      capturedAt,
      provenance,
      score,
      measures,
      reasons: reasons.map(({ code }) => code),
      findings,
      image,
    },
    verdict: {
      score,
      passed,
      isRecognised,
      reasons: [...reasons],
      capturedAt,
      isSimulated: provenance.isSimulated,
      elapsedMs,
      ...describeEyesIn(best),
    },
  };
}

/** What a portrait shows of the eyes: the desk is told what stands in for an iris that cannot be captured. */
function describeEyesIn({ findings, image }: Judgement): Pick<Capture, "eyes"> {
  if (findings.modality !== "face" || findings.geometry === null || "resolutionPpi" in image) return {};
  const { irises, isTurned } = findings.geometry;
  return { eyes: [...describeEyes({ irises, image, isTurned })] };
}
