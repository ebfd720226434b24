import type { FingerPosition, SlapTarget } from "../kernel/biometric.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Provenance } from "../kernel/device.ts";
import { isDriverFailure } from "../kernel/errors.ts";
import { type CaptureTarget, fingerTarget } from "../visit/capture-target.ts";
import type { Capture } from "../visit/visit-event.ts";
import type { FrameListener } from "./capture-station.ts";
import type { OtherFingers } from "./check-sequence.ts";
import type { Judgement } from "./judge-frame.ts";
import type { StoredCapture } from "./stored-capture.ts";

/** What one slap gave: a verdict for each finger that was asked for, or the device's failure. */
export type SlapResult =
  | {
      readonly kind: "captured";
      /** Fingers of a slap that was refused share one picture, the whole slap. */
      readonly fingers: readonly {
        readonly position: FingerPosition;
        readonly stored: StoredCapture;
        readonly verdict: Omit<Capture, "blob">;
      }[];
    }
  | { readonly kind: "failed"; readonly failure: string };

export type SlapRequest = {
  readonly slap: SlapTarget;
  /** In the order in which they are to be reported; at least one. */
  readonly wanted: readonly FingerPosition[];
  readonly missing: readonly FingerPosition[];
  /** What a finger must not be: the visit's other fingers. */
  readonly othersOf: (target: CaptureTarget) => Promise<OtherFingers>;
  readonly signal: AbortSignal;
  readonly onFrame?: FrameListener;
};

export type SlapStation = {
  /**
   * One attempt at one slap: the first that settles is taken apart and each finger judged by itself.
   * @throws the signal's reason when aborted
   */
  readonly attempt: (request: SlapRequest) => Promise<SlapResult>;
};

export type JudgedFinger = { readonly position: FingerPosition; readonly judgement: Judgement };

/** One slap that settled, with a judgement of each finger that was asked for. */
export type JudgedSlap = {
  readonly fingers: readonly JudgedFinger[];
  readonly capturedAt: string;
  readonly provenance: Provenance;
};

/** Makes a station of whatever looks at one slap; a device that fails is a result. */
export function createStation(look: (request: SlapRequest) => Promise<JudgedSlap>, clock: Clock): SlapStation {
  return {
    attempt: async (request) => {
      const startMs = clock.monotonicMs();
      try {
        const seen = await look(request);
        return { kind: "captured", fingers: finish(seen, clock.monotonicMs() - startMs) };
      } catch (error) {
        request.signal.throwIfAborted();
        if (isDriverFailure(error)) return { kind: "failed", failure: error.code };
        throw error;
      }
    },
  };
}

function finish({ fingers, capturedAt, provenance }: JudgedSlap, elapsedMs: number) {
  const kept = new Map<Judgement, StoredCapture>();
  return fingers.map(({ position, judgement }) => {
    const { score, passed, isRecognised, reasons, measures, findings, image } = judgement;
    const stored = kept.get(judgement) ?? {
      target: fingerTarget(position),
      ...{ capturedAt, provenance, score, measures, findings, image },
      reasons: reasons.map(({ code }) => code),
    };
    kept.set(judgement, stored);
    const { isSimulated } = provenance;
    const verdict = { score, passed, isRecognised, reasons: [...reasons], capturedAt, isSimulated, elapsedMs };
    return { position, stored, verdict };
  });
}
