import type { GrayImage } from "../../runtime/kernel/image.ts";
import type { RegionOfInterest } from "./find-region-of-interest.ts";
import { buildAnalysisGrid } from "./kernels/analysis-grid.ts";
import { measureFrequencyDomain } from "./kernels/frequency-domain-analysis.ts";
import { measureLocalClarity } from "./kernels/local-clarity.ts";
import { measureRegion } from "./kernels/measure-region.ts";
import { measureOrientationCertainty } from "./kernels/orientation-certainty.ts";
import { measureOrientationFlow } from "./kernels/orientation-flow.ts";
import { measureRidgeValleyUniformity } from "./kernels/ridge-valley-uniformity.ts";
import { meanOfTileMeans, spreadOfTiles, sumTiles } from "./kernels/tile-sums.ts";
import { summariseHistogram } from "./summarise-histogram.ts";

export type RidgeMeasures = {
  /** The 65 native measures that need no minutiae; counts, grey levels (0 to 255) and ratios. */
  readonly measures: Record<string, number>;
  readonly foregroundBlocks: number;
  readonly regionAreaPx: number;
  /** Population standard deviation of all grey levels. */
  readonly deviation: number;
};

/**
 * The native quality measures of ISO/IEC 29794-4 as NFIQ 2 (v2.3) computes them, on a trimmed 500 ppi print.
 * Their names and meaning are those of NFIQ 2's own output.
 */
export function measureRidges(image: GrayImage, region: RegionOfInterest): RidgeMeasures {
  const measures: Record<string, number> = {};
  const tiles = sumTiles(image);
  const grid = buildAnalysisGrid(image, tiles);
  summariseHistogram("FDA", measureFrequencyDomain(image, grid), measures);
  summariseHistogram("LCS", measureLocalClarity(image, grid), measures);
  summariseHistogram("OCL", measureOrientationCertainty(tiles), measures);
  summariseHistogram("OF", measureOrientationFlow(grid), measures);
  summariseHistogram("RVU", measureRidgeValleyUniformity(image, grid), measures);

  const whole = spreadOfTiles(tiles);
  measures["Mu"] = whole.mean;
  measures["MMB"] = meanOfTileMeans(tiles);
  const inRegion = measureRegion(image, region.mask, tiles);
  measures["roiMean"] = inRegion.mean;
  measures["coherenceRel"] = inRegion.coherenceRel;
  measures["coherenceSum"] = inRegion.coherenceSum;
  return {
    measures,
    foregroundBlocks: grid.isForeground.reduce((sum, flag) => sum + flag, 0),
    regionAreaPx: inRegion.areaPx,
    deviation: whole.deviation,
  };
}
