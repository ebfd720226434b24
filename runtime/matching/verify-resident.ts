import type { FingerprintDriver } from "../../drivers/fingerprint/fingerprint-driver.ts";
import type { PrintTemplate } from "../../pipelines/fingerprint/match-fingerprints.ts";
import type { Pipelines } from "../capture/pipelines.ts";
import type { FingerPosition } from "../kernel/biometric.ts";
import type { Clock } from "../kernel/clock.ts";
import { isDriverFailure } from "../kernel/errors.ts";
import type { GrayImage } from "../kernel/image.ts";
import { type CaptureTarget, parseTarget } from "../visit/capture-target.ts";
import type { DeedOf } from "../visit/visit-event.ts";
import type { FinishedVisit } from "../visit/visit-state.ts";
import { matchPolicy } from "./match-policy.ts";
import type { VisitPrints } from "./visit-prints.ts";

export type VerificationParts = {
  readonly scanner: FingerprintDriver;
  readonly pipelines: Pick<Pipelines, "readPrint" | "scorePrints">;
  readonly prints: VisitPrints;
  readonly clock: Clock;
  /** Longest wait for a frame, and longest look. */
  readonly lookTimeoutMs: number;
};

/** More than the slowest look shows; a device that floods ends here. */
const framesMax = 100;

/**
 * The finger is offered again and compared with the capture of a moment ago, frame by frame, until one matches or the
 * look is over. The score is the best frame's.
 * @throws the signal's reason when aborted
 */
export async function verifyResident(
  parts: VerificationParts,
  visit: FinishedVisit,
  { target, attempt }: { readonly target: CaptureTarget; readonly attempt: number },
  signal: AbortSignal,
): Promise<DeedOf<"resident-compared">> {
  const compared = (score: number, decision: DeedOf<"resident-compared">["decision"]) =>
    ({ kind: "resident-compared", target, attempt, score, decision }) as const;
  const wanted = parseTarget(target);
  const settled = visit.captures.find((one) => one.target === target);
  if (settled === undefined || wanted.modality !== "fingerprint") return compared(0, "no-probe");
  const reference = await parts.prints.read(visit.visitId, settled.capture.blob);
  if (reference === null) return compared(0, "no-probe");
  const best = await lookForMatch(parts, { reference, position: wanted.position }, signal);
  if (best === null) return compared(0, "no-probe");
  return compared(best, best >= matchPolicy.verificationScoreMin ? "match" : "no-match");
}

/** The best frame's score, or null when no finger was seen. A device that fails ends the look. */
async function lookForMatch(
  { scanner, pipelines, clock, lookTimeoutMs }: VerificationParts,
  { reference, position }: { readonly reference: PrintTemplate; readonly position: FingerPosition },
  signal: AbortSignal,
): Promise<number | null> {
  const startMs = clock.monotonicMs();
  let best: number | null = null;
  let frames = 0;
  try {
    if (scanner.health().state !== "ready") await scanner.open();
    for await (const { image } of scanner.frames({ target: position, timeoutMs: lookTimeoutMs, signal })) {
      best = Math.max(best ?? 0, await scoreFrame(pipelines, image, reference));
      signal.throwIfAborted();
      frames += 1;
      if (best >= matchPolicy.verificationScoreMin || frames >= framesMax) break;
      if (clock.monotonicMs() - startMs >= lookTimeoutMs) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!isDriverFailure(error)) throw error;
  }
  return best;
}

async function scoreFrame(
  pipelines: VerificationParts["pipelines"],
  image: GrayImage,
  reference: PrintTemplate,
): Promise<number> {
  const probe = await pipelines.readPrint(image);
  const [score = 0] = await pipelines.scorePrints(probe, [reference]);
  return score;
}
