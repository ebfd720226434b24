import type { LabelledScores } from "./match-error-rates.ts";

export type ErrorsAtLimit = {
  readonly scoreMin: number;
  /** Impostor pairs that match. */
  readonly falseMatches: number;
  /**
   * The false match rate is below this with 95 % confidence, were the pairs independent. Pairs that share a finger are not
   * quite, so that few fingers say less than their many pairs seem to.
   */
  readonly falseMatchRatioMax: number;
  /** Share of genuine pairs that do not match. */
  readonly falseNonMatchRatio: number;
};

/** What a fixed limit does to scores whose truth is known; a pair matches when its score reaches it. Neither list may be empty. */
export function countErrorsAtLimit({ genuine, impostor }: LabelledScores, scoreMin: number): ErrorsAtLimit {
  const falseMatches = impostor.filter((score) => score >= scoreMin).length;
  return {
    scoreMin,
    falseMatches,
    falseMatchRatioMax: Math.min(1, boundMean(falseMatches) / impostor.length),
    falseNonMatchRatio: genuine.filter((score) => score < scoreMin).length / genuine.length,
  };
}

const doubt = 0.05;
const halvings = 60;

/** The largest mean of a Poisson distribution under which no more than `count` events are still as likely as `doubt`. */
function boundMean(count: number): number {
  let low = 0;
  // Far enough: of this mean, `count` lies at least three deviations away.
  let high = count + 4 * Math.sqrt(count + 1) + 10;
  for (let step = 0; step < halvings; step += 1) {
    const middle = (low + high) / 2;
    if (likelihoodUpTo(count, middle) > doubt) low = middle;
    else high = middle;
  }
  return high;
}

/** How likely a Poisson distribution gives no more than `count` events. By logarithms: terms of large means would underflow. */
function likelihoodUpTo(count: number, mean: number): number {
  let logarithm = -mean;
  let sum = Math.exp(logarithm);
  for (let events = 1; events <= count; events += 1) {
    logarithm += Math.log(mean / events);
    sum += Math.exp(logarithm);
  }
  return sum;
}
