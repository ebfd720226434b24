import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { region } from "./eye-region.ts";
import type { IrisMask } from "./iris-mask.ts";

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
  const empty = () => new Uint32Array(256);
  const levels = { iris: empty(), irisOuter: empty(), irisInner: empty(), pupil: empty(), sclera: empty() };
  const edges = squareEdges(eye);
  for (let row = 0; row < box.height; row += 1) {
    const from = (box.y + row) * widthPx + box.x;
    const downLimbus = (box.y + row - eye.limbus.y) ** 2;
    const downPupil = (box.y + row - eye.pupil.y) ** 2;
    for (let column = 0; column < box.width; column += 1) {
      const kind = regions[row * box.width + column]!;
      if (kind === region.other || kind > region.sclera) continue;
      const level = pixels[from + column]!;
      const fromPupil = (box.x + column - eye.pupil.x) ** 2 + downPupil;
      const fromLimbus = (box.x + column - eye.limbus.x) ** 2 + downLimbus;
      if (kind === region.iris) levels.iris[level]! += 1;
      const ring = ringAt(levels, edges, kind, fromPupil, fromLimbus);
      if (ring !== null) ring[level]! += 1;
    }
  }
  return levels;
}

/** The ring of the standard that a visible pixel lies in, beside the whole iris; null between them. */
function ringAt(
  levels: RegionLevels,
  edges: SquareEdges,
  kind: number,
  fromPupil: number,
  fromLimbus: number,
): Uint32Array | null {
  if (kind === region.pupil) return fromPupil <= edges.pupilCore ? levels.pupil : null;
  if (kind === region.sclera) {
    return fromLimbus >= edges.scleraFrom && fromLimbus <= edges.scleraTo ? levels.sclera : null;
  }
  if (fromLimbus >= edges.halfWay && fromLimbus <= edges.irisTo) return levels.irisOuter;
  return fromPupil >= edges.irisFrom && fromPupil <= edges.halfWay ? levels.irisInner : null;
}

type EyeCircles = { readonly limbus: Circle; readonly pupil: Circle };

type SquareEdges = ReturnType<typeof squareEdges>;

/** The rings' edges as squared distances, from the limbus' centre or the pupil's. */
function squareEdges({ limbus, pupil }: EyeCircles) {
  return {
    pupilCore: (0.8 * pupil.radius) ** 2,
    irisFrom: (1.1 * pupil.radius) ** 2,
    halfWay: ((limbus.radius + pupil.radius) / 2) ** 2,
    irisTo: (0.9 * limbus.radius) ** 2,
    scleraFrom: (1.1 * limbus.radius) ** 2,
    scleraTo: (1.2 * limbus.radius) ** 2,
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
