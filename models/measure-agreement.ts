/** How well found scores follow the wanted ones; errors in points of the score. */
export type Agreement = {
  readonly correlation: number;
  readonly meanError: number;
  readonly error95: number;
  readonly within5Percent: number;
  /** How often both say the same of a limit of 40. */
  readonly sameAt40Percent: number;
  /** Mean of found minus wanted. */
  readonly bias: number;
};

/** The score at which the booth decides whether a finger is taken again. */
export const decisionLimit = 40;

/** Compares two lists of equal length, with at least two different values in each. */
export function measureAgreement(wanted: readonly number[], found: readonly number[]): Agreement {
  const count = wanted.length;
  const wantedMean = wanted.reduce((sum, value) => sum + value, 0) / count;
  const foundMean = found.reduce((sum, value) => sum + value, 0) / count;
  let shared = 0;
  let wantedSpread = 0;
  let foundSpread = 0;
  const errors = wanted.map((value, index) => {
    const other = found[index] ?? 0;
    shared += (value - wantedMean) * (other - foundMean);
    wantedSpread += (value - wantedMean) ** 2;
    foundSpread += (other - foundMean) ** 2;
    return Math.abs(value - other);
  });
  errors.sort((a, b) => a - b);
  const same = wanted.filter((value, index) => value >= decisionLimit === (found[index] ?? 0) >= decisionLimit).length;
  return {
    correlation: Number((shared / Math.sqrt(wantedSpread * foundSpread)).toFixed(3)),
    meanError: Number((errors.reduce((sum, error) => sum + error, 0) / count).toFixed(2)),
    error95: errors[Math.ceil(0.95 * count) - 1] ?? 0,
    within5Percent: Math.round((100 * errors.filter((error) => error <= 5).length) / count),
    sameAt40Percent: Number(((100 * same) / count).toFixed(1)),
    bias: Number((foundMean - wantedMean).toFixed(2)),
  };
}
