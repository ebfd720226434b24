import type { FaceCameraDriver } from "../../drivers/face-camera/face-camera-driver.ts";
import { type GrayCard, type GrayCardReasonCode, measureGrayCard } from "../../pipelines/face/measure-gray-card.ts";
import type { Reason } from "../kernel/assessment.ts";
import type { Clock } from "../kernel/clock.ts";
import type { ColourGains } from "../kernel/colour-gains.ts";
import { BoothError } from "../kernel/errors.ts";
import { type CameraCalibration, identifyCamera } from "./camera-colours.ts";

export type CalibrationReasonCode = GrayCardReasonCode | "unsteady";

/** What came of looking at a card: a calibration, or why there is none. */
export type CalibrationResult =
  | { readonly kind: "calibrated"; readonly calibration: CameraCalibration }
  | { readonly kind: "refused"; readonly reason: Reason<CalibrationReasonCode> };

export type CalibrationParts = {
  readonly camera: FaceCameraDriver;
  readonly clock: Clock;
  readonly frameTimeoutMs: number;
  readonly signal: AbortSignal;
};

/** A camera settles its light for some pictures; after that so many must agree. */
const settlingFrames = 5;
const framesWanted = 9;
/** A camera whose white balance runs by itself changes its colours with what it sees: it cannot be calibrated. */
const driftMax = 0.03;

/**
 * Reads the booth's light off a gray or white card in the middle of the camera's picture. Opens the camera where it is not open
 * and leaves closing it to the caller; stores nothing.
 * @throws BoothError what the driver's `open` and `frames` throw; `driver.malformed` when too few pictures come
 */
export async function calibrateCamera({
  camera,
  clock,
  frameTimeoutMs,
  signal,
}: CalibrationParts): Promise<CalibrationResult> {
  if (camera.health().state !== "ready") await camera.open();
  const cards: GrayCard[] = [];
  let seen = 0;
  for await (const { image } of camera.frames({ target: "portrait", timeoutMs: frameTimeoutMs, signal })) {
    seen += 1;
    if (seen <= settlingFrames) continue;
    cards.push(measureGrayCard(image));
    if (cards.length >= framesWanted) break;
  }
  if (cards.length < framesWanted) {
    throw new BoothError("driver.malformed", { device: camera.name, problem: `ended after ${seen} pictures` });
  }
  const [refused] = cards.flatMap(({ reasons }) => reasons);
  if (refused !== undefined) return { kind: "refused", reason: refused };
  const gains = cards.flatMap((card) => (card.gains === null ? [] : [card.gains]));
  const drift = Math.max(driftOf(gains.map(({ red }) => red)), driftOf(gains.map(({ blue }) => blue)));
  if (drift > driftMax) return { kind: "refused", reason: { code: "unsteady", value: drift, limit: driftMax } };
  const calibration: CameraCalibration = {
    camera: identifyCamera(camera.provenance()),
    gains: middleOf(gains),
    calibratedAt: clock.nowAt(),
    frames: gains.length,
  };
  return { kind: "calibrated", calibration };
}

function driftOf(values: readonly number[]): number {
  return Math.max(...values) / Math.min(...values) - 1;
}

function middleOf(gains: readonly ColourGains[]): ColourGains {
  const middle = (values: readonly number[]) => values.toSorted((one, other) => one - other)[values.length >> 1] ?? 1;
  return { red: middle(gains.map(({ red }) => red)), blue: middle(gains.map(({ blue }) => blue)) };
}
