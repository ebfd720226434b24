import type { FaceCameraFrame } from "../../drivers/face-camera/face-camera-driver.ts";
import type { FingerprintFrame } from "../../drivers/fingerprint/fingerprint-driver.ts";
import type { IrisCameraFrame } from "../../drivers/iris-camera/iris-camera-driver.ts";
import type { SignatureSample } from "../../drivers/signature-pad/signature-pad-driver.ts";
import type { Clock } from "../kernel/clock.ts";
import type { CaptureTarget } from "../visit/capture-target.ts";
import { findLookalike } from "../visit/same-finger.ts";
import type { Judgement } from "./judge-frame.ts";
import type { StoredCapture } from "./stored-capture.ts";

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

/** Frame by frame, what a look has given so far: for the guidance on the screen. Its pixels may be read and are kept alive. */
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

/** One look of one attempt. */
export type Look = {
  readonly clock: Clock;
  readonly frameTimeoutMs: number;
  readonly target: CaptureTarget;
  readonly signal: AbortSignal;
  readonly onFrame: FrameListener | undefined;
  /** Frames that are looked at in any case. */
  readonly burst: number;
  readonly policy: LookPolicy;
};

/** A judgement with when, and by what, its frame was taken. */
export type TimedJudgement = Judgement & {
  readonly capturedAt: string;
  readonly provenance: StoredCapture["provenance"];
};

/** A live view guides the person and is never kept. */
export function isView(frame: object): boolean {
  return "isView" in frame && frame.isView === true;
}

/** Whether the one frame is to be kept rather than the other. */
export function isBetter(next: Judgement, best: Judgement): boolean {
  if (next.passed !== best.passed) return next.passed;
  if (next.isRecognised !== best.isRecognised) return next.isRecognised;
  const isNextRight = findLookalike(next.reasons) === null;
  if (isNextRight !== (findLookalike(best.reasons) === null)) return isNextRight;
  return next.score > best.score;
}
