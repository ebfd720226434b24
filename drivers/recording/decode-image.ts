import sharp from "sharp";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { RgbImage } from "../../runtime/kernel/image.ts";
import { copyInSlices } from "../../runtime/kernel/in-slices.ts";
import { dropStrayBytes, findImageEnd, recogniseImage } from "./find-image-end.ts";
import type { ImageLimits } from "./image-limits.ts";

export type ImageSource = {
  /** Named in every failure. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly limits: ImageLimits;
};

export type ImageHeader = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** What the file itself says, or null; many editors write 72 without having measured anything. */
  readonly resolutionPpi: number | null;
};

/**
 * `measured`: pixel values as they stand, for sensors' images. `seen`: converted to sRGB by the embedded colour
 * profile, for photographs.
 */
export type ColourIntent = "measured" | "seen";

const decodeTimeoutSeconds = 30;

/**
 * Checks that the bytes are a whole PNG, JPEG, TIFF or WebP within the limits, without decoding a pixel: a small file
 * that claims a huge picture is refused here.
 * @throws BoothError `image.invalid`, `image.size`
 */
export async function readImageHeader({ path, bytes, limits }: ImageSource): Promise<ImageHeader> {
  if (bytes.length === 0) throw new BoothError("image.invalid", { path, problem: "the file is empty" });
  const format = recogniseImage(bytes);
  if (format === null) {
    throw new BoothError("image.invalid", { path, problem: "it is not a PNG, JPEG, TIFF or WebP image" });
  }
  if (findImageEnd(bytes, format) === null) {
    throw new BoothError("image.invalid", { path, problem: `the ${format.toUpperCase()} is cut off` });
  }
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => refuseDamaged(path, error));
  const { width: widthPx, height: heightPx, density } = metadata;
  refuseOversize(path, { widthPx, heightPx }, limits);
  return { widthPx, heightPx, resolutionPpi: density ?? null };
}

/**
 * Decodes to 8-bit sRGB as a viewer shows it: upright by its EXIF orientation, transparency on white, 16 bits cut to 8.
 * @throws BoothError `image.invalid`, `image.size`
 */
export async function decodeImage(
  source: ImageSource,
  intent: ColourIntent,
): Promise<RgbImage & { readonly resolutionPpi: number | null }> {
  const { resolutionPpi } = await readImageHeader(source);
  const bytes = recogniseImage(source.bytes) === "jpeg" ? dropStrayBytes(source.bytes) : source.bytes;
  const { data, info } = await sharp(bytes, {
    // The strictest level: an image cut or damaged in its coded data is a warning too, and must not pass as a half-grey one.
    failOn: "warning",
    limitInputPixels: source.limits.pixelsMax,
    ignoreIcc: intent === "measured",
    autoOrient: true,
  })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .timeout({ seconds: decodeTimeoutSeconds })
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => refuseDamaged(source.path, error));
  // What sharp gives cannot move to another thread, and its own copy of a large photo would hold this one.
  return { widthPx: info.width, heightPx: info.height, resolutionPpi, pixels: await copyInSlices(data) };
}

function refuseDamaged(path: string, cause: unknown): never {
  throw new BoothError("image.invalid", { path, problem: "it is cut off or damaged" }, { cause });
}

function refuseOversize(path: string, size: { widthPx: number; heightPx: number }, limits: ImageLimits): void {
  const { widthPx, heightPx } = size;
  if (widthPx > limits.sideMaxPx || heightPx > limits.sideMaxPx) {
    throw new BoothError("image.size", { path, ...size, problem: `at most ${limits.sideMaxPx} pixels a side` });
  }
  if (widthPx * heightPx > limits.pixelsMax) {
    throw new BoothError("image.size", { path, ...size, problem: `at most ${limits.pixelsMax / 1e6} megapixels` });
  }
}
