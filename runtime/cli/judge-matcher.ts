import { setImmediate } from "node:timers/promises";
import { countErrorsAtLimit, type ErrorsAtLimit } from "../../pipelines/fingerprint/errors-at-limit.ts";
import { extractMinutiae } from "../../pipelines/fingerprint/extract-minutiae.ts";
import {
  computeErrorRates,
  type LabelledScores,
  limitForMatchRatio,
  type MatchErrorRates,
} from "../../pipelines/fingerprint/match-error-rates.ts";
import {
  createTemplate,
  isMatchable,
  matchLimits,
  type PrintTemplate,
  scoreTemplates,
} from "../../pipelines/fingerprint/match-fingerprints.ts";
import type { Impression } from "./list-impressions.ts";
import { readPrint } from "./read-print.ts";

export type MatcherProtocol = {
  readonly impressions: readonly Impression[];
  /** Every pair of two fingers, instead of their first impressions only. */
  readonly hasAllImpostors: boolean;
  /** Taken where a file states none. */
  readonly resolutionPpi: number;
  /** Told after every image, and now and then while comparing. */
  readonly onProgress: (progress: MatcherProgress) => void;
  readonly stop: AbortSignal;
};

export type MatcherProgress = {
  readonly stage: "enrol" | "match";
  readonly done: number;
  readonly total: number;
};

export type MatcherReport = MatchErrorRates & {
  readonly fingers: number;
  readonly impressions: number;
  /** Prints with too few minutiae to match anything; they take part with score 0. */
  readonly failuresToEnrol: number;
  readonly genuinePairs: number;
  readonly impostorPairs: number;
  /** Limits of this set at 1 false match in 100 and in 1,000, scores from 0 to 100; above 100 where there is none. */
  readonly fmr100LimitScore: number;
  readonly fmr1000LimitScore: number;
  /** What the booth's own limits do to this set, by their use. */
  readonly limits: Readonly<Record<keyof typeof matchLimits, ErrorsAtLimit>>;
  readonly enrolMedianMs: number;
  readonly enrolMaxMs: number;
  readonly matchMedianMs: number;
  readonly matchMaxMs: number;
};

/** The first comparisons find code that was never run; their time says nothing. */
const warmUpPairs = 200;
const pairsPerTurn = 500;

/**
 * Runs the protocol of the Fingerprint Verification Competitions: every impression against the later ones of its finger,
 * and the first impression of every finger against the first of the later ones. Enrolment is minutiae and template,
 * without reading the file.
 * @throws BoothError what `readPrint` throws of an image
 * @throws the signal's reason when stopped
 */
export async function judgeMatcher(protocol: MatcherProtocol): Promise<MatcherReport> {
  const { templates, timesMs: enrolMs } = await enrolAll(protocol);
  const pairs = listPairs(protocol);
  const { scores, timesMs: matchMs } = await compareAll(protocol, templates, pairs);
  return {
    fingers: new Set(protocol.impressions.map(({ finger }) => finger)).size,
    impressions: protocol.impressions.length,
    failuresToEnrol: templates.filter((template) => !isMatchable(template)).length,
    genuinePairs: scores.genuine.length,
    impostorPairs: scores.impostor.length,
    ...computeErrorRates(scores),
    fmr100LimitScore: Math.min(100.1, limitForMatchRatio(scores, 1 / 100)),
    fmr1000LimitScore: Math.min(100.1, limitForMatchRatio(scores, 1 / 1000)),
    limits: {
      verification: countErrorsAtLimit(scores, matchLimits.verification.scoreMin),
      strictVerification: countErrorsAtLimit(scores, matchLimits.strictVerification.scoreMin),
      sequence: countErrorsAtLimit(scores, matchLimits.sequence.scoreMin),
      gallery: countErrorsAtLimit(scores, matchLimits.gallery.scoreMin),
    },
    enrolMedianMs: medianOf(enrolMs),
    enrolMaxMs: Math.max(...enrolMs),
    matchMedianMs: medianOf(matchMs),
    matchMaxMs: matchMs.reduce((most, ms) => Math.max(most, ms), 0),
  };
}

async function enrolAll({ impressions, resolutionPpi, onProgress, stop }: MatcherProtocol) {
  const templates: PrintTemplate[] = [];
  const timesMs: number[] = [];
  for (const { path } of impressions) {
    stop.throwIfAborted();
    const image = await readPrint(path, resolutionPpi);
    const startMs = performance.now();
    templates.push(createTemplate(extractMinutiae(image)));
    timesMs.push(performance.now() - startMs);
    onProgress({ stage: "enrol", done: templates.length, total: impressions.length });
  }
  return { templates, timesMs };
}

type Pair = { readonly first: number; readonly second: number; readonly isGenuine: boolean };

function listPairs({ impressions, hasAllImpostors }: MatcherProtocol): readonly Pair[] {
  const isFirst = impressions.map(({ finger }, index) => impressions[index - 1]?.finger !== finger);
  const pairs: Pair[] = [];
  for (const [first, { finger }] of impressions.entries()) {
    for (let second = first + 1; second < impressions.length; second += 1) {
      const isGenuine = impressions[second]?.finger === finger;
      const isImpostor = !isGenuine && (hasAllImpostors || (isFirst[first] === true && isFirst[second] === true));
      if (isGenuine || isImpostor) pairs.push({ first, second, isGenuine });
    }
  }
  return pairs;
}

async function compareAll(
  { onProgress, stop }: MatcherProtocol,
  templates: readonly PrintTemplate[],
  pairs: readonly Pair[],
): Promise<{ readonly scores: LabelledScores; readonly timesMs: readonly number[] }> {
  const scores = { genuine: [] as number[], impostor: [] as number[] };
  const timesMs: number[] = [];
  const compare = ({ first, second }: Pair) => {
    const [probe, reference] = [templates[first], templates[second]];
    return probe === undefined || reference === undefined ? 0 : scoreTemplates(probe, reference);
  };
  for (const pair of pairs.slice(0, warmUpPairs)) compare(pair);
  for (const [index, pair] of pairs.entries()) {
    const startMs = performance.now();
    const score = compare(pair);
    timesMs.push(performance.now() - startMs);
    (pair.isGenuine ? scores.genuine : scores.impostor).push(score);
    if ((index + 1) % pairsPerTurn !== 0 && index + 1 < pairs.length) continue;
    onProgress({ stage: "match", done: index + 1, total: pairs.length });
    // A signal to stop is only heard between turns of the event loop.
    await setImmediate();
    stop.throwIfAborted();
  }
  return { scores, timesMs };
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
