import type { InkPoint, SignatureInk } from "../../runtime/kernel/biometric.ts";
import type { Clock } from "../../runtime/kernel/clock.ts";
import type { BoundedQueue } from "../transport/bounded-queue.ts";
import { waitWithin } from "../transport/wait-within.ts";

/** One report of a pen. */
export type PenReport = {
  readonly xMm: number;
  readonly yMm: number;
  /** 0 to 1. */
  readonly pressureRatio: number;
  /** The tip touches the pad. */
  readonly isDown: boolean;
  /** On the pad's own clock where it has one, else when it arrived. Any origin. */
  readonly atMs: number;
};

export type InkRecording = {
  readonly clock: Clock;
  readonly reports: Pick<BoundedQueue<PenReport>, "next">;
  readonly padMm: { readonly width: number; readonly height: number };
  /** The signer has finished when the pen has not touched the pad for this long. */
  readonly finishAfterMs: number;
  readonly signal: AbortSignal;
};

/** Ten minutes at 200 reports a second: nobody signs longer. */
const pointsMax = 120_000;

class PenAtRest extends Error {}

/**
 * Waits for a signature: from the first touch until the pen has rested. Hovering before it is not part of it.
 * @throws what the queue of reports fails with, or the signal's reason
 */
export async function recordInk(recording: InkRecording): Promise<SignatureInk> {
  const { clock, reports, padMm, finishAfterMs, signal } = recording;
  const taken: PenReport[] = [];
  let lastTouchMs = Number.POSITIVE_INFINITY;
  const whenLate = () => new PenAtRest();
  while (taken.length < pointsMax) {
    const isWriting = taken.length > 0;
    const restMs = isWriting ? Math.max(0, lastTouchMs + finishAfterMs - clock.monotonicMs()) : 0;
    try {
      const next = reports.next(signal);
      const report = isWriting ? await waitWithin(next, { clock, timeoutMs: restMs, signal, whenLate }) : await next;
      if (report.isDown) lastTouchMs = clock.monotonicMs();
      else if (!isWriting) continue;
      taken.push(report);
    } catch (error) {
      if (error instanceof PenAtRest) break;
      throw error;
    }
  }
  return { kind: "ink", widthMm: padMm.width, heightMm: padMm.height, points: toPoints(taken) };
}

/** Times count from the first point and never run back, whatever a pad's clock does. */
function toPoints(reports: readonly PenReport[]): InkPoint[] {
  const originMs = reports[0]?.atMs ?? 0;
  let lastMs = 0;
  return reports.map(({ xMm, yMm, pressureRatio, isDown, atMs }) => {
    lastMs = Math.max(lastMs, atMs - originMs);
    return { x: xMm, y: yMm, t: lastMs, p: pressureRatio, down: isDown };
  });
}
