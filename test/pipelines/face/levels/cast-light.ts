import { findCheeks } from "../../../../pipelines/face/find-cheeks.ts";
import { toLab } from "../../../../pipelines/image/cielab.ts";
import type { RgbImage } from "../../../../runtime/kernel/image.ts";
import { cast, toCoded, toLight } from "./change-image.ts";
import type { LevelFace } from "./level-faces.ts";

const channels = { red: 0, green: 1, blue: 2 } as const;
/** So much more of one light is looked at, at most. */
const factorMax = 8;
const halvings = 30;
/** As far beyond the range of skin as a red light is followed; green and blue lose a* or b* sooner. */
const distanceMax = 20;

/**
 * More of one light, between what brings the cheeks to the edge of the range that ISO/IEC 29794-5 takes for skin (a* and b*
 * of 5 or more, 25 and 35 at most) and what takes a* or b* away altogether. How much that is differs from skin to skin: 1.1
 * to 5 times.
 */
export function castLight(face: LevelFace, colour: keyof typeof channels, level: number): Promise<RgbImage> {
  const channel = channels[colour];
  const mean = meanOfCheeks(face);
  const from = bisect((factor) => distanceAt(mean, channel, factor) > 0);
  const to = bisect((factor) => distanceAt(mean, channel, factor) >= distanceMax);
  return cast(face.image, channel, from + level * (to - from));
}

/** The least factor of which the claim holds, and of all that are greater. */
function bisect(holds: (factor: number) => boolean): number {
  let [low, high] = [1, factorMax];
  for (let step = 0; step < halvings; step += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

type Colour = readonly [number, number, number];

function distanceAt(mean: Colour, channel: number, factor: number): number {
  const [red, green, blue] = mean.map((level, index) => (index === channel ? level : toCoded(toLight(level) / factor)));
  const { a, b } = toLab(red ?? 0, green ?? 0, blue ?? 0);
  if (a < 0 || b < 0) return Number.POSITIVE_INFINITY;
  return Math.hypot(Math.max(5 - a, 0, a - 25), Math.max(5 - b, 0, b - 35));
}

function meanOfCheeks({ image: { pixels, widthPx }, geometry }: LevelFace): Colour {
  const sums = [0, 0, 0];
  let count = 0;
  for (const { x, y, width, height } of findCheeks(geometry)) {
    for (let index = 0; index < width * height; index += 1) {
      const at = ((y + Math.floor(index / width)) * widthPx + x + (index % width)) * 3;
      for (const channel of [0, 1, 2]) sums[channel] = (sums[channel] ?? 0) + (pixels[at + channel] ?? 0);
      count += 1;
    }
  }
  const [red = 0, green = 0, blue = 0] = sums.map((sum) => sum / Math.max(1, count));
  return [red, green, blue];
}
