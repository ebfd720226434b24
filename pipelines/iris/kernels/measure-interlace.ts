import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { openSimd, putData } from "../../simd/open-simd.ts";
import type { IrisMask } from "./iris-mask.ts";

/** Slopes over this many pixels to either side stay true for movements of that size. */
const lagPx = 4;
const halfShiftPx = 2;

/**
 * How far the odd rows of the visible eye stand off the even ones to the side, as 0 to 100: near 0 for a progressive
 * frame, 50 at two pixels. Advisory, our own definition: ISO/IEC 29794-6 gives none that can be computed.
 */
export function measureInterlace({ pixels, widthPx }: GrayImage, { box, regions }: IrisMask): number {
  const simd = openSimd();
  const first = putData(simd, pixels) + box.y * widthPx + box.x;
  const sums = simd.reserve(16);
  simd.sumInterlace(first, widthPx, putData(simd, regions), box.width, box.height, box.y % 2 === 0 ? 1 : 0, sums);
  const [squares = 0, products = 0] = new Float64Array(simd.memory.buffer, sums, 2);
  // A slope is the difference over twice the lag; what a row has beyond the mean of its neighbours, half of what is summed.
  const slopes = squares / (2 * lagPx) ** 2;
  const comb = products / (4 * lagPx);
  // Least squares over every pixel: a row moved by `s` differs from its neighbours' mean by `s` times the slope.
  const shiftPx = slopes < 1e-6 ? 0 : Math.abs(comb) / slopes;
  return (100 * shiftPx) / (shiftPx + halfShiftPx);
}
