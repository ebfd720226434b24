import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { region } from "./eye-region.ts";
import type { IrisMask } from "./iris-mask.ts";

/** Slopes over this many pixels to either side stay true for movements of that size. */
const lagPx = 4;
const halfShiftPx = 2;

/**
 * How far the odd rows of the visible eye stand off the even ones to the side, as 0 to 100: near 0 for a progressive
 * frame, 50 at two pixels. Advisory, our own definition: ISO/IEC 29794-6 gives none that can be computed.
 */
export function measureInterlace({ pixels, widthPx }: GrayImage, { box, regions }: IrisMask): number {
  let slopes = 0;
  let comb = 0;
  for (let row = 1; row < box.height - 1; row += 1) {
    const sign = (box.y + row) % 2 === 0 ? 1 : -1;
    for (let column = lagPx; column < box.width - lagPx; column += 1) {
      const at = row * box.width + column;
      if (!isEye(regions[at]!) || !isEye(regions[at - lagPx]!) || !isEye(regions[at + lagPx]!)) continue;
      const index = (box.y + row) * widthPx + box.x + column;
      const slope = (pixels[index + lagPx]! - pixels[index - lagPx]!) / (2 * lagPx);
      // What a row has beyond the mean of its neighbours, if it belongs to another moment than they.
      const beyond = pixels[index]! - (pixels[index - widthPx]! + pixels[index + widthPx]!) / 2;
      slopes += slope * slope;
      comb += sign * beyond * slope;
    }
  }
  // Least squares over every pixel: a row moved by `s` differs from its neighbours' mean by `s` times the slope.
  const shiftPx = slopes < 1e-6 ? 0 : Math.abs(comb) / slopes;
  return (100 * shiftPx) / (shiftPx + halfShiftPx);
}

function isEye(kind: number): boolean {
  return kind === region.iris || kind === region.pupil;
}
