import type { GrayImage, PageImage, RgbImage } from "../../runtime/kernel/image.ts";
import { type ColourIntent, decodeImage, type ImageHeader, readImageHeader } from "./decode-image.ts";
import { biometricImageLimits, type ImageLimits, photoLimits } from "./image-limits.ts";
import { readBoundedFile } from "./read-bounded-file.ts";

export type GrayImageOptions = {
  /** Taken where the file states none that a scanner would; default 500, the resolution of fingerprint readers. */
  readonly resolutionPpi?: number;
  readonly limits?: ImageLimits;
};

/**
 * A sensor's image: 8-bit gray, colour weighed by ITU-R BT.601 luma, transparency on white. The file's own resolution
 * counts from 200 to 2000 ppi; what lies outside is an editor's habit (72, 96), not a measurement.
 * @throws BoothError `file.missing`, `file.unreadable`, `file.too-large`, `image.invalid`, `image.size`
 */
export async function readGrayImage(path: string, options: GrayImageOptions = {}): Promise<GrayImage> {
  const { resolutionPpi = 500, limits = biometricImageLimits } = options;
  const image = await readImage(path, limits, "measured");
  return {
    widthPx: image.widthPx,
    heightPx: image.heightPx,
    resolutionPpi: trustResolution(image.resolutionPpi) ?? resolutionPpi,
    pixels: weighLuma(image.pixels),
  };
}

/**
 * A photograph: 8-bit sRGB, upright by its EXIF orientation, transparency on white.
 * @throws BoothError `file.missing`, `file.unreadable`, `file.too-large`, `image.invalid`, `image.size`
 */
export async function readRgbImage(path: string, limits: ImageLimits = photoLimits): Promise<RgbImage> {
  const { widthPx, heightPx, pixels } = await readImage(path, limits, "seen");
  return { widthPx, heightPx, pixels };
}

/**
 * A scanned or photographed page in colour, with the resolution that the file states from 75 to 2400 ppi; 0, not known,
 * where it states another or none, or 96, which editors write without having measured anything.
 * @throws BoothError `file.missing`, `file.unreadable`, `file.too-large`, `image.invalid`, `image.size`
 */
export async function readPageImage(path: string, limits: ImageLimits = photoLimits): Promise<PageImage> {
  const image = await readImage(path, limits, "seen");
  return { ...image, resolutionPpi: trustPageResolution(image.resolutionPpi) ?? 0 };
}

/** Refuses a file that cannot be a whole image within the limits, without decoding it. Throws as the readers do. */
export async function checkImageFile(path: string, limits: ImageLimits): Promise<ImageHeader> {
  return readImageHeader({ path, limits, bytes: await readBoundedFile(path, limits.fileSizeMaxBytes) });
}

async function readImage(path: string, limits: ImageLimits, intent: ColourIntent) {
  const bytes = await readBoundedFile(path, limits.fileSizeMaxBytes);
  return decodeImage({ path, limits, bytes }, intent);
}

/** A stated resolution that a sensor or scanner would have, 200 to 2000 ppi; null for any other. */
export function trustResolution(statedPpi: number | null): number | null {
  return statedPpi !== null && statedPpi >= 200 && statedPpi <= 2_000 ? statedPpi : null;
}

/** A scanner's coarsest setting is 75; 72 is nobody's. */
function trustPageResolution(statedPpi: number | null): number | null {
  return statedPpi !== null && statedPpi >= 75 && statedPpi <= 2_400 && Math.round(statedPpi) !== 96 ? statedPpi : null;
}

/** Equal R, G and B come out unchanged, so a gray image saved as colour loses nothing. */
function weighLuma(rgb: Uint8Array): Uint8Array {
  const gray = new Uint8Array(rgb.length / 3);
  for (let pixel = 0, offset = 0; pixel < gray.length; pixel += 1, offset += 3) {
    const weighed = 299 * (rgb[offset] ?? 0) + 587 * (rgb[offset + 1] ?? 0) + 114 * (rgb[offset + 2] ?? 0);
    gray[pixel] = Math.floor((weighed + 500) / 1_000);
  }
  return gray;
}
