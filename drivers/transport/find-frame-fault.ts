import type { SignatureInk } from "../../runtime/kernel/biometric.ts";
import type { GrayImage, PageImage, RgbImage } from "../../runtime/kernel/image.ts";

type Raster = { readonly widthPx: number; readonly heightPx: number; readonly pixels: Uint8Array };

/** What is wrong with the shape of a gray image, or null; says nothing of what it shows. */
export function findGrayFault(image: GrayImage): string | null {
  return findRasterFault(image, 1) ?? findResolutionFault(image.resolutionPpi);
}

/** What is wrong with the shape of a colour image, or null. */
export function findRgbFault(image: RgbImage): string | null {
  return findRasterFault(image, 3);
}

/** What is wrong with the shape of a page, or null. Its resolution may be 0, not known, as that of a photograph is. */
export function findPageFault(image: PageImage): string | null {
  return findRasterFault(image, 3) ?? (image.resolutionPpi === 0 ? null : findResolutionFault(image.resolutionPpi));
}

/** What is wrong with pen points, or null: each a finite number, pressure from 0 to 1, time that never runs back. */
export function findInkFault({ widthMm, heightMm, points }: SignatureInk): string | null {
  if (!(widthMm > 0 && heightMm > 0)) return `a pad of ${widthMm}×${heightMm} mm`;
  let previousMs = Number.NEGATIVE_INFINITY;
  for (const [index, { x, y, t, p }] of points.entries()) {
    if (![x, y, t].every(Number.isFinite)) return `point ${index} has no finite place and time`;
    if (!(p >= 0 && p <= 1)) return `point ${index} has pressure ${p}`;
    if (t < previousMs) return `point ${index} is earlier than the one before it`;
    previousMs = t;
  }
  return null;
}

function findRasterFault({ widthPx, heightPx, pixels }: Raster, samplesPerPixel: number): string | null {
  if (!isSide(widthPx) || !isSide(heightPx)) return `an image of ${widthPx}×${heightPx} pixels`;
  const expectedBytes = widthPx * heightPx * samplesPerPixel;
  if (pixels.length === expectedBytes) return null;
  return `expected ${expectedBytes} bytes for ${widthPx}×${heightPx} pixels, got ${pixels.length}`;
}

function findResolutionFault(resolutionPpi: number): string | null {
  return Number.isFinite(resolutionPpi) && resolutionPpi > 0 ? null : `a resolution of ${resolutionPpi} ppi`;
}

function isSide(sidePx: number): boolean {
  return Number.isSafeInteger(sidePx) && sidePx > 0;
}
