import { type FingerPosition, type SlapTarget, slapTargets } from "../../../runtime/kernel/biometric.ts";
import { type HandReading, readHand, type TipCandidate } from "./hand-model.ts";

export type SlapHand = "right" | "left" | "thumbs" | "unsure";

export type ToldHand = {
  readonly hand: SlapHand;
  /** Probability of the likeliest hand, whether told or not: 0 to 1. */
  readonly confidence: number;
  readonly isUpsideDown: boolean;
  /** Logarithm of how well the candidates fit any hand at all; for comparing ways to part the same slap. */
  readonly evidence: number;
  /** How many candidates have a place in that hand. */
  readonly fittingCount: number;
  /** For each candidate its finger and how sure that is; null for one that is none of the slap's. */
  readonly fingers: readonly { readonly position: FingerPosition | null; readonly confidence: number }[];
};

export type HandQuestion = {
  /** What the person was asked for; null when nobody asked. */
  readonly target: SlapTarget | null;
  readonly missing: readonly FingerPosition[];
  readonly confidenceMin: number;
};

/** Natural logarithm of how often a hand comes from the far side of the scanner. */
const upsideDown = -5;
/** Readings for more would be too many; hands have fewer. */
const candidatesMax = 8;

const handOf = { "right-four": "right", "left-four": "left", thumbs: "thumbs" } as const;

/**
 * Tells which hand lies there by the heights, distances and widths of the fingertips alone: each hand's every reading is
 * weighed, whatever was asked for. The fingers are then read as those of the hand told, or asked for where none is told.
 * Candidates come from left to right, at most eight.
 */
export function tellHand(candidates: readonly TipCandidate[], question: HandQuestion): ToldHand {
  const asked = candidates.slice(0, candidatesMax);
  const views = slapTargets.flatMap((target) =>
    [false, true].map((isUpsideDown) => view(asked, { target, isUpsideDown, missing: question.missing })),
  );
  const total = sumLogs(views.map(({ weight }) => weight));
  const probabilityOf = (target: SlapTarget) =>
    Math.exp(sumLogs(views.filter((own) => own.target === target).map(({ weight }) => weight)) - total);
  const ranked = slapTargets
    .map((target) => ({ target, probability: probabilityOf(target) }))
    .sort((a, b) => b.probability - a.probability);
  const likeliest = ranked[0] ?? { target: "right-four" as const, probability: 0 };
  const isTold = asked.length > 1 && likeliest.probability >= question.confidenceMin;
  const read = isTold ? likeliest.target : (question.target ?? likeliest.target);
  const [upright, turned] = views.filter(({ target }) => target === read);
  const isUpsideDown = (turned?.weight ?? -Infinity) > (upright?.weight ?? -Infinity);
  const best = isUpsideDown ? turned : upright;
  const isNamed = isTold || question.target !== null;
  return {
    hand: isTold ? handOf[likeliest.target] : "unsure",
    confidence: likeliest.probability,
    isUpsideDown,
    evidence: total,
    fittingCount: findBest(best?.readings ?? []).positions.filter((position) => position !== null).length,
    fingers: candidates.map((_, index) => nameFinger(best?.readings ?? [], index, isNamed)),
  };
}

type View = {
  readonly target: SlapTarget;
  readonly readings: readonly HandReading[];
  /** Logarithm of the readings' joint likelihood. */
  readonly weight: number;
};

function view(
  candidates: readonly TipCandidate[],
  how: { readonly target: SlapTarget; readonly isUpsideDown: boolean; readonly missing: readonly FingerPosition[] },
): View {
  if (!how.isUpsideDown) {
    const readings = readHand(candidates, how.target, how.missing);
    return { target: how.target, readings, weight: sumLogs(readings.map(({ logLikelihood }) => logLikelihood)) };
  }
  const turned = candidates.map((own) => ({ ...own, x: -own.x, top: -own.bottom, bottom: -own.top })).reverse();
  const readings = readHand(turned, how.target, how.missing).map(({ positions, logLikelihood }) => ({
    positions: positions.toReversed(),
    logLikelihood: logLikelihood + upsideDown,
  }));
  return { target: how.target, readings, weight: sumLogs(readings.map(({ logLikelihood }) => logLikelihood)) };
}

function nameFinger(readings: readonly HandReading[], index: number, isNamed: boolean) {
  const position = findBest(readings).positions[index] ?? null;
  const agreeing = readings.filter(({ positions }) => (positions[index] ?? null) === position);
  const logs = (own: readonly HandReading[]) => sumLogs(own.map(({ logLikelihood }) => logLikelihood));
  const confidence = readings.length === 0 ? 0 : Math.exp(logs(agreeing) - logs(readings));
  return { position: isNamed ? position : null, confidence };
}

function findBest(readings: readonly HandReading[]): HandReading {
  return readings.reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a), readings[0] ?? noReading);
}

const noReading: HandReading = { positions: [], logLikelihood: Number.NEGATIVE_INFINITY };

function sumLogs(logs: readonly number[]): number {
  const greatest = Math.max(...logs);
  return Number.isFinite(greatest)
    ? greatest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - greatest), 0))
    : greatest;
}
