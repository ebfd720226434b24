import { voteLines } from "./kernels/vote-lines.ts";
import { type Depth, levelOf } from "./measure-depth.ts";

/**
 * A printed line: near to level when `isLevel`, else near to upright. `along` runs right or down, `across` the other way;
 * `across = offset + slope · along`, in continuous pixels of the sheet, from one end of the line to the other.
 */
export type RuledLine = {
  readonly isLevel: boolean;
  readonly slope: number;
  readonly offset: number;
  readonly from: number;
  readonly to: number;
  /** Its usual depth in its middle. */
  readonly level: number;
};

type Found = RuledLine & { readonly thicknessMm: number; readonly strayMm: number };

/** Lines are voted for at about this resolution. */
const votePxPerMm = 3;
const lengthMinMm = 18;
/** A printed line is interrupted by no more than this. */
const gapMaxMm = 1.2;
const linesMax = 90;
/** A line that ends this near to the sheet's edge, or to another line, ends there. */
const meetMm = 1;
/** A line with less than this share of the pen's depth is not the pen's. */
const faintRatio = 0.62;
const alikeRatio = 0.7;
/** No hand draws this straight and this thin. */
const ruled = { lengthMm: 30, strayMm: 0.03, thicknessMm: 0.34 } as const;
/** Nothing printed strays farther from straight, or is thicker. */
const printed = { strayMaxMm: 0.08, thicknessMaxMm: 0.55 } as const;

/**
 * The long straight lines on a sheet that were there before anybody signed: fainter than the pen, or from edge to edge, or
 * joined to a box, or straighter and thinner than a hand draws. A straight flourish of the pen is none of these.
 */
export function findRuling(depth: Depth): readonly RuledLine[] {
  const found = [...trace(depth, true), ...trace(depth, false)];
  const penLevel = levelOf(depth, 0.97);
  return found.filter((line) => isPrinted(line, found, depth, penLevel));
}

function isPrinted(line: Found, all: readonly Found[], depth: Depth, penLevel: number): boolean {
  if (line.strayMm > printed.strayMaxMm || line.thicknessMm > printed.thicknessMaxMm) return false;
  const lengthMm = (line.to - line.from) / depth.pxPerMm;
  const isThin = line.thicknessMm <= ruled.thicknessMm;
  if (isThin && line.level < faintRatio * penLevel) return true;
  if (isThin && lengthMm >= ruled.lengthMm && line.strayMm <= ruled.strayMm) return true;
  const meetPx = meetMm * depth.pxPerMm;
  const reachPx = line.isLevel ? depth.widthPx : depth.heightPx;
  const isMet = (along: number, isEdge: boolean) => {
    if (isEdge) return true;
    const across = line.offset + line.slope * along;
    return all.some(
      (other) =>
        other.isLevel !== line.isLevel &&
        isAlike(line, other) &&
        across >= other.from - meetPx &&
        across <= other.to + meetPx &&
        Math.abs(other.offset + other.slope * across - along) <= meetPx,
    );
  };
  return isMet(line.from, line.from <= meetPx) && isMet(line.to, line.to >= reachPx - meetPx);
}

/** The sides of one box, or of a grid, are printed alike. */
function isAlike(one: Found, other: Found): boolean {
  const ratioOf = (a: number, b: number) => Math.min(a, b) / Math.max(a, b);
  return ratioOf(one.level, other.level) >= alikeRatio && ratioOf(one.thicknessMm, other.thicknessMm) >= alikeRatio;
}

function trace(depth: Depth, isLevel: boolean): Found[] {
  const factor = Math.max(1, Math.round(depth.pxPerMm / votePxPerMm));
  const alongPx = Math.floor((isLevel ? depth.widthPx : depth.heightPx) / factor);
  const acrossPx = Math.floor((isLevel ? depth.heightPx : depth.widthPx) / factor);
  if (alongPx < 8 || acrossPx < 8) return [];
  const ink = new Uint8Array(alongPx * acrossPx);
  const { widthPx, mean, inkFrom } = depth;
  for (let index = 0; index < mean.length; index += 1) {
    if ((mean[index] ?? 0) < inkFrom) continue;
    const x = Math.floor((index % widthPx) / factor);
    const y = Math.floor(index / widthPx / factor);
    const [along, across] = isLevel ? [x, y] : [y, x];
    if (along < alongPx && across < acrossPx) ink[across * alongPx + along] = 1;
  }
  const votesMin = (lengthMinMm * depth.pxPerMm) / factor;
  return voteLines({ alongPx, acrossPx, ink }, votesMin, linesMax)
    .map(({ slope, offset }) => ({ slope, offset: (offset + 0.5) * factor - slope * 0.5 * factor }))
    .map((line) => follow(depth, { ...line, isLevel }))
    .filter((line) => line !== null);
}

type Sight = { readonly isLevel: boolean; readonly slope: number; readonly offset: number };
type Middle = { readonly along: number; readonly across: number; readonly thickness: number; readonly level: number };

/** Follows a line pixel by pixel, and draws it anew through the middles of what it is made of. */
function follow(depth: Depth, sight: Sight): Found | null {
  const reach = 0.5 * depth.pxPerMm;
  const rough = longestRun(seeMiddles(depth, sight, reach), gapMaxMm * depth.pxPerMm);
  const drawn = fitLine(rough);
  if (drawn === null) return null;
  const run = longestRun(seeMiddles(depth, { ...sight, ...drawn }, reach / 2), gapMaxMm * depth.pxPerMm);
  const [first, last] = [run[0], run.at(-1)];
  const fitted = fitLine(run);
  if (first === undefined || last === undefined || fitted === null) return null;
  if (last.along - first.along < lengthMinMm * depth.pxPerMm) return null;
  const strays = run.map(({ along, across }) => Math.abs(across - fitted.offset - fitted.slope * along));
  return {
    isLevel: sight.isLevel,
    ...fitted,
    from: first.along - 0.5,
    to: last.along + 0.5,
    thicknessMm: middle(run.map(({ thickness }) => thickness)) / depth.pxPerMm,
    strayMm: middle(strays) / depth.pxPerMm,
    level: middle(run.map(({ level }) => level)),
  };
}

/** Where each column (or row) has ink near the line: the ink's middle, weighted by its depth. */
function seeMiddles(
  { widthPx, heightPx, mean, inkFrom }: Depth,
  { isLevel, slope, offset }: Sight,
  reach: number,
): Middle[] {
  const [alongPx, acrossPx] = isLevel ? [widthPx, heightPx] : [heightPx, widthPx];
  const middles: Middle[] = [];
  for (let along = 0; along < alongPx; along += 1) {
    const centre = offset + slope * (along + 0.5);
    let sum = 0;
    let moment = 0;
    let most = 0;
    const start = Math.max(0, Math.floor(centre - reach));
    for (let across = start; across <= Math.min(acrossPx - 1, Math.floor(centre + reach)); across += 1) {
      const level = mean[isLevel ? across * widthPx + along : along * widthPx + across] ?? 0;
      if (level < inkFrom / 2) continue;
      sum += level;
      moment += level * (across + 0.5);
      most = Math.max(most, level);
    }
    if (most >= inkFrom) middles.push({ along: along + 0.5, across: moment / sum, thickness: sum / most, level: most });
  }
  return middles;
}

function longestRun(middles: readonly Middle[], gapMaxPx: number): readonly Middle[] {
  let best: readonly Middle[] = [];
  let start = 0;
  for (let index = 1; index <= middles.length; index += 1) {
    const gap = (middles[index]?.along ?? Number.POSITIVE_INFINITY) - (middles[index - 1]?.along ?? 0);
    if (gap <= gapMaxPx) continue;
    if (index - start > best.length) best = middles.slice(start, index);
    start = index;
  }
  return best;
}

/** Least squares, twice: the second time without what the pen pulls aside where it crosses. */
function fitLine(middles: readonly Middle[]): { readonly slope: number; readonly offset: number } | null {
  let kept = middles;
  let line: { readonly slope: number; readonly offset: number } | null = null;
  for (let round = 0; round < 2; round += 1) {
    if (kept.length < 8) return line;
    const centre = kept.reduce((sum, { along }) => sum + along, 0) / kept.length;
    const height = kept.reduce((sum, { across }) => sum + across, 0) / kept.length;
    const spread = kept.reduce((sum, { along }) => sum + (along - centre) ** 2, 0);
    const slope = kept.reduce((sum, { along, across }) => sum + (along - centre) * (across - height), 0) / spread;
    line = { slope, offset: height - slope * centre };
    const { offset } = line;
    const strays = middles.map(({ along, across }) => Math.abs(across - offset - slope * along));
    const usual = Math.max(0.3, middle(strays));
    kept = middles.filter((_, index) => (strays[index] ?? 0) <= 2 * usual);
  }
  return line;
}

function middle(values: readonly number[]): number {
  return Float64Array.from(values).sort()[values.length >> 1] ?? 0;
}
