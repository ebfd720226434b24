import { createFixedPointGaussian, type FixedPointGaussian, mirrorIndex } from "./fixed-point-gaussian.ts";
import { createScratch } from "./scratch.ts";
import { planSlide, slideSums } from "./slide-sums.ts";

/** Counts of white pass no further than 256·256, so three of them ride in one double. */
const lane = 2 ** 17;
const twoLanes = lane * lane;
const acrossRoom = createScratch();

/**
 * `blurFixedPoint` of an image that is white (255) where a pixel is above `limit` and black (0) elsewhere, to the very
 * same levels. Such an image has few steps along a row: rows cost their steps, not their pixels.
 */
export function blurTwoLevels(
  pixels: Uint8Array,
  { widthPx, heightPx, limit }: { readonly widthPx: number; readonly heightPx: number; readonly limit: number },
  taps: number,
): Uint8Array {
  const kernel = createFixedPointGaussian(taps);
  const plan = planSlide(kernel);
  const thirds = Math.ceil(widthPx / 3);
  const across = countRows(pixels, { widthPx, heightPx, limit }, kernel);
  const result = new Uint8Array(widthPx * heightPx);
  const sums = new Float64Array(thirds);
  for (let tap = 0; tap < taps; tap += 1) {
    const row = mirrorIndex(tap - kernel.radius, heightPx) * thirds;
    for (let x = 0; x < thirds; x += 1) sums[x] = sums[x]! + across[row + x]! * kernel.taps[tap]!;
  }
  for (let y = 0; y < heightPx; y += 1) {
    unpackRow(sums, result, y * widthPx, widthPx);
    if (y + 1 < heightPx) slideSums(sums, across, plan, (offset) => mirrorIndex(y + offset, heightPx) * thirds);
  }
  return result;
}

/** Columns `x`, `x + thirds` and `x + 2·thirds` of a row share one double. */
function unpackRow(sums: Float64Array, result: Uint8Array, row: number, widthPx: number): void {
  const thirds = sums.length;
  const share = 1 / lane;
  for (let x = 0; x < thirds; x += 1) {
    const upper = Math.floor(sums[x]! * share * share);
    const rest = sums[x]! - upper * twoLanes;
    const middle = Math.floor(rest * share);
    result[row + x] = toLevel(rest - middle * lane);
    if (x + thirds < widthPx) result[row + x + thirds] = toLevel(middle);
    if (x + 2 * thirds < widthPx) result[row + x + 2 * thirds] = toLevel(upper);
  }
}

function toLevel(white: number): number {
  return (255 * white + 32_768) >> 16;
}

type TwoLevelImage = { readonly widthPx: number; readonly heightPx: number; readonly limit: number };

/**
 * White under the kernel along each row. A step from black to white adds the kernel itself to the change from sum to
 * sum, so it adds the kernel's own few steps to the change of that change; two running sums make it whole again.
 */
function countRows(
  pixels: Uint8Array,
  { widthPx, heightPx, limit }: TwoLevelImage,
  { radius, steps }: FixedPointGaussian,
): Float64Array {
  const thirds = Math.ceil(widthPx / 3);
  const outermost = mirrorIndex(-radius, widthPx);
  // Place `at` of the bends belongs to column `at − 2·radius`: all that an outermost step reaches is kept.
  const line = { bends: new Int32Array(widthPx + 4 * radius + 2), widthPx, radius };
  const counts = new Int32Array(3 * thirds);
  const distances = Int32Array.from(steps, ({ distance }) => distance);
  const weights = Int32Array.from(steps, ({ weight }) => weight);
  const result = acrossRoom(thirds * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const row = y * widthPx;
    line.bends.fill(0);
    let before = pixels[row]! > limit;
    for (let x = 1; x < widthPx; x += 1) {
      const here = pixels[row + x]! > limit;
      if (here === before) continue;
      addMirrored(line, x, here ? 1 : -1, distances, weights);
      before = here;
    }
    integrate(line.bends, counts, pixels[row + outermost]! > limit ? 256 : 0, 2 * radius, widthPx);
    for (let x = 0; x < thirds; x += 1) {
      result[y * thirds + x] = counts[x]! + counts[x + thirds]! * lane + counts[x + 2 * thirds]! * twoLanes;
    }
  }
  return result;
}

type BendLine = { readonly bends: Int32Array; readonly widthPx: number; readonly radius: number };

/** The step at column `x` and its images: mirrored at both ends, a row repeats itself, and backwards between. */
function addMirrored(line: BendLine, x: number, change: number, distances: Int32Array, weights: Int32Array): void {
  const { bends, widthPx, radius } = line;
  const period = 2 * (widthPx - 1);
  const last = widthPx + radius - 1;
  const periodsBefore = Math.ceil((x + radius) / period);
  for (let at = x - periodsBefore * period; at <= last; at += period) {
    if (at > -radius) addStep(bends, at + 2 * radius, distances, weights, change);
    const image = at + period + 1 - 2 * x;
    if (image > -radius && image <= last) addStep(bends, image + 2 * radius, distances, weights, -change);
  }
}

function addStep(bends: Int32Array, place: number, distances: Int32Array, weights: Int32Array, change: number): void {
  for (let step = 0; step < distances.length; step += 1) {
    const ahead = place - distances[step]! + 1;
    const behind = place + distances[step]!;
    bends[ahead] = bends[ahead]! + change * weights[step]!;
    bends[behind] = bends[behind]! - change * weights[step]!;
  }
}

function integrate(bends: Int32Array, counts: Int32Array, start: number, skipped: number, widthPx: number): void {
  let slope = 0;
  let sum = start;
  for (let at = 0; at < skipped; at += 1) {
    slope += bends[at]!;
    sum += slope;
  }
  for (let x = 0; x < widthPx; x += 1) {
    slope += bends[x + skipped]!;
    sum += slope;
    counts[x] = sum;
  }
}
