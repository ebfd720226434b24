import type { Circle } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { marginRatio } from "./measure-framing.ts";

/**
 * Cuts the picture down to the iris with the margins of the cropped image kind of ISO/IEC 19794-6, 0.6 radii at the sides
 * and 0.2 above and below. Nothing is resampled. Where the frame ends earlier, so does the crop.
 */
export function cropIris(image: GrayImage, limbus: Circle): GrayImage {
  const reachX = limbus.radius * (1 + marginRatio.side);
  const reachY = limbus.radius * (1 + marginRatio.end);
  const left = clamp(Math.floor(limbus.x - reachX), 0, image.widthPx - 1);
  const right = clamp(Math.ceil(limbus.x + reachX), left, image.widthPx - 1);
  const top = clamp(Math.floor(limbus.y - reachY), 0, image.heightPx - 1);
  const bottom = clamp(Math.ceil(limbus.y + reachY), top, image.heightPx - 1);
  const widthPx = right - left + 1;
  const heightPx = bottom - top + 1;
  const pixels = new Uint8Array(widthPx * heightPx);
  for (let row = 0; row < heightPx; row += 1) {
    const start = (top + row) * image.widthPx + left;
    pixels.set(image.pixels.subarray(start, start + widthPx), row * widthPx);
  }
  return { widthPx, heightPx, resolutionPpi: image.resolutionPpi, pixels };
}

function clamp(value: number, minimum: number, maximum: number): number {
  return Math.max(minimum, Math.min(maximum, value));
}
