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

export function createRidgeProfile(): RidgeProfile {
  return {
    means: new Float64Array(windowColumns),
    trend: new Float64Array(windowColumns),
    isRidge: new Uint8Array(windowColumns),
  };
}

const columnMean = (windowColumns + 1) / 2;
const columnSpread = (windowColumns * (windowColumns * windowColumns - 1)) / 12;

/** Overwrites `profile` with that of `window` (row-major, 16×32). */
export function traceRidgeProfile(window: Uint8Array, profile: RidgeProfile): void {
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
