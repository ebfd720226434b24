import sharp from "sharp";
import type { GrayImage, RgbImage } from "../../kernel/image.ts";

/** Longest side of a preview, pixels: enough to see oneself by, and no photo. */
const sideMaxPx = 640;
const stillSideMaxPx = 1_080;
const previewQuality = 65;
const stillQuality = 85;

/** A picture as JPEG, and its size. */
export type EncodedPicture = { readonly jpeg: Uint8Array; readonly widthPx: number; readonly heightPx: number };

/** A small JPEG of a live frame. Metadata of no kind. */
export function encodePreview(image: GrayImage | RgbImage): Promise<EncodedPicture> {
  return encode(image, sideMaxPx, previewQuality);
}

/** A JPEG to look at before one approves it. */
export async function encodeStill(image: GrayImage | RgbImage): Promise<Uint8Array> {
  return (await encode(image, stillSideMaxPx, stillQuality)).jpeg;
}

async function encode(
  { widthPx, heightPx, pixels }: GrayImage | RgbImage,
  sideMax: number,
  quality: number,
): Promise<EncodedPicture> {
  const channels = pixels.length === widthPx * heightPx ? 1 : 3;
  const { data: jpeg, info } = await sharp(pixels, { raw: { width: widthPx, height: heightPx, channels } })
    .resize({ width: sideMax, height: sideMax, fit: "inside", withoutEnlargement: true, kernel: "linear" })
    .jpeg({ quality })
    .toBuffer({ resolveWithObject: true });
  return { jpeg, widthPx: info.width, heightPx: info.height };
}
