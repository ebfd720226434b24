import type { GrayImage } from "../../../runtime/kernel/image.ts";
import type { AnalysisGrid } from "./analysis-grid.ts";
import { type RotatedWindow, rotateBlock } from "./rotate-block.ts";
import { blockPx } from "./tile-sums.ts";

/** Height and width of the slanted window across the ridges, in pixels (ISO/IEC 29794-4). */
export const windowRows = 16;
export const windowColumns = 32;

/**
 * The ridge-valley structure of a 16-row, 32-column window whose ridges run upright: for each column its mean, the
 * least-squares trend line at that column, and 1 where the mean lies below the line (a ridge is dark).
 */
export type RidgeProfile = {
  readonly means: Float64Array;
  readonly trend: Float64Array;
  readonly isRidge: Uint8Array;
};

/**
 * Shows `visit` each foreground block in raster order: its window, turned until ridges run upright (row-major, 16×32),
 * and that window's profile. Both are overwritten for the next block. `paddingPx` is `rotateBlock`'s.
 */
export function visitRidgeProfiles(
  image: GrayImage,
  grid: AnalysisGrid,
  paddingPx: RotatedWindow["paddingPx"],
  visit: (profile: RidgeProfile, rotated: Uint8Array) => void,
): void {
  const window = { firstRow: 10, rows: windowRows, firstColumn: 2, columns: windowColumns, paddingPx };
  const rotated = new Uint8Array(windowRows * windowColumns);
  const profile = {
    means: new Float64Array(windowColumns),
    trend: new Float64Array(windowColumns),
    isRidge: new Uint8Array(windowColumns),
  };
  for (let at = 0; at < grid.isForeground.length; at += 1) {
    if (grid.isForeground[at] === 0) continue;
    const left = (at % grid.columns) * blockPx;
    const top = Math.floor(at / grid.columns) * blockPx;
    rotateBlock(image, { left, top, angleRad: grid.thetaRad[at]! }, window, rotated);
    traceRidgeProfile(rotated, profile);
    visit(profile, rotated);
  }
}

const columnMean = (windowColumns + 1) / 2;
const columnSpread = (windowColumns * (windowColumns * windowColumns - 1)) / 12;

/** Overwrites `profile` with that of `window` (row-major, 16×32). */
function traceRidgeProfile(window: Uint8Array, profile: RidgeProfile): void {
  const { means, trend, isRidge } = profile;
  let sum = 0;
  let moment = 0;
  for (let x = 0; x < windowColumns; x += 1) {
    let column = 0;
    for (let y = 0; y < windowRows; y += 1) column += window[y * windowColumns + x]!;
    const mean = column / windowRows;
    means[x] = mean;
    sum += mean;
    moment += mean * (x + 1 - columnMean);
  }
  const exactSlope = moment / columnSpread;
  // Rounded as in the reference, so that a column mean on the line is not decided by rounding noise.
  const slope = roundTenDecimals(exactSlope);
  const intercept = roundTenDecimals(sum / windowColumns - exactSlope * columnMean);
  for (let x = 0; x < windowColumns; x += 1) {
    const level = (x + 1) * slope + intercept;
    trend[x] = level;
    isRidge[x] = means[x]! < level ? 1 : 0;
  }
}

function roundTenDecimals(value: number): number {
  const scaled = Math.floor(Math.abs(value) * 1e10 + 0.5) / 1e10;
  return value < 0 ? -scaled : scaled;
}
