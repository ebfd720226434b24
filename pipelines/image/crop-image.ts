import type { Box } from "../../runtime/kernel/geometry.ts";
import type { RgbImage } from "../../runtime/kernel/image.ts";

/** The pixels within a box of whole numbers that lies inside the image, as they are. */
export function cropImage(image: RgbImage, { x, y, width, height }: Box): RgbImage {
  const pixels = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    const start = ((y + row) * image.widthPx + x) * 3;
    pixels.set(image.pixels.subarray(start, start + width * 3), row * width * 3);
  }
  return { widthPx: width, heightPx: height, pixels };
}
