import type { GrayImage } from "../../runtime/kernel/image.ts";
import type { Minutia } from "./extract-minutiae.ts";
import { measureTileCertainty } from "./kernels/orientation-certainty.ts";
import { measureSpread } from "./kernels/tile-spread.ts";

/** Mean and population standard deviation of grey levels. */
type Spread = { readonly mean: number; readonly deviation: number };

const windowPx = 32;
/** NFIQ 2 looks for minutiae in the middle of the print only, in no more than these 384 by 600 pixels. */
const seenWidthPx = 384;
const seenHeightPx = 600;
const centreReachPx = 100;

/**
 * The four quality measures that rest on minutiae (ISO/IEC 29794-4), computed as NFIQ 2 does but
 * from this project's own minutiae: close to the reference in distribution, not equal. The image is a trimmed 500 ppi
 * print, `whole` its spread, and the minutiae are in its pixels; only those in its middle count, as there. All are 0 without minutiae.
 */
export function measureMinutiae(
  image: GrayImage,
  found: readonly Minutia[],
  whole: Spread,
): Readonly<Record<string, number>> {
  const minutiae = found.filter((minutia) => isSeen(image, minutia));
  const count = minutiae.length;
  if (count === 0) return { minutiaeCount: 0, minutiaeCountCentre200: 0, minutiaeMu2: 0, minutiaeOcl80: 0 };
  const centreX = Math.floor(minutiae.reduce((sum, { x }) => sum + x, 0) / count);
  const centreY = Math.floor(minutiae.reduce((sum, { y }) => sum + y, 0) / count);
  const isCentral = ({ x, y }: Minutia) =>
    Math.abs(x - centreX) <= centreReachPx && Math.abs(y - centreY) <= centreReachPx;
  return {
    minutiaeCount: count,
    minutiaeCountCentre200: minutiae.filter(isCentral).length,
    minutiaeMu2: minutiae.filter((minutia) => isSlightlyDarker(image, minutia, whole)).length / count,
    minutiaeOcl80: minutiae.filter((minutia) => isCertain(image, minutia)).length / count,
  };
}

function isSeen({ widthPx, heightPx }: GrayImage, { x, y }: Minutia): boolean {
  return Math.abs(2 * x - widthPx) <= seenWidthPx && Math.abs(2 * y - heightPx) <= seenHeightPx;
}

/** Whether the surroundings are darker than the whole image by up to half its deviation. */
function isSlightlyDarker(image: GrayImage, minutia: Minutia, whole: Spread): boolean {
  const x = Math.max(0, Math.floor(minutia.x) - windowPx / 2);
  const y = Math.max(0, Math.floor(minutia.y) - windowPx / 2);
  const width = Math.min(windowPx, image.widthPx - x);
  const height = Math.min(windowPx, image.heightPx - y);
  const shift = (whole.mean - measureSpread(image, { x, y, width, height }).mean) / whole.deviation;
  return shift > 0 && shift <= 0.5;
}

/** Whether the orientation certainty around the minutia is above 80 %. */
function isCertain(image: GrayImage, minutia: Minutia): boolean {
  if (image.widthPx < windowPx || image.heightPx < windowPx) return false;
  const within = (start: number, size: number) => Math.min(size - windowPx, Math.max(0, start));
  const left = within(Math.floor(minutia.x) - windowPx / 2, image.widthPx);
  const top = within(Math.floor(minutia.y) - windowPx / 2, image.heightPx);
  const certainty = measureTileCertainty(image, { left, top, width: windowPx, height: windowPx });
  return certainty !== null && Math.floor(100 * certainty + 0.5) > 80;
}
