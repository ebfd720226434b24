import { closeLevels, logLevels, subtractLogs } from "./kernels/close-levels.ts";
import { reducePlanes } from "./kernels/reduce-planes.ts";
import type { Sheet } from "./open-scan.ts";

/** Steps of a depth of 1, that is of light falling to a 1/e. */
export const depthUnit = 64;

/**
 * How much of the light ink takes at each pixel of a sheet: 64 times the logarithm of paper over level. Where inks lie over
 * each other their depths add up.
 */
export type Depth = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
  /** One plane of gray, or red, green and blue. */
  readonly planes: readonly Uint8Array[];
  /** Of all channels. */
  readonly mean: Uint8Array;
  /** From this mean on, a pixel is not paper. */
  readonly inkFrom: number;
};

/** The paper's own level is looked for at about this resolution. */
const paperPxPerMm = 3.5;
/** Ink is thinner than this; what is broader is paper in another light. */
const inkMaxMm = 2.6;
/** A tenth of the light taken; a grainy sheet asks for more. */
const inkFromMin = 0.12 * depthUnit;
const inkFromMax = 0.4 * depthUnit;
const grains = 6;

/** The paper's level is that of a closing, so that neither shade nor a shadow's edge is ink. */
export function measureDepth(sheet: Sheet): Depth {
  const { widthPx, heightPx, planes, pxPerMm } = sheet;
  const factor = Math.max(1, Math.round(pxPerMm / paperPxPerMm));
  const reach = Math.max(1, Math.round(((inkMaxMm / 2) * pxPerMm) / factor));
  const depths = planes.map((plane) => {
    const small = reducePlanes({ widthPx, heightPx, pixels: plane }, 1, factor);
    const [levels] = small.planes;
    if (levels === undefined || levels.length === 0) return new Uint8Array(plane.length);
    const paper = closeLevels({ ...small, levels }, reach);
    return subtractLogs({ widthPx, heightPx, plane }, { ...small, factor, logs: logLevels(paper) }, depthUnit);
  });
  return withMean({ widthPx, heightPx, pxPerMm, planes: depths });
}

/** Planes that were changed, with what follows from them. */
export function withMean(depth: Omit<Depth, "mean" | "inkFrom">): Depth {
  const mean = meanOf(depth.planes);
  return { ...depth, mean, inkFrom: Math.max(inkFromMin, Math.min(inkFromMax, grains * grainOf(mean))) };
}

function meanOf(planes: readonly Uint8Array[]): Uint8Array {
  const [first, second, third] = planes;
  if (first === undefined || second === undefined || third === undefined) return first ?? new Uint8Array(0);
  const mean = new Uint8Array(first.length);
  for (let index = 0; index < mean.length; index += 1) {
    mean[index] = ((first[index] ?? 0) + (second[index] ?? 0) + (third[index] ?? 0)) / 3 + 0.5;
  }
  return mean;
}

/** What most of a sheet, being paper, strays by. */
function grainOf(mean: Uint8Array): number {
  const counts = countLevels(mean, 0);
  return levelAt(counts, 0.5 * mean.length);
}

/** The level below which this share of the ink's pixels lie. */
export function levelOf({ mean, inkFrom }: Pick<Depth, "mean" | "inkFrom">, ratio: number): number {
  const counts = countLevels(mean, Math.ceil(inkFrom));
  return levelAt(counts, ratio * counts.reduce((sum, count) => sum + count, 0));
}

function countLevels(levels: Uint8Array, from: number): Uint32Array {
  const counts = new Uint32Array(256);
  for (let index = 0; index < levels.length; index += 1) {
    const level = levels[index] ?? 0;
    if (level >= from) counts[level] = (counts[level] ?? 0) + 1;
  }
  return counts;
}

function levelAt(counts: Uint32Array, place: number): number {
  let passed = 0;
  return Math.max(
    0,
    counts.findIndex((count) => {
      passed += count;
      return passed >= place;
    }),
  );
}
