import type { GrayImage } from "../../../runtime/kernel/image.ts";
import type { Plane } from "../plane.ts";

/**
 * Shrinks by a whole factor, each new pixel the mean of `factor × factor` old ones. Columns and rows beyond the last
 * full block are left out. An image smaller than one block gives an empty plane.
 */
export function reduceByArea(image: GrayImage, factor: number): Plane {
  const widthPx = Math.floor(image.widthPx / factor);
  const heightPx = Math.floor(image.heightPx / factor);
  const values = new Float32Array(widthPx * heightPx);
  const { pixels } = image;
  const share = 1 / (factor * factor);

  for (let y = 0; y < heightPx; y += 1) {
    for (let row = y * factor; row < (y + 1) * factor; row += 1) {
      let source = row * image.widthPx;
      for (let x = 0; x < widthPx; x += 1) {
        let sum = 0;
        for (let step = 0; step < factor; step += 1) sum += pixels[source++]!;
        values[y * widthPx + x]! += sum * share;
      }
    }
  }
  return { widthPx, heightPx, values };
}
