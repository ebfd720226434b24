import type { SlapFrame, SlapScannerDriver } from "../../drivers/fingerprint/slap-scanner-driver.ts";
import { cropFinger } from "../../pipelines/fingerprint/slap/crop-finger.ts";
import type { SlapFinger } from "../../pipelines/fingerprint/slap/segment-slap.ts";
import type { FingerPosition } from "../kernel/biometric.ts";
import type { Clock } from "../kernel/clock.ts";
import { BoothError } from "../kernel/errors.ts";
import type { GrayImage } from "../kernel/image.ts";
import { fingerTarget } from "../visit/capture-target.ts";
import {
  createStation,
  type JudgedFinger,
  type JudgedSlap,
  type SlapRequest,
  type SlapStation,
} from "./attempt-slap.ts";
import type { FrameListener } from "./capture-station.ts";
import type { OtherFingers } from "./check-sequence.ts";
import { type Judgement, judgeFingerFrame } from "./judge-frame.ts";
import type { Pipelines } from "./pipelines.ts";
import { readSlap, type SlapReading } from "./read-slap.ts";

export type SlapStationParts = {
  readonly scanner: SlapScannerDriver;
  readonly pipelines: Pipelines;
  readonly clock: Clock;
  readonly frameTimeoutMs: number;
};

/** Slap → fingers → verdicts. One attempt at a time. */
export function createSlapStation(parts: SlapStationParts): SlapStation {
  return createStation((request) => lookOnce(parts, request), parts.clock);
}

/** One slap that settled is one try. */
async function lookOnce({ scanner, pipelines, clock, frameTimeoutMs }: SlapStationParts, request: SlapRequest) {
  const { slap, wanted, signal, onFrame } = request;
  if (scanner.health().state !== "ready") await scanner.open();
  for await (const frame of scanner.frames({ target: slap, timeoutMs: frameTimeoutMs, signal })) {
    const capturedAt = clock.nowAt();
    const reading = await readSlap(pipelines.segmentSlap, frame.image, request);
    const fingers = await judgeFingers(pipelines, frame.image, reading, request);
    signal.throwIfAborted();
    const [first] = wanted;
    if (first !== undefined) onFrame?.(describeSlap(first, { frame, fingers, reading, capturedAt }));
    return { fingers, capturedAt, provenance: scanner.provenance() };
  }
  throw new BoothError("driver.malformed", { device: scanner.name, problem: "ended without a frame" });
}

async function judgeFingers(
  pipelines: Pipelines,
  image: GrayImage,
  reading: SlapReading,
  { wanted, othersOf }: SlapRequest,
): Promise<readonly JudgedFinger[]> {
  if (reading.kind === "refused") {
    const judgement = refuseSlap(image, reading.reasons);
    return wanted.map((position) => ({ position, judgement }));
  }
  return Promise.all(
    wanted.map(async (position) => {
      const finger = reading.fingers.find((one) => one.position === position);
      if (finger === undefined)
        return { position, judgement: refuseSlap(image, [{ code: "no-finger", value: 0, limit: 1 }]) };
      const others = await othersOf(fingerTarget(position));
      return { position, judgement: await judgeFinger(pipelines, image, { finger, others }) };
    }),
  );
}

/** What the slap says of a finger, its end off the platen, counts like what its own print says. */
async function judgeFinger(
  pipelines: Pipelines,
  image: GrayImage,
  { finger, others }: { readonly finger: SlapFinger; readonly others: OtherFingers },
): Promise<Judgement> {
  const print = await judgeFingerFrame(pipelines, cropFinger(image, finger), others);
  const reasons = [...print.reasons, ...finger.reasons];
  return { ...print, reasons, passed: reasons.length === 0 };
}

/** Nothing of it is any finger's: it can be tried again or excepted, and never accepted. */
function refuseSlap(image: GrayImage, reasons: Judgement["reasons"]): Judgement {
  const findings = { modality: "fingerprint", minutiae: [] } as const;
  return { score: 0, passed: false, isRecognised: false, reasons, measures: {}, findings, image };
}

/** The slap as it is shown, with the most useful word about any of its fingers. */
function describeSlap(
  position: FingerPosition,
  {
    frame,
    fingers,
    reading,
    capturedAt,
  }: Omit<JudgedSlap, "provenance"> & { readonly frame: SlapFrame; readonly reading: SlapReading },
): Parameters<FrameListener>[0] {
  const judgements = fingers.map(({ judgement }) => judgement);
  const poorest = judgements.reduce((worst, one) => (one.score < worst.score ? one : worst));
  const passed = judgements.every((one) => one.passed);
  const reasons = judgements.find((one) => !one.passed)?.reasons ?? [];
  const isRecognised = reading.kind === "read" || reading.fingersCount > 0;
  const judgement = { ...poorest, passed, reasons, isRecognised, image: frame.image };
  return { target: fingerTarget(position), frame, judgement, capturedAt, steadyRatio: passed ? 1 : 0 };
}
