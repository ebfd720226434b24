import type { Minutia } from "./extract-minutiae.ts";
import { compareCylinders } from "./kernels/compare-cylinders.ts";
import { type CylinderSet, describeMinutiae } from "./kernels/minutia-cylinders.ts";
import { type MinutiaPair, relaxPairs } from "./kernels/relax-pairs.ts";

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
 * Development figures, measured by `models/measure-fingerprint-match.ts` on 10 fingers × 8 impressions each of
 * an optical and a thermal sensor (FVC 2002 and 2004, sets B; 560 pairs of one finger, 5,760 of two) at 40: 2 false
 * matches (0.03 %), 4.1 % false non-matches (optical 3.6 %, thermal 4.6 %); equal error rate 1.8 %. Limit and settings
 * were chosen on these very prints, for at most 1 false match in 1,000: other prints will do somewhat worse.
 */
export const defaultMatchLimits: MatchLimits = { scoreMin: 40 };

/** Fewest and most pairs that make the score, and how their number grows with the minutiae. */
const pairsMin = 8;
const pairsMax = 12;
const pairsCentre = 20;
const pairsSlope = 2 / 5;
/** Mean relaxed similarity that scores 50; see {@link defaultMatchLimits} for where it comes from. */
const relaxedHalf = 0.04;

/**
 * Compares two prints, 1:1, by the minutiae of {@link extractMinutiae} (pixels at 500 ppi). Turned, shifted, stretched and
 * partly overlapping prints match: each minutia is described by its surroundings, and the most similar pairs must agree
 * on where they lie to each other (Minutia Cylinder-Code with local similarity sort and relaxation; Cappelli, Ferrara
 * and Maltoni 2010, IEEE TPAMI 32(12)). Symmetric up to rounding; 0 when either print has no usable minutiae.
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

export function createTemplate(minutiae: readonly Minutia[]): PrintTemplate {
  return describeMinutiae(minutiae);
}

/** Score of two templates, 0 to 100: the same as in `matchFingerprints`. */
export function scoreTemplates(first: PrintTemplate, second: PrintTemplate): number {
  const smaller = Math.min(first.count, second.count);
  if (smaller === 0) return 0;
  const similarity = compareCylinders(first, second);
  const candidates = choosePairs(similarity, second.count, smaller);
  const counted = pairsMin + Math.round((pairsMax - pairsMin) / (1 + Math.exp(-pairsSlope * (smaller - pairsCentre))));
  // Fewer pairs than counted are divided by the full number: a handful of minutiae must not look like a match.
  const relaxed = relaxPairs(first, second, candidates);
  relaxed.sort((a, b) => b.relaxed / b.similarity - a.relaxed / a.similarity);
  const sum = relaxed.slice(0, counted).reduce((total, pair) => total + pair.relaxed, 0);
  const mean = sum / counted;
  return (100 * mean) / (mean + relaxedHalf);
}

/** The most similar pairs, as many as the smaller print has minutiae. */
function choosePairs(similarity: Float32Array, columns: number, count: number): MinutiaPair[] {
  const order = Array.from(similarity.keys()).filter((at) => (similarity[at] ?? 0) > 0);
  order.sort((a, b) => (similarity[b] ?? 0) - (similarity[a] ?? 0));
  return order.slice(0, count).map((at) => ({
    probe: Math.floor(at / columns),
    reference: at % columns,
    similarity: similarity[at] ?? 0,
  }));
}
