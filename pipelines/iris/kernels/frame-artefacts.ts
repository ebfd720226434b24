import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { type IrisMask, region } from "./iris-mask.ts";

/**
 * Advisory, our own definitions; the standard gives none that can be computed.
 * `interlace`, 0 to 100: how much more neighbouring rows differ than rows two apart; 0 for a progressive frame.
 * `motionBlur`, 0 to 100: how one-sided the slopes in the visible iris and pupil edge are, by their structure tensor.
 */
export type FrameArtefacts = { readonly interlace: number; readonly motionBlur: number };

export function measureArtefacts({ pixels, widthPx }: GrayImage, { box, regions }: IrisMask): FrameArtefacts {
  let neighbours = 0;
  let oneBetween = 0;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let row = 1; row < box.height - 2; row += 1) {
    for (let column = 1; column < box.width - 1; column += 1) {
      const kind = regions[row * box.width + column]!;
      if (kind !== region.iris && kind !== region.pupil) continue;
      const index = (box.y + row) * widthPx + box.x + column;
      const next = pixels[index + widthPx]! - pixels[index]!;
      const second = pixels[index + 2 * widthPx]! - pixels[index]!;
      neighbours += next * next;
      oneBetween += second * second;
      const slopeX = pixels[index + 1]! - pixels[index - 1]!;
      const slopeY = pixels[index + widthPx]! - pixels[index - widthPx]!;
      xx += slopeX * slopeX;
      xy += slopeX * slopeY;
      yy += slopeY * slopeY;
    }
  }
  const differences = neighbours + oneBetween;
  const trace = xx + yy;
  return {
    interlace: differences === 0 ? 0 : 100 * Math.max(0, (neighbours - oneBetween) / differences),
    motionBlur: trace === 0 ? 0 : (100 * Math.hypot(xx - yy, 2 * xy)) / trace,
  };
}
