import type { SignatureInk } from "../../runtime/kernel/biometric.ts";
import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { type BoundedQueue, createBoundedQueue } from "../transport/bounded-queue.ts";
import { createFrameSession } from "../transport/frame-session.ts";
import { waitWithin } from "../transport/wait-within.ts";
import { findSampleFault } from "./find-sample-fault.ts";
import { orderInk } from "./order-ink.ts";
import type { PageInk, PageInkBatch, PageInkPoint } from "./page-ink.ts";
import type { SignaturePadDriver, SignatureSample } from "./signature-pad-driver.ts";

export type TouchPadOptions = {
  readonly clock: Clock;
  readonly ink: PageInk;
  /** A signer who does not say so has finished when nothing has touched the screen for this long. */
  readonly finishAfterMs: number;
};

const name = "signature-pad-touch";
/** A minute of a pen of 240 reports a second that never rests. */
const pointsMax = 15_000;
/** A page sends some dozens a second; whoever has not looked for so long is stuck. */
const batchesMax = 2_000;
const durationMaxMs = 600_000;
const sideMinMm = 10;
const sideMaxMm = 300;

const provenance: Provenance = {
  driver: name,
  model: "touchscreen of the page",
  serial: "unknown",
  firmware: "unknown",
  hardwareId: null,
  nativePpi: null,
  bitDepth: null,
  isCertified: false,
  isSimulated: false,
};

/** Finger or pen on the screen that shows the page; yields once, when the signer says so or has rested. */
export function createTouchPad(options: TouchPadOptions): SignaturePadDriver {
  const { clock, ink } = options;
  let stopWatching: (() => void) | null = null;
  const session = createFrameSession<"signature", SignatureSample>({
    name,
    clock,
    provenance,
    findFault: findSampleFault,
    open: async () => {
      stopWatching?.();
      if (!ink.isThere()) throw new BoothError("driver.disconnected", { device: name, reported: "page:absent" });
      stopWatching = ink.onThere((isThere) => {
        if (!isThere) session.lose();
      });
      return provenance;
    },
    close: async () => {
      stopWatching?.();
      stopWatching = null;
    },
    look: async function* look(_target, signal) {
      const queue = createBoundedQueue<PageInkBatch>(batchesMax, () => malformed("more ink than a hand makes"));
      const stopListening = ink.onInk(queue.push);
      ink.want(true);
      try {
        yield await takeSignature(queue, options, signal);
      } finally {
        ink.want(false);
        stopListening();
      }
    },
  });
  return session.source;
}

class PenAtRest extends Error {}

/** Everything since the signer last began anew. */
type Sheet = { readonly widthMm: number; readonly heightMm: number; readonly points: PageInkPoint[] };

async function takeSignature(
  queue: BoundedQueue<PageInkBatch>,
  { clock, finishAfterMs }: TouchPadOptions,
  signal: AbortSignal,
): Promise<SignatureInk> {
  let sheet: Sheet | null = null;
  let restsAtMs = Number.POSITIVE_INFINITY;
  for (;;) {
    const batch = await nextBatch(queue, { clock, signal, restsAtMs });
    if (batch !== "at-rest") {
      sheet = addBatch(sheet, batch);
      if (batch.points.some(isDown)) restsAtMs = clock.monotonicMs() + finishAfterMs;
    }
    if (sheet === null || !sheet.points.some(isDown)) restsAtMs = Number.POSITIVE_INFINITY;
    else if (batch === "at-rest" || batch.next === "done") return toInk(sheet);
  }
}

/** The next batch, or that the pen has rested until then. */
async function nextBatch(
  queue: BoundedQueue<PageInkBatch>,
  { clock, signal, restsAtMs }: { readonly clock: Clock; readonly signal: AbortSignal; readonly restsAtMs: number },
): Promise<PageInkBatch | "at-rest"> {
  const next = queue.next(signal);
  if (!Number.isFinite(restsAtMs)) return next;
  const timeoutMs = Math.max(0, restsAtMs - clock.monotonicMs());
  try {
    return await waitWithin(next, { clock, timeoutMs, signal, whenLate: () => new PenAtRest() });
  } catch (error) {
    if (error instanceof PenAtRest) return "at-rest";
    throw error;
  }
}

/** @throws BoothError `driver.malformed` for ink that no page of ours sends */
function addBatch(before: Sheet | null, { widthMm, heightMm, points, next }: PageInkBatch): Sheet | null {
  const problem = findProblem(widthMm, heightMm, points);
  if (problem !== null) throw malformed(problem);
  if (next === "clear") return null;
  // On a page that has changed its size, the ink so far is no longer where the signer sees it.
  const isSameSheet = before?.widthMm === widthMm && before.heightMm === heightMm;
  const sheet = isSameSheet ? before : { widthMm, heightMm, points: [] };
  if (sheet.points.length + points.length > pointsMax) throw malformed("more ink than a hand makes");
  for (const point of points) sheet.points.push(point);
  return sheet;
}

function findProblem(widthMm: number, heightMm: number, points: readonly PageInkPoint[]): string | null {
  const isSide = (sideMm: number) => sideMm >= sideMinMm && sideMm <= sideMaxMm;
  if (!isSide(widthMm) || !isSide(heightMm)) return `a surface of ${widthMm}×${heightMm} mm`;
  const isSound = ([x, y, t, p]: PageInkPoint) => [x, y, t].every(Number.isFinite) && p >= 0 && p <= 1;
  return points.every(isSound) ? null : "a point without place, time or pressure";
}

/** @throws BoothError `driver.malformed` when it took longer than anybody signs */
function toInk({ widthMm, heightMm, points }: Sheet): SignatureInk {
  const ordered = orderInk(points, { widthMm, heightMm });
  if ((ordered.at(-1)?.t ?? 0) > durationMaxMs) throw malformed("a signature of more than ten minutes");
  return { kind: "ink", widthMm, heightMm, points: ordered };
}

function isDown([, , , , down]: PageInkPoint): boolean {
  return down === 1;
}

function malformed(problem: string): BoothError {
  return new BoothError("driver.malformed", { device: name, problem });
}
