import type { GrayImage } from "../../../runtime/kernel/image.ts";
import type { AnalysisGrid } from "./analysis-grid.ts";
import { type RidgeProfile, visitRidgeProfiles, windowColumns, windowRows } from "./ridge-profile.ts";

/** Widest believable ridge at 500 ppi, in pixels; widths are held against parts of it. */
const widthScalePx = 20;
const ridgeMin = 3 / widthScalePx;
const valleyMin = 2 / widthScalePx;
const widthMax = 10 / widthScalePx;

/**
 * Local clarity score: how well ridge and valley grey levels part in each foreground block, 0 where the ridges are too
 * thin or too wide to be ridges (ISO/IEC 29794-4). One value a foreground block, in raster order.
 */
export function measureLocalClarity(image: GrayImage, grid: AnalysisGrid): Float64Array {
  const values = new Float64Array(grid.isForeground.length);
  const widths = new Float64Array(windowColumns);
  let count = 0;
  visitRidgeProfiles(image, grid, 0, (profile, rotated) => {
    values[count] = hasBelievableWidths(profile.isRidge, widths) ? 1 - measureOverlap(rotated, profile) : 0;
    count += 1;
  });
  return values.subarray(0, count);
}

function hasBelievableWidths(isRidge: Uint8Array, widths: Float64Array): boolean {
  let count = 0;
  let before = 0;
  for (let column = 1; column < windowColumns; column += 1) {
    if (isRidge[column] === isRidge[column - 1]) continue;
    // The first run counts one less and the last, open one not at all, as in the reference.
    widths[count] = (column - 1 - before) / widthScalePx;
    before = column - 1;
    count += 1;
  }
  if (count === 0) return false;
  const firstRidge = isRidge[0] === 1 ? 0 : 1;
  const ridge = meanOfEverySecond(widths, firstRidge, count);
  const valley = meanOfEverySecond(widths, 1 - firstRidge, count);
  return ridge >= ridgeMin && ridge <= widthMax && valley >= valleyMin && valley <= widthMax;
}

/** Whole groups of four are summed first: limits are met exactly in some blocks, so the order of rounding decides. */
function meanOfEverySecond(values: Float64Array, first: number, end: number): number {
  const count = Math.ceil((end - first) / 2);
  if (count <= 0) return 0;
  let sum = 0;
  let index = first;
  for (; index + 6 < end; index += 8) {
    sum += values[index]! + values[index + 2]! + values[index + 4]! + values[index + 6]!;
  }
  for (; index < end; index += 2) sum += values[index]!;
  return sum * (1 / count);
}

/** Mean share of valley pixels darker, and ridge pixels lighter, than the trend between them. */
function measureOverlap(rotated: Uint8Array, profile: RidgeProfile): number {
  let ridges = 0;
  let wrongRidge = 0;
  let wrongValley = 0;
  for (let column = 0; column < windowColumns; column += 1) {
    // Grey levels are whole, so below the trend means below the next whole number; the sign counts without a branch.
    const level = Math.ceil(profile.trend[column]!);
    let darker = 0;
    for (let at = column; at < windowRows * windowColumns; at += windowColumns) darker += (rotated[at]! - level) >>> 31;
    if (profile.isRidge[column] === 1) {
      ridges += 1;
      wrongRidge += windowRows - darker;
    } else {
      wrongValley += darker;
    }
  }
  const valleys = windowColumns - ridges;
  return (wrongValley / (valleys * windowRows) + wrongRidge / (ridges * windowRows)) / 2;
}
