import { expandMeasures, measureHinge } from "./score-features.ts";
import { scoreIntercept, scoreTerms } from "./score-terms.ts";

/**
 * A provisional quality score from 0 to 100, aligned to the NFIQ 2 scale but not NFIQ 2: a sum of hinges of the 65
 * measures that need no minutiae. Its agreement with the reference score stands in `score-terms.ts`.
 */
export function estimateScore(measures: Readonly<Record<string, number>>): number {
  const features = expandMeasures(measures);
  let score = scoreIntercept;
  for (const term of scoreTerms) score += term.weight * measureHinge(features, term);
  return Math.round(Math.min(100, Math.max(0, score)));
}
