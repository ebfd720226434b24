import type { Point } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import type { RegionOfInterest } from "./find-region-of-interest.ts";
import { buildAnalysisGrid } from "./kernels/analysis-grid.ts";
import { fitDirectionLoss } from "./kernels/fit-direction-loss.ts";
import { measureGhostArea } from "./kernels/measure-ghost-area.ts";
import { measureInk } from "./kernels/measure-ink.ts";
import { measureRegion } from "./kernels/measure-region.ts";
import { spreadOfTiles, sumTiles } from "./kernels/tile-sums.ts";
import { locatePrint, type PrintPlace } from "./locate-print.ts";
import { measureMinutiae } from "./measure-minutiae.ts";
import { measureRidges } from "./measure-ridges.ts";

export type PrintMeasures = {
  /**
   * NFIQ 2's 69 native measures under their names, and of the booth's own `contrast`, `inkRatio`, `regionAreaPx`,
   * `foregroundBlocks`, `ghostAreaPx`, `sharpness` and `directionLossRatio`.
   */
  readonly measures: Readonly<Record<string, number>>;
  /** In pixels of the print measured. */
  readonly place: PrintPlace;
};

/**
 * Measures a trimmed 500 ppi print all round; its minutiae are those of `countMinutiae`. Tiles, grid and region are
 * found once and shared.
 */
export function measurePrint(print: GrayImage, region: RegionOfInterest, minutiae: readonly Point[]): PrintMeasures {
  const tiles = sumTiles(print);
  const grid = buildAnalysisGrid(print, tiles);
  const inRegion = measureRegion(print, region.mask, tiles);
  const measures = {
    ...measureRidges(print, { tiles, grid, inRegion }),
    ...measureMinutiae(print, minutiae, spreadOfTiles(tiles)),
    ...measureInk(print, region.mask),
    ...fitDirectionLoss(tiles, inRegion.tilePixels),
    regionAreaPx: inRegion.areaPx,
    foregroundBlocks: grid.isForeground.reduce((sum, flag) => sum + flag, 0),
    ghostAreaPx: measureGhostArea(print, grid, tiles, inRegion.tilePixels),
  };
  const size = { width: print.widthPx, height: print.heightPx };
  return { measures, place: locatePrint(tiles, inRegion.tilePixels, size) };
}
