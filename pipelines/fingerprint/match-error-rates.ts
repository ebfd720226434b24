/** Scores of comparisons whose truth is known. A print that could not be enrolled takes part with score 0. */
export type LabelledScores = {
  /** Pairs of one finger. */
  readonly genuine: readonly number[];
  /** Pairs of two fingers. */
  readonly impostor: readonly number[];
};

export type MatchErrorRates = {
  /** Middle of the interval below. */
  readonly equalErrorRatio: number;
  /** Between two neighbouring limits the true equal error rate lies in this interval. */
  readonly equalErrorLowRatio: number;
  readonly equalErrorHighRatio: number;
  /** Lowest false non-match rate at which at most 1 in 100 impostor pairs match, 1 in 1,000, and none. */
  readonly fmr100Ratio: number;
  readonly fmr1000Ratio: number;
  readonly zeroFmrRatio: number;
  /** Lowest false match rate at which every genuine pair matches. */
  readonly zeroFnmrRatio: number;
};

/**
 * Error rates of a matcher as the Fingerprint Verification Competitions define them (Cappelli, Maio, Maltoni, Wayman and
 * Jain 2006, IEEE TPAMI 28(1)): a pair matches when its score reaches the limit, FMR is the share of impostor pairs that
 * match and FNMR that of genuine ones that do not. Neither list may be empty.
 */
export function computeErrorRates({ genuine, impostor }: LabelledScores): MatchErrorRates {
  const curve = createErrorCurve({ genuine, impostor });
  const [low, high] = findEqualError(curve);
  return {
    equalErrorRatio: (low + high) / 2,
    equalErrorLowRatio: low,
    equalErrorHighRatio: high,
    fmr100Ratio: curve.nonMatchRatio(findLimit(curve, 1 / 100)),
    fmr1000Ratio: curve.nonMatchRatio(findLimit(curve, 1 / 1000)),
    zeroFmrRatio: curve.nonMatchRatio(findLimit(curve, 0)),
    zeroFnmrRatio: curve.matchRatio(curve.genuine[0] ?? Number.NEGATIVE_INFINITY),
  };
}

/** The lowest limit at which no more than `ratio` of the impostor pairs match; above every score where there is none. */
export function limitForMatchRatio(scores: LabelledScores, ratio: number): number {
  return findLimit(createErrorCurve(scores), ratio);
}

type ErrorCurve = {
  /** Both ascending. */
  readonly genuine: Float64Array;
  readonly impostor: Float64Array;
  /** Every score that occurs, ascending, each once, and one limit above all. */
  readonly limits: Float64Array;
  readonly matchRatio: (limit: number) => number;
  readonly nonMatchRatio: (limit: number) => number;
};

function createErrorCurve(scores: LabelledScores): ErrorCurve {
  const genuine = Float64Array.from(scores.genuine).sort();
  const impostor = Float64Array.from(scores.impostor).sort();
  const occurring = new Set([...genuine, ...impostor, Number.POSITIVE_INFINITY]);
  return {
    genuine,
    impostor,
    limits: Float64Array.from(occurring).sort(),
    matchRatio: (limit) => (impostor.length - countBelow(impostor, limit)) / impostor.length,
    nonMatchRatio: (limit) => countBelow(genuine, limit) / genuine.length,
  };
}

/** The interval at the limit where the two rates cross: of the limits on both sides, the one with the smaller sum. */
function findEqualError({ limits, matchRatio, nonMatchRatio }: ErrorCurve): readonly [number, number] {
  const isCrossed = (limit: number) => nonMatchRatio(limit) >= matchRatio(limit);
  const after = limits[firstIndex(limits.length, (index) => isCrossed(limits[index] ?? 0))] ?? 0;
  const last = firstIndex(limits.length, (index) => nonMatchRatio(limits[index] ?? 0) > matchRatio(limits[index] ?? 0));
  const before = limits[Math.max(0, last - 1)] ?? 0;
  const sumBefore = nonMatchRatio(before) + matchRatio(before);
  const sumAfter = nonMatchRatio(after) + matchRatio(after);
  return sumBefore <= sumAfter
    ? [nonMatchRatio(before), matchRatio(before)]
    : [matchRatio(after), nonMatchRatio(after)];
}

function findLimit({ limits, matchRatio }: ErrorCurve, ratio: number): number {
  return limits[firstIndex(limits.length, (index) => matchRatio(limits[index] ?? 0) <= ratio)] ?? 0;
}

function countBelow(ascending: Float64Array, limit: number): number {
  return firstIndex(ascending.length, (index) => (ascending[index] ?? 0) >= limit);
}

/** The first index for which a claim holds that, once true, stays true; `count` when it never does. */
function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
