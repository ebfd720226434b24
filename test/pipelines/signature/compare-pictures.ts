import sharp from "sharp";
import type { GrayImage } from "../../../runtime/kernel/image.ts";

/** An outline drawn by another hand than ours, in grey, on as many pixels. */
export async function rasterise(
  svg: string | Uint8Array,
  { widthPx, heightPx }: Pick<GrayImage, "widthPx" | "heightPx">,
): Promise<Uint8Array> {
  const { data } = await sharp(Buffer.from(svg as string), { density: 300 })
    .resize(widthPx, heightPx, { fit: "fill" })
    .flatten({ background: "#fff" })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data;
}

/** How much of the ink of either is ink of both, and how many levels a pixel differs by. */
export function comparePictures({ pixels }: Pick<GrayImage, "pixels">, other: Uint8Array) {
  let shared = 0;
  let either = 0;
  let difference = 0;
  pixels.forEach((level, index) => {
    const rival = other[index] ?? 255;
    if (level < 128 && rival < 128) shared += 1;
    if (level < 128 || rival < 128) either += 1;
    difference += Math.abs(level - rival);
  });
  return { iou: shared / either, meanDifference: difference / pixels.length };
}
