import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { type IrisMask, region } from "./iris-mask.ts";

/** Gray level histograms of the rings that ISO/IEC 29794-6:2015 compares, of unobstructed pixels only. */
export type RegionLevels = {
  /** The whole visible iris. */
  readonly iris: Uint32Array;
  /** Its outer part, from half way between the circles to nine tenths of the limbus. */
  readonly irisOuter: Uint32Array;
  /** Its inner part, from a tenth outside the pupil to half way between the circles. */
  readonly irisInner: Uint32Array;
  /** Inside eight tenths of the pupil. */
  readonly pupil: Uint32Array;
  /** From 1.1 to 1.2 limbus radii. */
  readonly sclera: Uint32Array;
};

export function collectLevels(image: GrayImage, eye: EyeCircles, { box, regions }: IrisMask): RegionLevels {
  const empty = () => new Uint32Array(256);
  const levels = { iris: empty(), irisOuter: empty(), irisInner: empty(), pupil: empty(), sclera: empty() };
  for (let row = 0; row < box.height; row += 1) {
    for (let column = 0; column < box.width; column += 1) {
      const kind = regions[row * box.width + column]!;
      if (kind === region.other || kind > region.sclera) continue;
      const x = box.x + column;
      const y = box.y + row;
      const level = image.pixels[y * image.widthPx + x]!;
      if (kind === region.iris) levels.iris[level]! += 1;
      const ring = ringAt(eye, kind, x, y);
      if (ring !== null) levels[ring][level]! += 1;
    }
  }
  return levels;
}

type EyeCircles = { readonly limbus: Circle; readonly pupil: Circle };

/** The ring of the standard that a visible pixel lies in, beside the whole iris; null between them. */
function ringAt({ limbus, pupil }: EyeCircles, kind: number, x: number, y: number): keyof RegionLevels | null {
  const fromPupil = Math.hypot(x - pupil.x, y - pupil.y);
  if (kind === region.pupil) return fromPupil <= 0.8 * pupil.radius ? "pupil" : null;
  const fromLimbus = Math.hypot(x - limbus.x, y - limbus.y);
  const share = fromLimbus / limbus.radius;
  if (kind === region.sclera) return share >= 1.1 && share <= 1.2 ? "sclera" : null;
  const halfWay = (limbus.radius + pupil.radius) / 2;
  if (fromLimbus >= halfWay && share <= 0.9) return "irisOuter";
  return fromPupil >= 1.1 * pupil.radius && fromPupil <= halfWay ? "irisInner" : null;
}

/** The middle level of a histogram: the mean of the two middle ones for an even count; null when it is empty. */
export function medianLevel(histogram: Uint32Array): number | null {
  let total = 0;
  for (const count of histogram) total += count;
  if (total === 0) return null;
  return (levelAtRank(histogram, (total - 1) >> 1) + levelAtRank(histogram, total >> 1)) / 2;
}

function levelAtRank(histogram: Uint32Array, rank: number): number {
  let passed = 0;
  for (let level = 0; level < histogram.length; level += 1) {
    passed += histogram[level]!;
    if (passed > rank) return level;
  }
  return histogram.length - 1;
}
