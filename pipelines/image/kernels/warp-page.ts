import type { Homography } from "../homography.ts";

export type WarpPlan = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** From the new picture's points to the old one's. */
  readonly toImage: Homography;
  /** What every channel has where the old picture ends. */
  readonly beyond: number;
};

/** 8-bit, row-major, channels interleaved. */
export type Raster = { readonly widthPx: number; readonly heightPx: number; readonly pixels: Uint8Array };

/** Draws the picture anew through a projective map; bilinear, so that it is meant for maps that do not shrink by half. */
export function warpPage(image: Raster, channels: 1 | 3, plan: WarpPlan): Uint8Array {
  const { widthPx, heightPx, toImage, beyond } = plan;
  const target = new Uint8Array(widthPx * heightPx * channels).fill(beyond);
  const [right, bottom] = [image.widthPx - 0.5, image.heightPx - 0.5];
  let to = 0;
  for (let row = 0; row < heightPx; row += 1) {
    let u = 0.5 * toImage[0] + (row + 0.5) * toImage[1] + toImage[2];
    let v = 0.5 * toImage[3] + (row + 0.5) * toImage[4] + toImage[5];
    let w = 0.5 * toImage[6] + (row + 0.5) * toImage[7] + toImage[8];
    for (let column = 0; column < widthPx; column += 1) {
      const x = u / w - 0.5;
      const y = v / w - 0.5;
      if (x >= -0.5 && y >= -0.5 && x <= right && y <= bottom) drawPixel(image, channels, x, y, target, to);
      u += toImage[0];
      v += toImage[3];
      w += toImage[6];
      to += channels;
    }
  }
  return target;
}

/** Mixes four neighbours; what lies beyond the frame's last pixels is those. */
function drawPixel(
  { widthPx, heightPx, pixels }: Raster,
  channels: 1 | 3,
  x: number,
  y: number,
  target: Uint8Array,
  to: number,
): void {
  const left = Math.min(widthPx - 1, Math.max(0, x));
  const top = Math.min(heightPx - 1, Math.max(0, y));
  const [x0, y0] = [left | 0, top | 0];
  // In 1/256 of a pixel: whole numbers all through.
  const fx = ((left - x0) * 256) | 0;
  const fy = ((top - y0) * 256) | 0;
  const at = (y0 * widthPx + x0) * channels;
  const across = x0 < widthPx - 1 ? channels : 0;
  const down = y0 < heightPx - 1 ? widthPx * channels : 0;
  for (let channel = 0; channel < channels; channel += 1) {
    const from = at + channel;
    const above = pixels[from]! * (256 - fx) + pixels[from + across]! * fx;
    const below = pixels[from + down]! * (256 - fx) + pixels[from + down + across]! * fx;
    target[to + channel] = (above * (256 - fy) + below * fy + 32_768) >>> 16;
  }
}
