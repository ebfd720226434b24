import type { FingerprintReasonCode } from "../../pipelines/fingerprint/assess-fingerprint.ts";
import { cropFinger } from "../../pipelines/fingerprint/slap/crop-finger.ts";
import type { SlapFinger, SlapReasonCode, SlapWish } from "../../pipelines/fingerprint/slap/segment-slap.ts";
import type { Pipelines } from "../capture/pipelines.ts";
import type { Assessment, Reason } from "../kernel/assessment.ts";
import { type FingerPosition, fingerPositions, type SlapTarget } from "../kernel/biometric.ts";
import { BoothError } from "../kernel/errors.ts";
import type { GrayImage } from "../kernel/image.ts";
import { readPrint } from "./read-print.ts";
import { writeSlapOverlay } from "./write-slap-overlay.ts";

/** One finger of a slap with what the fingerprint pipeline says of it. */
export type ScoredFinger = Pick<
  SlapFinger,
  "position" | "box" | "centre" | "width" | "height" | "angleDeg" | "confidence"
> & {
  readonly score: number;
  readonly reasons: readonly Reason<SlapReasonCode | FingerprintReasonCode>[];
};

export type SlapRequest = {
  readonly wish: SlapWish;
  readonly resolutionPpi: number | undefined;
  /** Where to draw the slap with its boxes; null for nowhere. */
  readonly overlayPath: string | null;
};

/** Segments a slap and scores each of its fingers; the slap's score is its poorest finger's, 0 without any. */
export async function scoreSlapFile(pipelines: Pipelines, file: string, request: SlapRequest) {
  const { wish, resolutionPpi, overlayPath } = request;
  const image = await readPrint(file, resolutionPpi);
  const { fingers, hand, handConfidence, rotationDeg, reasons } = await pipelines.segmentSlap(image, wish);
  const scored: ScoredFinger[] = [];
  for (const finger of fingers) scored.push(await scoreFinger(pipelines, image, finger));
  if (overlayPath !== null) await writeSlapOverlay(overlayPath, image, scored);
  const score = scored.length === 0 ? 0 : Math.min(...scored.map((finger) => finger.score));
  const measures = { handConfidence, rotationDeg };
  return { score, measures, hand, fingers: scored, reasons } satisfies Assessment & Readonly<Record<string, unknown>>;
}

async function scoreFinger(pipelines: Pipelines, image: GrayImage, finger: SlapFinger): Promise<ScoredFinger> {
  const { position, box, centre, width, height, angleDeg, confidence } = finger;
  const { score, reasons } = await pipelines.assessFingerprint(cropFinger(image, finger), { isView: true });
  const all = [...finger.reasons, ...reasons];
  return { position, box, centre, width, height, angleDeg, confidence, score, reasons: all };
}

const targets: Readonly<Record<string, SlapTarget>> = { right: "right-four", left: "left-four", thumbs: "thumbs" };

/**
 * What was asked of the person, from `--hand` and `--missing`.
 * @throws BoothError `command.usage`
 */
export function parseSlapWish(hand: string | undefined, missing: string | undefined): SlapWish {
  const target = hand === undefined ? null : targets[hand];
  if (target === undefined || (hand !== undefined && !Object.hasOwn(targets, hand))) {
    throw new BoothError("command.usage", { problem: `no hand ${hand}; there are right, left, thumbs` });
  }
  return { target, missing: missing === undefined ? [] : missing.split(",").map(parsePosition) };
}

function parsePosition(text: string): FingerPosition {
  const position = fingerPositions.find((own) => String(own) === text.trim());
  if (position !== undefined) return position;
  throw new BoothError("command.usage", { problem: "--missing takes finger positions from 1 to 10, as in 8,9" });
}
