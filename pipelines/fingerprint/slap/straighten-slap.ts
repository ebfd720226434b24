import type { FingerPosition, SlapTarget } from "../../../runtime/kernel/biometric.ts";
import type { Contacts } from "./find-contacts.ts";
import { findFingertips } from "./find-fingertips.ts";
import { findPatchAxis, findStripes } from "./find-rotation.ts";
import type { SlapCells } from "./kernels/measure-cells.ts";
import { turnUpright, type UprightSlap } from "./kernels/turn-upright.ts";
import type { FingerShape } from "./shape-finger.ts";
import type { SlapLimits } from "./slap-limits.ts";
import { type ToldHand, tellHand } from "./tell-hand.ts";

/** A slap turned upright, with the fingertips and the hand seen in it. */
export type StraightSlap = {
  readonly rotationDeg: number;
  readonly upright: UprightSlap;
  readonly tips: readonly FingerShape[];
  readonly told: ToldHand;
};

type Rated = StraightSlap & { readonly rating: number };

export type SlapQuestion = {
  readonly wanted: { readonly target: SlapTarget | null; readonly missing: readonly FingerPosition[] };
  readonly limits: SlapLimits;
};

/** Turns closer than this part the fingers alike. */
const toleranceDeg = 5;
/** Below this no part of the slap looks like a hand yet, and other turns are tried. */
const ratingDoubtful = -6;
/** What a finger with a place in the hand is worth: about as much as its measures cost when they are ordinary. */
const fingerWorth = 5;
const otherTurnsDeg = [-27, -18, -9, 0, 9, 18, 27];
const turnMaxDeg = 50;
/** Spread of the turns of hands. */
const turnUsualDeg = 20;
/** Skin left over is probably a finger not seen: a fingertip has about 250 mm². */
const unexplainedCost = 0.04;
const strayMm2 = 60;

/**
 * Finds the turn under which the skin parts into the most finger-like fingers of the most hand-like hand. Starts with
 * what the patches of skin say; tries others only where they disagree or convince nobody.
 */
export function straighten(cells: SlapCells, contacts: Contacts, question: SlapQuestion): StraightSlap {
  const tried: Rated[] = [];
  const attempt = (wishedDeg: number) => {
    const deg = Math.max(-turnMaxDeg, Math.min(turnMaxDeg, wishedDeg));
    if (tried.some(({ rotationDeg }) => Math.abs(rotationDeg - deg) < toleranceDeg)) return;
    tried.push(rate(cells, contacts, { ...question, rotationDeg: deg }));
  };
  const best = () => tried.reduce((a, b) => (b.rating > a.rating ? b : a));
  attempt(findPatchAxis(cells, contacts) ?? findStripes(cells, contacts));
  if (isDoubtful(best())) attempt(findStripes(cells, contacts));
  attempt(best().rotationDeg + meanAngle(best().tips));
  if (isDoubtful(best())) otherTurnsDeg.forEach(attempt);
  attempt(best().rotationDeg + meanAngle(best().tips));
  return best();
}

function isDoubtful({ rating }: Rated): boolean {
  return rating < ratingDoubtful;
}

function meanAngle(tips: readonly FingerShape[]): number {
  return tips.reduce((sum, { angleDeg }) => sum + angleDeg, 0) / Math.max(1, tips.length);
}

type Turned = SlapQuestion & { readonly rotationDeg: number };

function rate(cells: SlapCells, contacts: Contacts, { wanted, limits, rotationDeg }: Turned): Rated {
  const upright = turnUpright(cells, contacts.labels, rotationDeg);
  const { tips, unexplainedMm2 } = findFingertips(upright, contacts, limits);
  const told = tellHand(
    tips.map((tip) => toCandidate(tip, upright.cellsPerMm, limits.narrowMm)),
    { ...wanted, confidenceMin: limits.handConfidenceMin },
  );
  const shapes = tips.reduce((sum, tip) => sum + rateShape(tip, upright.cellsPerMm), 0);
  const worth = fingerWorth * told.fittingCount;
  const turned = -0.5 * (rotationDeg / turnUsualDeg) ** 2;
  const rating = told.evidence + shapes + worth + turned - unexplainedCost * Math.max(0, unexplainedMm2 - strayMm2);
  return { rotationDeg, upright, tips, told, rating: tips.length === 0 ? Number.NEGATIVE_INFINITY : rating };
}

/** Larger contacts than these are rare even of thumbs; millimetres, with their spread. */
const large = { width: 20.5, widthSpread: 1.5, length: 30, lengthSpread: 2.5 };

/**
 * A fingertip fills its box as an ellipse or somewhat better, is half again as long as wide, lies as the others, and is no
 * larger than a thumb's.
 */
function rateShape({ area, width, length, angleDeg }: FingerShape, cellsPerMm: number): number {
  const fill = (area / (width * length) - 0.85) / 0.06;
  const slimness = Math.log(length / width / 1.5) / 0.25;
  const turn = angleDeg / 12;
  const wide = Math.max(0, (width / cellsPerMm - large.width) / large.widthSpread);
  const long = Math.max(0, (length / cellsPerMm - large.length) / large.lengthSpread);
  return -0.5 * (Math.min(16, fill * fill + slimness * slimness + turn * turn) + wide * wide + long * long);
}

/** Edge cells of a finger that the platen's edge cuts in width, as a share of its length. */
const cutRatio = 0.25;

function toCandidate({ x, y, width, length, edgeCells }: FingerShape, cellsPerMm: number, narrowMm: number) {
  return {
    x: x / cellsPerMm,
    top: (y - length / 2) / cellsPerMm,
    bottom: (y + length / 2) / cellsPerMm,
    width: width / cellsPerMm,
    isWhole: width / cellsPerMm >= narrowMm && edgeCells < cutRatio * length,
  };
}
