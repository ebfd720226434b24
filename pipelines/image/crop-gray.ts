import type { Box } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";

/** The pixels within a box of whole numbers that lies inside the image, as they are. */
export function cropGray(image: GrayImage, { x, y, width, height }: Box): GrayImage {
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const start = (y + row) * image.widthPx + x;
    pixels.set(image.pixels.subarray(start, start + width), row * width);
  }
  return { widthPx: width, heightPx: height, resolutionPpi: image.resolutionPpi, pixels };
}
