import { type FingerPosition, type SlapTarget, slapFingers } from "../../../runtime/kernel/biometric.ts";

/** What may be a fingertip, in millimetres of the slap turned upright: x right, y down. */
export type TipCandidate = {
  readonly x: number;
  /** Height of its tip and of its lower end. */
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  /** Whether all of its width is there: not so for a finger laid on its side or cut by the platen's edge. */
  readonly isWhole: boolean;
};

/** Which candidates are which fingers, and how well that fits a hand. */
export type HandReading = {
  /** For each candidate its finger, or null for one that is none of the slap's. */
  readonly positions: readonly (FingerPosition | null)[];
  readonly logLikelihood: number;
};

type FingerModel = { readonly rise: number; readonly width: number };

/**
 * Fingertips of a flat right hand from index to little: how far each lies behind the middle finger's tip, and its
 * contact's width. Rounded from hand anthropometry (finger lengths and knuckles); millimetres.
 */
const fourFingers: readonly FingerModel[] = [
  { rise: -12, width: 15.5 },
  { rise: 0, width: 15.8 },
  { rise: -8, width: 15 },
  { rise: -34, width: 12.8 },
];
const thumbModel: FingerModel = { rise: 0, width: 19 };

/** How much real hands differ from that, as standard deviations. Bending the fingers draws the tips level. */
const four = {
  bendMean: 0.78,
  bend: 0.2,
  height: 2.4,
  slope: 0.1,
  gapMm: 17.5,
  gap: 3.6,
  ownWidth: 0.09,
  allWidth: 0.13,
};
const two = { bendMean: 1, bend: 0, height: 4, slope: 0.15, gapMm: 29, gap: 7, ownWidth: 0.07, allWidth: 0.1 };
type Spread = typeof four;
/** As for `ownWidth`, of a finger that does not touch with all its width; and how much narrower than others it is. */
const partWidth = 0.5;
const partFrom = 0.27;
const partly = -1.5;

/** Natural logarithms of how often such a thing happens. */
const absentUnasked = -3.5;
const presentThoughMissing = -5;
/** A candidate that is no finger of this hand: rare, and it may lie anywhere. */
const stray = -10;
const heightUnknownMm = 60;

/** Every way of reading the candidates, from left to right, as the fingers of one slap. There are at most eight. */
export function readHand(
  candidates: readonly TipCandidate[],
  target: SlapTarget,
  missing: readonly FingerPosition[],
): readonly HandReading[] {
  const fingers = slapFingers[target];
  const readings: HandReading[] = [];
  const chosen: (number | null)[] = [];
  const extend = (next: number, finger: number): void => {
    if (next === candidates.length) {
      readings.push(weigh(candidates, chosen, { target, missing }));
      return;
    }
    for (let own = finger; own < fingers.length; own += 1) {
      chosen.push(own);
      extend(next + 1, own + 1);
      chosen.pop();
    }
    chosen.push(null);
    extend(next + 1, finger);
    chosen.pop();
  };
  extend(0, 0);
  return readings;
}

type Slap = { readonly target: SlapTarget; readonly missing: readonly FingerPosition[] };
type Placed = { readonly candidate: TipCandidate; readonly finger: number; readonly model: FingerModel };

function weigh(candidates: readonly TipCandidate[], chosen: readonly (number | null)[], slap: Slap): HandReading {
  const fingers = slapFingers[slap.target];
  const placed = candidates.flatMap((candidate, index): Placed[] => {
    const finger = chosen[index] ?? null;
    return finger === null ? [] : [{ candidate, finger, model: modelOf(slap.target, finger) }];
  });
  const spread = slap.target === "thumbs" ? two : four;
  const strays = candidates.length - placed.length;
  let logLikelihood = strays * stray;
  fingers.forEach((position, finger) => {
    const isThere = placed.some((own) => own.finger === finger);
    const isMissing = slap.missing.includes(position);
    if (!isThere && !isMissing) logLikelihood += absentUnasked;
    if (isThere && isMissing) logLikelihood += presentThoughMissing;
  });
  logLikelihood += weighHeights(placed, spread) + weighGaps(placed, spread) + weighWidths(placed, spread);
  const positions = chosen.map((finger) => (finger === null ? null : (fingers[finger] ?? null)));
  return { positions, logLikelihood };
}

function modelOf(target: SlapTarget, finger: number): FingerModel {
  if (target === "thumbs") return thumbModel;
  return fourFingers[target === "right-four" ? finger : fourFingers.length - 1 - finger] ?? thumbModel;
}

/** Heights of the tips under an unknown level, bend of the fingers and slant of the hand. */
function weighHeights(placed: readonly Placed[], spread: Spread): number {
  const middle = placed.reduce((sum, { candidate }) => sum + candidate.x, 0) / Math.max(1, placed.length);
  const rises = placed.map(({ model }) => model.rise);
  const offsets = placed.map(({ candidate }) => candidate.x - middle);
  const errors = placed.map(({ candidate, model }) => -candidate.top - spread.bendMean * model.rise);
  const level = errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length);
  return weighNormal(
    errors.map((error) => error - level),
    (a, b) =>
      heightUnknownMm ** 2 +
      spread.bend * (rises[a] ?? 0) * (spread.bend * (rises[b] ?? 0)) +
      spread.slope ** 2 * (offsets[a] ?? 0) * (offsets[b] ?? 0) +
      (a === b ? spread.height ** 2 : 0),
  );
}

function weighGaps(placed: readonly Placed[], spread: Spread): number {
  let sum = 0;
  placed.forEach(({ candidate, finger }, index) => {
    const before = placed[index - 1];
    if (before === undefined) return;
    const steps = finger - before.finger;
    const deviation = spread.gap * Math.sqrt(steps);
    sum += logNormal((candidate.x - before.candidate.x - steps * spread.gapMm) / deviation) - Math.log(deviation);
  });
  return sum;
}

/**
 * Widths under an unknown size of the hand. A finger much narrower than the others make it may touch with one side only:
 * rare, but then its width says little.
 */
function weighWidths(placed: readonly Placed[], spread: Spread): number {
  const errors = placed.map(({ candidate, model }) => Math.log(candidate.width / model.width));
  const size = errors.toSorted((a, b) => a - b)[placed.length >> 1] ?? 0;
  const isPart = placed.map(({ candidate }, index) => !candidate.isWhole || (errors[index] ?? 0) < size - partFrom);
  const rare = isPart.filter(Boolean).length * partly;
  return (
    rare +
    weighNormal(errors, (a, b) => {
      if (a !== b) return spread.allWidth ** 2;
      return spread.allWidth ** 2 + (isPart[a] === true ? partWidth : spread.ownWidth) ** 2;
    })
  );
}

const logNormal = (deviations: number) => -0.5 * deviations * deviations - 0.5 * Math.log(2 * Math.PI);

/** Log density of errors under a normal law with the given covariances (by Cholesky's decomposition). */
function weighNormal(errors: readonly number[], covariance: (a: number, b: number) => number): number {
  const lower: number[][] = [];
  let sum = 0;
  const solved: number[] = [];
  errors.forEach((error, row) => {
    const own: number[] = [];
    let rest = error;
    for (let column = 0; column < row; column += 1) {
      const other = lower[column] ?? [];
      let value = covariance(row, column);
      for (let at = 0; at < column; at += 1) value -= (own[at] ?? 0) * (other[at] ?? 0);
      value /= other[column] ?? 1;
      own.push(value);
      rest -= value * (solved[column] ?? 0);
    }
    let pivot = covariance(row, row);
    for (const value of own) pivot -= value * value;
    const root = Math.sqrt(Math.max(1e-9, pivot));
    own.push(root);
    lower.push(own);
    solved.push(rest / root);
    sum += logNormal(rest / root) - Math.log(root);
  });
  return sum;
}
