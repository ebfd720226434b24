import type { Point } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { measureTileCertainty } from "./kernels/orientation-certainty.ts";
import { measureSpread } from "./kernels/tile-spread.ts";

/** Mean and population standard deviation of grey levels. */
type Spread = { readonly mean: number; readonly deviation: number };

const windowPx = 32;
const centreReachPx = 100;

/**
 * The four quality measures that rest on minutiae (ISO/IEC 29794-4), computed as NFIQ 2 does. The image is a trimmed
 * 500 ppi print, `whole` its spread, and the minutiae those of `countMinutiae`, in its pixels. All are 0 without
 * minutiae.
 */
export function measureMinutiae(
  image: GrayImage,
  minutiae: readonly Point[],
  whole: Spread,
): Readonly<Record<string, number>> {
  // A small print is enlarged before its minutiae are sought, and what is found out there still counts.
  const inside = minutiae.filter(({ x, y }) => x < image.widthPx && y < image.heightPx);
  const count = inside.length;
  if (count === 0) {
    return { minutiaeCount: minutiae.length, minutiaeCountCentre200: 0, minutiaeMu2: 0, minutiaeOcl80: 0 };
  }
  const centreX = Math.floor(inside.reduce((sum, { x }) => sum + x, 0) / count);
  const centreY = Math.floor(inside.reduce((sum, { y }) => sum + y, 0) / count);
  const isCentral = ({ x, y }: Point) =>
    Math.abs(x - centreX) <= centreReachPx && Math.abs(y - centreY) <= centreReachPx;
  return {
    minutiaeCount: minutiae.length,
    minutiaeCountCentre200: inside.filter(isCentral).length,
    minutiaeMu2: inside.filter((minutia) => isSlightlyDarker(image, minutia, whole)).length / count,
    minutiaeOcl80: inside.filter((minutia) => isCertain(image, minutia)).length / count,
  };
}

/** Whether the surroundings are darker than the whole image by up to half its deviation. */
function isSlightlyDarker(image: GrayImage, minutia: Point, whole: Spread): boolean {
  const x = Math.max(0, minutia.x - windowPx / 2);
  const y = Math.max(0, minutia.y - windowPx / 2);
  const width = Math.min(windowPx, image.widthPx - x);
  const height = Math.min(windowPx, image.heightPx - y);
  const shift = (whole.mean - measureSpread(image, { x, y, width, height }).mean) / whole.deviation;
  return shift > 0 && shift <= 0.5;
}

/** Whether the orientation certainty around the minutia is above 80 %. */
function isCertain(image: GrayImage, minutia: Point): boolean {
  if (image.widthPx < windowPx || image.heightPx < windowPx) return false;
  const within = (start: number, size: number) => Math.min(size - windowPx, Math.max(0, start));
  const left = within(minutia.x - windowPx / 2, image.widthPx);
  const top = within(minutia.y - windowPx / 2, image.heightPx);
  const certainty = measureTileCertainty(image, { left, top, width: windowPx, height: windowPx });
  return certainty !== null && Math.floor(100 * certainty + 0.5) > 80;
}
