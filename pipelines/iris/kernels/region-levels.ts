import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { region } from "./eye-region.ts";
import type { IrisMask } from "./iris-mask.ts";

const { other, pupil, sclera } = region;

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

export function collectLevels({ pixels, widthPx }: GrayImage, eye: EyeCircles, mask: IrisMask): RegionLevels {
  const { box, regions } = mask;
  const counts = new Uint32Array(zones * levels);
  const rings = layRings(eye);
  for (let row = 0; row < box.height; row += 1) {
    const y = box.y + row;
    const from = y * widthPx + box.x;
    for (let column = 0; column < box.width; column += 1) {
      const kind = regions[row * box.width + column]!;
      if (kind === other || kind > sclera) continue;
      counts[zoneAt(rings, kind, box.x + column, y) * levels + pixels[from + column]!]! += 1;
    }
  }
  const levelsIn = (place: number) => counts.subarray(place * levels, (place + 1) * levels);
  const irisOuter = levelsIn(zone.irisOuter);
  const irisInner = levelsIn(zone.irisInner);
  const wholeIris = levelsIn(zone.irisElse).map((count, level) => count + irisOuter[level]! + irisInner[level]!);
  return { iris: wholeIris, irisOuter, irisInner, pupil: levelsIn(zone.pupil), sclera: levelsIn(zone.sclera) };
}

const levels = 256;
/** What a visible pixel counts for. */
const zone = { nothing: 0, irisElse: 1, irisOuter: 2, irisInner: 3, pupil: 4, sclera: 5 } as const;
const zones = 6;

function zoneAt(rings: Rings, kind: number, x: number, y: number): number {
  if (kind === pupil) return isIn(rings.pupilCore, x, y) ? zone.pupil : zone.nothing;
  if (kind === sclera) return isIn(rings.sclera, x, y) ? zone.sclera : zone.nothing;
  if (isIn(rings.irisOuter, x, y)) return zone.irisOuter;
  return isIn(rings.irisInner, x, y) ? zone.irisInner : zone.irisElse;
}

/** Between two squared distances from a centre. */
type Ring = { readonly x: number; readonly y: number; readonly fromSquare: number; readonly toSquare: number };

function ringAround({ x, y }: Circle, fromPx: number, toPx: number): Ring {
  return { x, y, fromSquare: fromPx ** 2, toSquare: toPx ** 2 };
}

function isIn(ring: Ring, x: number, y: number): boolean {
  const square = (x - ring.x) ** 2 + (y - ring.y) ** 2;
  return square >= ring.fromSquare && square <= ring.toSquare;
}

type EyeCircles = { readonly limbus: Circle; readonly pupil: Circle };

type Rings = ReturnType<typeof layRings>;

/** The rings of the standard, beside the whole iris. */
function layRings({ limbus, pupil }: EyeCircles) {
  const halfWayPx = (limbus.radius + pupil.radius) / 2;
  return {
    pupilCore: ringAround(pupil, 0, 0.8 * pupil.radius),
    irisInner: ringAround(pupil, 1.1 * pupil.radius, halfWayPx),
    irisOuter: ringAround(limbus, halfWayPx, 0.9 * limbus.radius),
    sclera: ringAround(limbus, 1.1 * limbus.radius, 1.2 * limbus.radius),
  };
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
