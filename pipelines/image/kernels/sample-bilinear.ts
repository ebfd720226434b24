import type { RgbImage } from "../../../runtime/kernel/image.ts";
import type { Region } from "../region.ts";

/** Bilinear samples at the middles of the region's pixels, as three planes of 0 to 255. */
export function sampleBilinear(image: RgbImage, { widthPx, heightPx, toImage, outside }: Region): Float32Array {
  const area = widthPx * heightPx;
  const planes = new Float32Array(area * 3);
  const { pixels } = image;
  const right = image.widthPx - 1;
  const bottom = image.heightPx - 1;
  let target = 0;

  for (let row = 0; row < heightPx; row += 1) {
    let x = toImage.xx * 0.5 + toImage.xy * (row + 0.5) + toImage.x0 - 0.5;
    let y = toImage.yx * 0.5 + toImage.yy * (row + 0.5) + toImage.y0 - 0.5;
    for (let column = 0; column < widthPx; column += 1, target += 1, x += toImage.xx, y += toImage.yx) {
      if (outside === "black" && isBeyond(x, right, y, bottom)) continue;
      const left = Math.min(right, Math.max(0, x));
      const top = Math.min(bottom, Math.max(0, y));
      const x1 = Math.floor(left);
      const y1 = Math.floor(top);
      const xShare = left - x1;
      const yShare = top - y1;
      const a = (y1 * image.widthPx + x1) * 3;
      const b = a + (Math.min(x1 + 1, right) - x1) * 3;
      const down = (Math.min(y1 + 1, bottom) - y1) * image.widthPx * 3;
      const topLeft = (1 - xShare) * (1 - yShare);
      const topRight = xShare * (1 - yShare);
      const bottomLeft = (1 - xShare) * yShare;
      const bottomRight = xShare * yShare;
      for (let channel = 0; channel < 3; channel += 1) {
        planes[target + channel * area] =
          pixels[a + channel]! * topLeft +
          pixels[b + channel]! * topRight +
          pixels[a + down + channel]! * bottomLeft +
          pixels[b + down + channel]! * bottomRight;
      }
    }
  }
  return planes;
}

/** More than half a pixel past the middle of the outermost pixels. */
function isBeyond(x: number, right: number, y: number, bottom: number): boolean {
  return x < -0.5 || y < -0.5 || x > right + 0.5 || y > bottom + 0.5;
}
