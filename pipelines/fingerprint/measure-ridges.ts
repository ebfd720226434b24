import type { GrayImage } from "../../runtime/kernel/image.ts";
import type { AnalysisGrid } from "./kernels/analysis-grid.ts";
import { measureFrequencyDomain } from "./kernels/frequency-domain-analysis.ts";
import { measureLocalClarity } from "./kernels/local-clarity.ts";
import type { RegionMeasures } from "./kernels/measure-region.ts";
import { measureOrientationCertainty } from "./kernels/orientation-certainty.ts";
import { measureOrientationFlow } from "./kernels/orientation-flow.ts";
import { measureRidgeValleyUniformity } from "./kernels/ridge-valley-uniformity.ts";
import { meanOfTileMeans, spreadOfTiles, type TileSums } from "./kernels/tile-sums.ts";
import { summariseHistogram } from "./summarise-histogram.ts";

/** What was found of the print beforehand. */
export type RidgeGround = {
  readonly tiles: TileSums;
  readonly grid: AnalysisGrid;
  readonly inRegion: RegionMeasures;
};

/**
 * The 65 native quality measures of ISO/IEC 29794-4 that need no minutiae, as NFIQ 2 (v2.3) computes them, on a trimmed
 * 500 ppi print: counts, grey levels (0 to 255) and ratios. Their names and meaning are those of NFIQ 2's own output.
 */
export function measureRidges(image: GrayImage, { tiles, grid, inRegion }: RidgeGround): Record<string, number> {
  const measures: Record<string, number> = {};
  summariseHistogram("FDA", measureFrequencyDomain(image, grid), measures);
  summariseHistogram("LCS", measureLocalClarity(image, grid), measures);
  summariseHistogram("OCL", measureOrientationCertainty(tiles), measures);
  summariseHistogram("OF", measureOrientationFlow(grid), measures);
  summariseHistogram("RVU", measureRidgeValleyUniformity(image, grid), measures);
  measures["Mu"] = spreadOfTiles(tiles).mean;
  measures["MMB"] = meanOfTileMeans(tiles);
  measures["roiMean"] = inRegion.mean;
  measures["coherenceRel"] = inRegion.coherenceRel;
  measures["coherenceSum"] = inRegion.coherenceSum;
  return measures;
}
