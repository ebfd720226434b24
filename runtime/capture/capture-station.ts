import type { FaceCameraDriver, FaceCameraFrame } from "../../drivers/face-camera/face-camera-driver.ts";
import type { FingerprintDriver, FingerprintFrame } from "../../drivers/fingerprint/fingerprint-driver.ts";
import type { IrisCameraDriver, IrisCameraFrame } from "../../drivers/iris-camera/iris-camera-driver.ts";
import type { SignaturePadDriver, SignatureSample } from "../../drivers/signature-pad/signature-pad-driver.ts";
import type { BackdropColour } from "../kernel/biometric.ts";
import type { Clock } from "../kernel/clock.ts";
import type { FrameSource } from "../kernel/device.ts";
import { BoothError, isDriverFailure } from "../kernel/errors.ts";
import { type CaptureTarget, parseTarget } from "../visit/capture-target.ts";
import { findLookalike } from "../visit/same-finger.ts";
import type { Capture } from "../visit/visit-event.ts";
import type { OtherFingers } from "./check-sequence.ts";
import {
  type Judgement,
  judgeFaceFrame,
  judgeFingerFrame,
  judgeIrisFrame,
  judgeSignatureFrame,
} from "./judge-frame.ts";
import type { Pipelines } from "./pipelines.ts";
import type { StoredCapture } from "./stored-capture.ts";

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
  /** For devices that show a person live; others are read once. */
  readonly live?: LookPolicy;
};

/** One frame as the device gave it, with what is to be said of it. */
export type SeenFrame = {
  readonly target: CaptureTarget;
  readonly frame: FaceCameraFrame | FingerprintFrame | IrisCameraFrame | SignatureSample;
  readonly judgement: Judgement;
  /** When it came from the device. */
  readonly capturedAt: string;
  /** How much of the steady look that ends the attempt is behind: 0 to 1. */
  readonly steadyRatio: number;
};

/** Frame by frame, what a look has given so far: for the guidance on the screen. */
export type FrameListener = (seen: SeenFrame) => void;

/** How long a live device looks, and when it has seen enough. */
export type LookPolicy = {
  /** A look of which no frame passes goes on this long, and at least for the burst. */
  readonly lookMs: number;
  /** So many frames in a row must pass: a good one by chance, while the person still moves, is not yet the best. */
  readonly steadyFramesMin: number;
};

/** Ends at the first frame that passes, or with the burst. */
export const briefLook: LookPolicy = { lookMs: 0, steadyFramesMin: 1 };

export type AttemptRequest = {
  readonly backdrop: BackdropColour;
  /** What a finger must not be: the visit's other fingers. */
  readonly others?: OtherFingers;
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
  const { devices, pipelines, clock } = parts;
  return {
    attempt: async (target, { backdrop, others, signal, onFrame }) => {
      const startMs = clock.monotonicMs();
      const look = { parts, target, signal, onFrame };
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
            return keepBest(devices.faceCamera, "portrait", { ...look, ...live }, ({ image }) =>
              judgeFaceFrame(pipelines, image, backdrop),
            );
          case "fingerprint":
            return keepBest(devices.fingerprint, wanted.position, { ...look, ...once }, ({ image }) =>
              judgeFingerFrame(pipelines, image, others),
            );
          case "iris":
            return keepBest(devices.irisCamera, wanted.eye, { ...look, ...live }, ({ image }) =>
              judgeIrisFrame(pipelines, image),
            );
          case "signature":
            return keepBest(devices.signaturePad, "signature", { ...look, ...once }, (sample) =>
              judgeSignatureFrame(pipelines, sample),
            );
          default:
            return wanted satisfies never;
        }
      }
    },
  };
}

type TimedJudgement = Judgement & { readonly capturedAt: string; readonly provenance: StoredCapture["provenance"] };

/** One frame is one try: a finger that settled, a signature that was finished. */
const once = { burst: 1, policy: briefLook };

type Look = {
  readonly parts: StationParts;
  readonly target: CaptureTarget;
  readonly signal: AbortSignal;
  readonly onFrame: FrameListener | undefined;
  /** Frames that are looked at in any case. */
  readonly burst: number;
  readonly policy: LookPolicy;
};

async function keepBest<Target, Frame extends SeenFrame["frame"]>(
  device: FrameSource<Target, Frame>,
  target: Target,
  { parts, target: captureTarget, signal, onFrame, burst, policy }: Look,
  judge: (frame: Frame) => Promise<Judgement>,
): Promise<TimedJudgement> {
  if (device.health().state !== "ready") await device.open();
  const { clock } = parts;
  const tally = startTally(policy, burst, clock);
  for await (const frame of device.frames({ target, timeoutMs: parts.frameTimeoutMs, signal })) {
    const capturedAt = clock.nowAt();
    const isViewOnly = isView(frame);
    if (isViewOnly && onFrame === undefined) continue;
    const judgement = await judge(frame);
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

/** A live view guides the person and is never kept. */
function isView(frame: object): boolean {
  return "isView" in frame && frame.isView === true;
}

function isBetter(next: Judgement, best: Judgement): boolean {
  if (next.passed !== best.passed) return next.passed;
  if (next.isRecognised !== best.isRecognised) return next.isRecognised;
  const isNextRight = findLookalike(next.reasons) === null;
  if (isNextRight !== (findLookalike(best.reasons) === null)) return isNextRight;
  return next.score > best.score;
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
    },
  };
}
