import type { RgbImage } from "../../../runtime/kernel/image.ts";

/** Half the size, each new pixel the mean of four. An odd last row or column is left out. */
export function halveRgb(image: RgbImage): RgbImage {
  const widthPx = image.widthPx >> 1;
  const heightPx = image.heightPx >> 1;
  const pixels = new Uint8Array(widthPx * heightPx * 3);
  const old = image.pixels;
  const stride = image.widthPx * 3;
  let target = 0;
  for (let y = 0; y < heightPx; y += 1) {
    let above = 2 * y * stride;
    for (let x = 0; x < widthPx; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        const sum = old[above]! + old[above + 3]! + old[above + stride]! + old[above + stride + 3]!;
        pixels[target++] = (sum + 2) >> 2;
        above += 1;
      }
      above += 3;
    }
  }
  return { widthPx, heightPx, pixels };
}
