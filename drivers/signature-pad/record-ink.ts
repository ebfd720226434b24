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

/** What the signer says without writing: `done` with ink ends the signature, `again` forgets it. */
export type SignerWish = "done" | "again";

export type InkRecording = {
  readonly clock: Clock;
  readonly reports: Pick<BoundedQueue<PenReport | SignerWish>, "next">;
  readonly padMm: { readonly width: number; readonly height: number };
  /** The signer has finished when the pen has not touched the pad for this long. */
  readonly finishAfterMs: number;
  readonly signal: AbortSignal;
};

/** Ten minutes at 200 reports a second: nobody signs longer. */
const pointsMax = 120_000;

class PenAtRest extends Error {}

/**
 * Waits for a signature: from the first touch to the last before the pen has rested. Hovering around it is no part of it.
 * @throws what the queue of reports fails with, or the signal's reason
 */
export async function recordInk(recording: InkRecording): Promise<SignatureInk> {
  const { clock, padMm, finishAfterMs } = recording;
  const taken: PenReport[] = [];
  let restsAtMs = Number.POSITIVE_INFINITY;
  while (taken.length < pointsMax) {
    const report = await nextReport(recording, restsAtMs);
    if (report === "at-rest" || (report === "done" && taken.length > 0)) break;
    if (report === "again") {
      taken.length = 0;
      restsAtMs = Number.POSITIVE_INFINITY;
    }
    if (typeof report === "string") continue;
    if (report.isDown) restsAtMs = clock.monotonicMs() + finishAfterMs;
    if (report.isDown || taken.length > 0) taken.push(report);
  }
  const lastTouch = taken.findLastIndex(({ isDown }) => isDown);
  const points = toPoints(taken.slice(0, lastTouch + 1));
  return { kind: "ink", widthMm: padMm.width, heightMm: padMm.height, points };
}

/** The next report, or that the pen has rested until then. */
async function nextReport(
  { clock, reports, signal }: InkRecording,
  restsAtMs: number,
): Promise<PenReport | SignerWish | "at-rest"> {
  const next = reports.next(signal);
  if (!Number.isFinite(restsAtMs)) return next;
  const timeoutMs = Math.max(0, restsAtMs - clock.monotonicMs());
  try {
    return await waitWithin(next, { clock, timeoutMs, signal, whenLate: () => new PenAtRest() });
  } catch (error) {
    if (error instanceof PenAtRest) return "at-rest";
    throw error;
  }
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
