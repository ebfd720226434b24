import type { GrayRaster } from "../image/kernels/reduce-to-gray.ts";
import { findInkDepth, grainPercentile, type InkBlocks, percentile } from "./ink-blocks.ts";
import { type BlockMask, shrinkMask } from "./kernels/largest-patch.ts";
import { measureSkew } from "./measure-skew.ts";

export type InkMeasures = {
  readonly paperLevel: number;
  readonly inkRatio: number;
  readonly contrastRatio: number;
  readonly edgeSteepness: number;
  readonly skewDeg: number;
};

export type PageInk = {
  readonly measures: InkMeasures;
  /** The lines of text run up and down, as on a card laid across a scanner's glass. */
  readonly isSideways: boolean;
};

/** The print itself, not a stamp, a tint or a watermark that may cover more of the sheet. */
const printPercentile = 0.9;
/** Blocks with this share of the print's depth hold strokes in full. */
const strokeShare = 0.5;

/** Measures the sheet's level and what is written on it, away from the sheet's own edges. */
export function measureInk(gray: GrayRaster, blocks: InkBlocks, page: BlockMask): PageInk {
  const inner = shrinkMask(shrinkMask(page)).mask;
  const places = Array.from(inner.keys()).filter((at) => inner[at] === 1);
  const depthAt = (at: number) => blocks.depth[at] ?? 0;
  const { grain, inkFrom } = findInkDepth(places.map(depthAt));
  const ink = places.filter((at) => depthAt(at) > inkFrom);
  const paperLevel = percentile(
    places.map((at) => blocks.paper[at] ?? 0),
    0.5,
  );
  const inkRatio = places.length === 0 ? 0 : ink.length / places.length;
  if (ink.length === 0) {
    const measures = { paperLevel, inkRatio, contrastRatio: 0, edgeSteepness: 0, skewDeg: 0 };
    return { measures, isSideways: false };
  }

  const printDepth = percentile(ink.map(depthAt), printPercentile);
  const strokes = ink.filter((at) => depthAt(at) >= strokeShare * printDepth);
  // Without what grain alone makes of a step, or noise would pass for sharpness.
  const grainStep = percentile(
    places.map((at) => blocks.steepest[at] ?? 0),
    grainPercentile,
  );
  const steepnessAt = (at: number) => Math.max(0, (blocks.steepest[at] ?? 0) - grainStep) / (depthAt(at) - grain);
  const contrastAt = (at: number) => (depthAt(at) - grain) / (blocks.paper[at] ?? 1);
  const strokeFrom = Math.max(inkFrom, strokeShare * printDepth);
  const below = Int16Array.from(inner, (isInner, at) => (isInner === 1 ? (blocks.paper[at] ?? 0) - strokeFrom : 0));
  const { skewDeg, isSideways } = measureSkew(gray, { columns: blocks.columns, blockPx: blocks.blockPx, below });
  const measures = {
    paperLevel,
    inkRatio,
    contrastRatio: percentile(ink.map(contrastAt), printPercentile),
    edgeSteepness: Math.min(1, percentile(strokes.map(steepnessAt), 0.5)),
    skewDeg,
  };
  return { measures, isSideways };
}
