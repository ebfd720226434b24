import type { BinWidth } from "./kernels/quantise-band.ts";
import { measureVariance } from "./kernels/spread.ts";
import type { PlanePart, SubbandTree } from "./subband-tree.ts";

/** Below this variance a subband is not coded. */
const varianceMin = 1.01;
/** The four lowest subbands together: below this an image has so little in it that all of each subband is measured. */
const lowVarianceMin = 20_000;
const codedBands = 60;
const zeroBinRatio = 1.2;
/** Beyond this many standard deviations a subband's values hardly leave the bins around zero: it is left out of the sum. */
const loadingFactor = 2.5;
/** Relative weights of the subbands 52 to 59. */
const highWeights = [1.32, 1.08, 1.42, 1.08, 1.32, 1.42, 1.08, 1.08];
const firstHighBand = 52;

/**
 * Bin widths that spend about `bitsPerPixel` on an image (FBI IAFIS-IC-0110, parameters of encoder number 2). Null for a
 * subband that is not coded; 64 of them.
 */
export function planBinWidths(
  plane: Float64Array,
  rowPx: number,
  { subbands }: SubbandTree,
  bitsPerPixel: number,
): readonly (BinWidth | null)[] {
  const variances = measureVariances(plane, rowPx, subbands.slice(0, codedBands));
  const relative = variances.map(relativeWidth);
  const coded = variances.flatMap((variance, band) => (variance < varianceMin ? [] : [band]));
  const scale = findScale(variances, relative, coded, bitsPerPixel);
  return subbands.map((_, band) => {
    const width = relative[band] ?? 0;
    if (width === 0) return null;
    const bin = width / scale;
    return { bin, zeroBin: zeroBinRatio * bin };
  });
}

function measureVariances(plane: Float64Array, rowPx: number, bands: readonly PlanePart[]): readonly number[] {
  const central = bands.map(centreOf);
  const lowest = central.slice(0, 4);
  const isMeasurable = lowest.every(({ widthPx, heightPx }) => widthPx * heightPx > 1);
  const low = lowest.reduce((sum, part) => sum + measureVariance(plane, rowPx, part), 0);
  const measured = isMeasurable && low >= lowVarianceMin ? central : bands;
  return measured.map((part) => measureVariance(plane, rowPx, part));
}

/** The window that a print fills best. */
function centreOf({ left, top, widthPx, heightPx }: PlanePart): PlanePart {
  return {
    left: left + Math.floor(widthPx / 8),
    top: top + Math.floor((9 * heightPx) / 32),
    widthPx: Math.floor((3 * widthPx) / 4),
    heightPx: Math.floor((7 * heightPx) / 16),
  };
}

function relativeWidth(variance: number, band: number): number {
  if (variance < varianceMin) return 0;
  if (band < 4) return 1;
  return 10 / ((highWeights[band - firstHighBand] ?? 1) * Math.log(variance));
}

/** Samples of a subband as a share of the image's. */
function shareOf(band: number): number {
  if (band < 4) return 1 / 1024;
  return band < 51 ? 1 / 256 : 1 / 16;
}

/** The common factor of all widths: solved for the rate, again without the subbands that it leaves nothing of. */
function findScale(
  variances: readonly number[],
  relative: readonly number[],
  coded: readonly number[],
  bitsPerPixel: number,
): number {
  let kept = coded;
  for (;;) {
    let share = 0;
    let logProduct = 0;
    for (const band of kept) {
      share += shareOf(band);
      logProduct += shareOf(band) * Math.log(Math.sqrt(variances[band] ?? 0) / (relative[band] ?? 1));
    }
    const scale = (2 ** (bitsPerPixel / share - 1) / loadingFactor) * Math.exp(-logProduct / share);
    const left = kept.filter((band) => {
      return (relative[band] ?? 0) / scale < 2 * loadingFactor * Math.sqrt(variances[band] ?? 0);
    });
    if (left.length === kept.length || left.length === 0) return scale;
    kept = left;
  }
}
