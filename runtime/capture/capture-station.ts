import type { FaceCameraDriver } from "../../drivers/face-camera/face-camera-driver.ts";
import type { FingerprintDriver } from "../../drivers/fingerprint/fingerprint-driver.ts";
import type { IrisCameraDriver } from "../../drivers/iris-camera/iris-camera-driver.ts";
import type { SignaturePadDriver } from "../../drivers/signature-pad/signature-pad-driver.ts";
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
};

/** Frame by frame, what a look has given so far: for the guidance on the screen. */
export type FrameListener = (judgement: Judgement) => void;

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
      const look = { parts, signal, onFrame };
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
            return keepBest(devices.faceCamera, "portrait", { ...look, burst: parts.burstFramesMax }, ({ image }) =>
              judgeFaceFrame(pipelines, image, backdrop),
            );
          case "fingerprint":
            return keepBest(devices.fingerprint, wanted.position, { ...look, burst: 1 }, ({ image }) =>
              judgeFingerFrame(pipelines, image, others),
            );
          case "iris":
            return keepBest(devices.irisCamera, wanted.eye, { ...look, burst: parts.burstFramesMax }, ({ image }) =>
              judgeIrisFrame(pipelines, image),
            );
          case "signature":
            return keepBest(devices.signaturePad, "signature", { ...look, burst: 1 }, (sample) =>
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

type Look = {
  readonly parts: StationParts;
  readonly signal: AbortSignal;
  readonly onFrame: FrameListener | undefined;
  readonly burst: number;
};

async function keepBest<Target, Frame extends object>(
  device: FrameSource<Target, Frame>,
  target: Target,
  { parts, signal, onFrame, burst }: Look,
  judge: (frame: Frame) => Promise<Judgement>,
): Promise<TimedJudgement> {
  if (device.health().state !== "ready") await device.open();
  let best: TimedJudgement | null = null;
  let frames = 0;
  for await (const frame of device.frames({ target, timeoutMs: parts.frameTimeoutMs, signal })) {
    const capturedAt = parts.clock.nowAt();
    const isViewOnly = isView(frame);
    if (isViewOnly && onFrame === undefined) continue;
    const judgement = await judge(frame);
    signal.throwIfAborted();
    onFrame?.(judgement);
    if (isViewOnly) continue;
    frames += 1;
    if (best === null || isBetter(judgement, best))
      best = { ...judgement, capturedAt, provenance: device.provenance() };
    if (judgement.passed || frames >= burst) break;
  }
  if (best === null)
    throw new BoothError("driver.malformed", { device: device.name, problem: "ended without a frame" });
  return best;
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
