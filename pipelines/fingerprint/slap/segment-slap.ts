import type { Reason } from "../../../runtime/kernel/assessment.ts";
import { type FingerPosition, type SlapTarget, slapFingers } from "../../../runtime/kernel/biometric.ts";
import type { Box, Point } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { boxAround } from "./box-around.ts";
import { findContacts } from "./find-contacts.ts";
import { measureCells, type SlapCells } from "./kernels/measure-cells.ts";
import type { UprightSlap } from "./kernels/turn-upright.ts";
import type { FingerShape } from "./shape-finger.ts";
import type { SlapLimits } from "./slap-limits.ts";
import { straighten } from "./straighten-slap.ts";
import type { SlapHand, ToldHand } from "./tell-hand.ts";

export { defaultSlapLimits, type SlapLimits } from "./slap-limits.ts";
export type { SlapHand } from "./tell-hand.ts";

/** What the person was asked to lay down; `target` null when nobody asked. */
export type SlapWish = {
  readonly target: SlapTarget | null;
  /** Fingers of either hand that are known to be missing, bandaged or excused. */
  readonly missing: readonly FingerPosition[];
};

/** Everything that a whole slap can be told to lack. */
export const slapReasonCodes = [
  "resolution-too-low",
  "too-large",
  "no-finger",
  "wrong-hand",
  "upside-down",
  "too-few-fingers",
  "too-many-fingers",
  "fingers-touching",
  "rotated",
  "cut-off",
] as const;
export type SlapReasonCode = (typeof slapReasonCodes)[number];
type SlapReason = Reason<SlapReasonCode>;

export type SlapFinger = {
  /** Null for a finger that is none of the slap's, or when no hand was asked for or told. */
  readonly position: FingerPosition | null;
  readonly centre: Point;
  readonly width: number;
  readonly height: number;
  /** Clockwise in the image; 0 points up. */
  readonly angleDeg: number;
  /** Upright box of whole pixels around the turned one, within the image. */
  readonly box: Box;
  /** 0 to 1: how sure it is that this is that finger. */
  readonly confidence: number;
  readonly reasons: readonly SlapReason[];
};

export type SlapSegmentation = {
  /** From left to right, in pixels of the image. */
  readonly fingers: readonly SlapFinger[];
  readonly hand: SlapHand;
  /** Probability of the likeliest hand: told from `handConfidenceMin` on. */
  readonly handConfidence: number;
  readonly rotationDeg: number;
  /** Empty exactly when the slap is as it was asked for. Most useful first. */
  readonly reasons: readonly SlapReason[];
};

/**
 * Finds the fingertips in a slap with dark ridges, which hand they are of, and which finger each is. The hand is told
 * from the geometry of the fingertips, or `unsure`; a mirrored image is the other hand. Works on cells of a fifth of a
 * millimetre whatever the resolution. Deterministic; never throws on a poor image.
 */
export function segmentSlap(image: GrayImage, wanted: SlapWish, limits: SlapLimits): SlapSegmentation {
  const misfits = checkImage(image, limits);
  if (misfits.length > 0) return nothing(misfits);
  const cells = measureCells(image);
  const contacts = findContacts(cells, limits);
  const { rotationDeg, upright, tips, told } = straighten(cells, contacts, { wanted, limits });
  if (tips.length === 0) return nothing([{ code: "no-finger", value: 0, limit: expectedCount(wanted) }]);
  const fingers = tips.map((tip, index) =>
    placeFinger(tip, { index, told, upright, cells, rotationDeg, image, limits }),
  );
  const touching = countTouching(fingers, cells, contacts.labels);
  return {
    fingers,
    hand: told.hand,
    handConfidence: told.confidence,
    rotationDeg,
    reasons: findReasons({ fingers, told, wanted, rotationDeg, touching }, limits),
  };
}

function nothing(reasons: readonly SlapReason[]): SlapSegmentation {
  return { fingers: [], hand: "unsure", handConfidence: 0, rotationDeg: 0, reasons };
}

function checkImage({ widthPx, heightPx, resolutionPpi }: GrayImage, limits: SlapLimits): SlapReason[] {
  const side = Math.max(widthPx, heightPx);
  if (!(resolutionPpi >= limits.resolutionMinPpi)) {
    const value = Number.isFinite(resolutionPpi) ? resolutionPpi : 0;
    return [{ code: "resolution-too-low", value, limit: limits.resolutionMinPpi }];
  }
  return side > limits.sideMaxPx ? [{ code: "too-large", value: side, limit: limits.sideMaxPx }] : [];
}

/** How many fingers should be there; four when nobody asked. */
function expectedCount({ target, missing }: SlapWish): number {
  return slapFingers[target ?? "right-four"].filter((position) => target === null || !missing.includes(position))
    .length;
}

type Placing = {
  readonly index: number;
  readonly told: ToldHand;
  readonly upright: UprightSlap;
  readonly cells: SlapCells;
  readonly rotationDeg: number;
  readonly image: GrayImage;
  readonly limits: SlapLimits;
};

/** From the upright slap back into the image. */
function placeFinger(tip: FingerShape, placing: Placing): SlapFinger {
  const { index, told, upright, cells, rotationDeg, image, limits } = placing;
  const turn = (rotationDeg * Math.PI) / 180;
  const dx = tip.x - upright.columns / 2;
  const dy = tip.y - upright.rows / 2;
  const centre = {
    x: (Math.cos(turn) * dx - Math.sin(turn) * dy + cells.columns / 2) * cells.cellPx,
    y: (Math.sin(turn) * dx + Math.cos(turn) * dy + cells.rows / 2) * cells.cellPx,
  };
  const angleDeg = rotationDeg + tip.angleDeg;
  const size = { width: tip.width * cells.cellPx, height: tip.length * cells.cellPx };
  const named = told.fingers[index] ?? { position: null, confidence: 0 };
  const fill = Math.min(1, tip.area / (0.8 * tip.width * tip.length));
  const cutRatio = tip.edgeCells / (2 * (tip.width + tip.length));
  return {
    position: named.position,
    centre,
    ...size,
    angleDeg,
    box: boxAround({ centre, ...size, angleDeg }, image),
    confidence: named.confidence * fill,
    reasons: cutRatio > limits.cutRatioMax ? [{ code: "cut-off", value: cutRatio, limit: limits.cutRatioMax }] : [],
  };
}

/** More than this between two fingers' boxes and it is not their sides that run together. */
const apartMinMm = 1;

/** How many neighbours lie in one patch of skin, side by side. */
function countTouching(
  fingers: readonly SlapFinger[],
  { columns, cellPx, cellsPerMm }: SlapCells,
  labels: Uint16Array,
): number {
  const labelAt = ({ x, y }: Point) => labels[Math.floor(y / cellPx) * columns + Math.floor(x / cellPx)] ?? 0;
  return fingers.filter((left, index) => {
    const right = fingers[index + 1];
    if (right === undefined || labelAt(left.centre) === 0 || labelAt(left.centre) !== labelAt(right.centre))
      return false;
    const distance = Math.hypot(right.centre.x - left.centre.x, right.centre.y - left.centre.y);
    const angle = ((left.angleDeg + right.angleDeg) * Math.PI) / 360;
    const across =
      Math.cos(angle) * (right.centre.x - left.centre.x) + Math.sin(angle) * (right.centre.y - left.centre.y);
    const gapMm = (across - (left.width + right.width) / 2) / cellPx / cellsPerMm;
    return gapMm < apartMinMm && distance < left.height + right.height;
  }).length;
}

type Found = {
  readonly fingers: readonly SlapFinger[];
  readonly told: ToldHand;
  readonly wanted: SlapWish;
  readonly rotationDeg: number;
  readonly touching: number;
};

const handOf = { "right-four": "right", "left-four": "left", thumbs: "thumbs" } as const;

function findReasons({ fingers, told, wanted, rotationDeg, touching }: Found, limits: SlapLimits): SlapReason[] {
  const reasons: SlapReason[] = [];
  if (wanted.target !== null && told.hand !== "unsure" && told.hand !== handOf[wanted.target]) {
    reasons.push({ code: "wrong-hand", value: told.confidence, limit: limits.handConfidenceMin });
  }
  if (told.isUpsideDown) reasons.push({ code: "upside-down", value: 180, limit: limits.rotationMaxDeg });
  const expected = expectedCount(wanted);
  if (wanted.target !== null && fingers.length < expected) {
    reasons.push({ code: "too-few-fingers", value: fingers.length, limit: expected });
  }
  if (fingers.length > expected) reasons.push({ code: "too-many-fingers", value: fingers.length, limit: expected });
  if (Math.abs(rotationDeg) > limits.rotationMaxDeg) {
    reasons.push({ code: "rotated", value: Math.abs(rotationDeg), limit: limits.rotationMaxDeg });
  }
  const cuts = fingers.flatMap((finger) => finger.reasons);
  const worst = cuts.reduce((most, { value }) => Math.max(most, value), 0);
  if (cuts.length > 0) reasons.push({ code: "cut-off", value: worst, limit: limits.cutRatioMax });
  if (touching > 0) reasons.push({ code: "fingers-touching", value: touching, limit: 0 });
  return reasons;
}
