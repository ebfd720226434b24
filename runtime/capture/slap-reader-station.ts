import type { SlapReaderDriver } from "../../drivers/fingerprint/slap-reader-driver.ts";
import type { Clock } from "../kernel/clock.ts";
import { BoothError } from "../kernel/errors.ts";
import { fingerTarget } from "../visit/capture-target.ts";
import {
  createStation,
  type JudgedFinger,
  type JudgedSlap,
  type SlapRequest,
  type SlapStation,
} from "./attempt-slap.ts";
import type { FrameListener } from "./capture-station.ts";
import { judgeFingerFrame } from "./judge-frame.ts";
import type { Pipelines } from "./pipelines.ts";

export type SlapReaderStationParts = {
  readonly reader: SlapReaderDriver;
  readonly pipelines: Pipelines;
  readonly clock: Clock;
  readonly frameTimeoutMs: number;
};

/**
 * Slaps that the device takes apart itself: what it vouches for is which finger is which, and how good each is judged
 * here, like any other finger. One attempt at a time.
 */
export function createSlapReaderStation(parts: SlapReaderStationParts): SlapStation {
  return createStation((request) => lookOnce(parts, request), parts.clock);
}

/** Fingers that settled together are one try. */
async function lookOnce(
  { reader, pipelines, clock, frameTimeoutMs }: SlapReaderStationParts,
  { slap, wanted, othersOf, signal, onFrame }: SlapRequest,
): Promise<JudgedSlap> {
  if (reader.health().state !== "ready") await reader.open();
  const order = { slap, fingers: wanted };
  for await (const frame of reader.frames({ target: order, timeoutMs: frameTimeoutMs, signal })) {
    const capturedAt = clock.nowAt();
    const fingers = await Promise.all(
      frame.fingers.map(async ({ position, image }) => {
        const judgement = await judgeFingerFrame(pipelines, image, await othersOf(fingerTarget(position)));
        return { position, judgement };
      }),
    );
    signal.throwIfAborted();
    onFrame?.(describeFingers(fingers, capturedAt));
    return { fingers, capturedAt, provenance: reader.provenance() };
  }
  throw new BoothError("driver.malformed", { device: reader.name, problem: "ended without a frame" });
}

/** The poorest of them, with the most useful word about any. */
function describeFingers(fingers: readonly JudgedFinger[], capturedAt: string): Parameters<FrameListener>[0] {
  const [first, ...rest] = fingers;
  if (first === undefined) throw new RangeError("a slap of no finger");
  const poorest = rest.reduce((worst, one) => (one.judgement.score < worst.judgement.score ? one : worst), first);
  const passed = fingers.every(({ judgement }) => judgement.passed);
  const reasons = fingers.find(({ judgement }) => !judgement.passed)?.judgement.reasons ?? [];
  const { image } = poorest.judgement;
  return {
    target: fingerTarget(first.position),
    frame: { image, deviceScore: null },
    judgement: { ...poorest.judgement, passed, reasons },
    capturedAt,
    steadyRatio: passed ? 1 : 0,
  };
}
