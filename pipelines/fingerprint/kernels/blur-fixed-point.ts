import { createFixedPointGaussian, type FixedPointGaussian, mirrorIndex } from "./fixed-point-gaussian.ts";
import { createScratch } from "./scratch.ts";
import { planSlide, type SlidePlan, slideSums } from "./slide-sums.ts";

/** Two 24-bit sums ride in one double: exact, and half the work. Differences may borrow; the sums themselves never do. */
const upperLane = 2 ** 24;
const acrossRoom = createScratch();

/**
 * Gaussian blur in OpenCV's fixed point for 8-bit images: whole-number sums in both passes, one rounding at the end, and
 * the border mirrored without repeating the edge pixel. `taps` is odd.
 */
export function blurFixedPoint(pixels: Uint8Array, widthPx: number, heightPx: number, taps: number): Uint8Array {
  const kernel = createFixedPointGaussian(taps);
  const plan = planSlide(kernel);
  const pairs = (widthPx + 1) >> 1;
  const across = blurRows(pixels, { widthPx, heightPx, pairs }, kernel, plan);
  const result = new Uint8Array(widthPx * heightPx);
  const sums = new Float64Array(pairs);
  for (let tap = 0; tap < taps; tap += 1) {
    const row = mirrorIndex(tap - kernel.radius, heightPx) * pairs;
    for (let x = 0; x < pairs; x += 1) sums[x] = sums[x]! + across[row + x]! * kernel.taps[tap]!;
  }
  for (let y = 0; y < heightPx; y += 1) {
    unpackRow(sums, result, y * widthPx, widthPx);
    if (y + 1 < heightPx) slideSums(sums, across, plan, (offset) => mirrorIndex(y + offset, heightPx) * pairs);
  }
  return result;
}

/** Column `x` and column `x + pairs` of a row share one double. */
function unpackRow(sums: Float64Array, result: Uint8Array, row: number, widthPx: number): void {
  const pairs = sums.length;
  const share = 1 / upperLane;
  for (let x = 0; x < pairs; x += 1) {
    const upper = Math.floor(sums[x]! * share);
    const lower = sums[x]! - upper * upperLane;
    result[row + x] = (lower + 32_768) >> 16;
    if (x + pairs < widthPx) result[row + x + pairs] = (upper + 32_768) >> 16;
  }
}

type Size = { readonly widthPx: number; readonly heightPx: number; readonly pairs: number };

function blurRows(
  pixels: Uint8Array,
  { widthPx, heightPx, pairs }: Size,
  kernel: FixedPointGaussian,
  plan: SlidePlan,
): Float64Array {
  const { radius, taps } = kernel;
  // One place more on the right: the last change reaches one past the last sum.
  const padded = new Float64Array(pairs + 2 * radius + 1);
  const lower = Int32Array.from(padded, (_, at) => mirrorIndex(at - radius, widthPx));
  const upper = Int32Array.from(padded, (_, at) => mirrorIndex(at - radius + pairs, widthPx));
  const result = acrossRoom(pairs * heightPx);
  const changes = new Float64Array(pairs);
  const placeOf = (offset: number) => radius + offset;
  for (let y = 0; y < heightPx; y += 1) {
    const row = y * widthPx;
    // Only the margins, and the last pair of an odd width, need the mirror.
    for (let at = 0; at < radius; at += 1) {
      padded[at] = pixels[row + lower[at]!]! + pixels[row + upper[at]!]! * upperLane;
    }
    for (let x = 0; x < widthPx - pairs; x += 1) {
      padded[radius + x] = pixels[row + x]! + pixels[row + x + pairs]! * upperLane;
    }
    for (let at = radius + widthPx - pairs; at < padded.length; at += 1) {
      padded[at] = pixels[row + lower[at]!]! + pixels[row + upper[at]!]! * upperLane;
    }
    let sum = 0;
    for (let tap = 0; tap < taps.length; tap += 1) sum += padded[tap]! * taps[tap]!;
    changes.fill(0);
    slideSums(changes, padded, plan, placeOf);
    for (let x = 0; x < pairs; x += 1) {
      result[y * pairs + x] = sum;
      sum += changes[x]!;
    }
  }
  return result;
}
