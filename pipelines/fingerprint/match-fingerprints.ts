import { type Minutia, minutiaeMax } from "./extract-minutiae.ts";
import { type Alignment, alignPrints } from "./kernels/align-prints.ts";
import { choosePairs, createPairs, type MinutiaPairs } from "./kernels/choose-pairs.ts";
import { compareCylinders } from "./kernels/compare-cylinders.ts";
import { type CylinderSet, cylinderUse, describeMinutiae } from "./kernels/minutia-cylinders.ts";
import { relaxPairs } from "./kernels/relax-pairs.ts";

export type MatchLimits = {
  /** Lowest score that is the same finger, 0 to 100. */
  readonly scoreMin: number;
};

export type MatchResult = {
  /** 0 to 100; not a probability. */
  readonly score: number;
  readonly decision: "match" | "no-match";
};

/**
 * Limits by how often two different fingers reach them: ten points make it ten times rarer. Measured on 36,480 comparisons
 * of different fingers within and across an optical and a thermal sensor (FVC 2002 and 2004, sets B, 10 fingers × 8
 * each, as they are and slightly turned): 1 in 1,100 at 40 and 1 in 18,000 at 50 by count, none from 53 on; beyond, by an
 * exponential tail fitted to the evidence of the upper 0.5 %, which gives 40, 50, 60 and 70 for 1 in 1,000 to 1 in
 * 1,000,000 (65 and 75 for the last two across the sensors alone). Inked cards of 44 to 218 minutiae against each other and
 * those sets stay within it. Simulated fingers resemble each other more: of 319,200 pairs 1 in 320 reach 40, 1 in 7,600
 * reach 50 and none 65. Genuine pairs below 40: optical 0.4 %, thermal 2.5 %; below 50: 2.5 and 4.3 %; below 65: 5.7 and
 * 10.4 %. Settings were chosen on these very prints.
 */
export const matchLimits = {
  /** 1 in 1,000. */
  verification: { scoreMin: 40 },
  /** 1 in 10,000. */
  strictVerification: { scoreMin: 50 },
  /** 1 in 300,000: a finger against the nine others of a visit stays under 1 in 10,000, with room for kinship. */
  sequence: { scoreMin: 65 },
  /** 1 in 1,000,000: a print against 500 of the day stays under 1 in 1,000. */
  gallery: { scoreMin: 70 },
} as const satisfies Readonly<Record<string, MatchLimits>>;

/** For one person who claims to be another: 1 false match in 1,000. */
export const defaultMatchLimits: MatchLimits = matchLimits.verification;

/** Fewest and most pairs that make the local evidence, and how their number grows with the minutiae. */
const pairsMin = 8;
const pairsMost = 12;
const pairsCentre = 20;
const pairsSlope = 2 / 5;
/** Fewer agreeing minutiae than this lie that way in many prints. */
const agreeingMin = 4;
/**
 * How the overlap weighs against what agrees in it, and how much agreeing minutiae are doubted while they are few.
 * Chosen so that windows of 50 to 120 pixels' radius cut from real prints match wrongly as often as whole prints do.
 */
const overlapPower = 1.2;
const doubt = 8;
/** Evidence that scores 50, and how the score grows with it: chosen so that the limits above are whole tens. */
const evidenceHalf = 0.0513;
const evidencePower = 0.77;

/**
 * Compares two prints, 1:1, by the minutiae of `extractMinutiae` (pixels at 500 ppi). Turned, shifted, stretched and
 * partly overlapping prints match. Three stages: each minutia is described by its surroundings (Minutia Cylinder-Code,
 * Cappelli, Ferrara and Maltoni 2010, IEEE TPAMI 32(12)); the most similar pairs must agree on where they lie to each
 * other (relaxation, same paper); and the prints are laid over each other, where minutiae without a partner in the
 * overlap speak against (after Feng 2008, Pattern Recognition 41(1)). Symmetric; 0 when either has no usable minutiae.
 */
export function matchFingerprints(
  probe: readonly Minutia[],
  reference: readonly Minutia[],
  limits: MatchLimits,
): MatchResult {
  const score = scoreTemplates(createTemplate(probe), createTemplate(reference));
  return { score, decision: score >= limits.scoreMin ? "match" : "no-match" };
}

/** What a print is compared by, made once for those who compare one print with many. */
export type PrintTemplate = CylinderSet;

/** Of more minutiae than an extraction gives, the best are kept. */
export function createTemplate(minutiae: readonly Minutia[]): PrintTemplate {
  if (minutiae.length <= minutiaeMax) return describeMinutiae(minutiae);
  return describeMinutiae(minutiae.toSorted((a, b) => b.quality - a.quality).slice(0, minutiaeMax));
}

/** Whether a print has the minutiae that a match takes at the least; without them it scores 0 against everything. */
export function isMatchable({ use }: PrintTemplate): boolean {
  return use.length >= agreeingMin && use.some((kind) => kind !== cylinderUse.none);
}

const similarity = new Float32Array(minutiaeMax * minutiaeMax);
const pairs: MinutiaPairs = createPairs();
const alignment: Alignment = { couples: 0, agreeing: 0, overlapping: 0 };

/** Score of two templates, 0 to 100: the same as in `matchFingerprints`, whichever comes first. */
export function scoreTemplates(first: PrintTemplate, second: PrintTemplate): number {
  const [probe, reference] = compareOrder(first, second) <= 0 ? [first, second] : [second, first];
  if (probe.count === 0) return 0;
  compareCylinders(probe, reference, similarity);
  choosePairs(similarity, probe.count, reference.count, pairs);
  if (pairs.count === 0) return 0;
  relaxPairs(probe, reference, pairs);
  alignPrints(probe, reference, pairs, alignment);
  const evidence = weighEvidence(weighPairs(pairs, probe.count), alignment);
  const scaled = (evidence / evidenceHalf) ** evidencePower;
  return (100 * scaled) / (scaled + 1);
}

function weighEvidence(local: number, { couples, agreeing, overlapping }: Alignment): number {
  if (couples < agreeingMin) return 0;
  const shared = (agreeing * agreeing) / overlapping ** overlapPower;
  return (Math.sqrt(local) * shared * agreeing) / (agreeing + doubt);
}

/** Prints are compared in a fixed order, the smaller first, so that the score does not depend on the caller's. */
function compareOrder(first: PrintTemplate, second: PrintTemplate): number {
  if (first.count !== second.count) return first.count - second.count;
  for (let index = 0; index < first.count; index += 1) {
    const difference =
      (first.x[index] ?? 0) - (second.x[index] ?? 0) ||
      (first.y[index] ?? 0) - (second.y[index] ?? 0) ||
      (first.angleRad[index] ?? 0) - (second.angleRad[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const isTaken = new Uint8Array(minutiaeMax);

/** Mean relaxed similarity of the pairs that relaxation left the most of. */
function weighPairs({ count, similarity: own, relaxed }: MinutiaPairs, smaller: number): number {
  const counted = pairsMin + Math.round((pairsMost - pairsMin) / (1 + Math.exp(-pairsSlope * (smaller - pairsCentre))));
  isTaken.fill(0, 0, count);
  let sum = 0;
  for (let taken = 0; taken < Math.min(counted, count); taken += 1) {
    let best = -1;
    let bestShare = -1;
    for (let pair = 0; pair < count; pair += 1) {
      const share = (relaxed[pair] ?? 0) / (own[pair] ?? 1);
      if (isTaken[pair] === 1 || share <= bestShare) continue;
      best = pair;
      bestShare = share;
    }
    isTaken[best] = 1;
    sum += relaxed[best] ?? 0;
  }
  // Fewer pairs than counted are divided by the full number: a handful of minutiae must not look like a match.
  return sum / counted;
}
