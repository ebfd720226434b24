import type { GrayRaster } from "../image/kernels/reduce-to-gray.ts";
import { closeLevels } from "./kernels/close-levels.ts";
import type { BlockMask } from "./kernels/largest-patch.ts";
import { type BlockMap, mapBlocks } from "./kernels/map-blocks.ts";

export type InkBlocks = BlockMap & {
  /** Level of the bare sheet, or ground, around each block. */
  readonly paper: Uint8Array;
  /** By how many gray levels the darkest pixel of each block lies below that. */
  readonly depth: Uint8Array;
};

/** Lines of text are narrower than this many blocks; what is wider is a picture or a ground. */
const closingReach = 3;

const blocksAlongMax = 224;
const blockMinPx = 4;

/** Blocks of a size that leaves enough of them, with the paper's level around each. */
export function readBlocks(gray: GrayRaster): InkBlocks {
  const longerPx = Math.max(gray.widthPx, gray.heightPx);
  return readPaperLevels(mapBlocks(gray, Math.max(blockMinPx, Math.ceil(longerPx / blocksAlongMax))));
}

/** Every block. */
export function wholePage({ columns, rows, depth }: InkBlocks): BlockMask {
  return { columns, rows, mask: new Uint8Array(depth.length).fill(1) };
}

/** Tells the paper's level around every block by lifting all that is as narrow as writing. */
export function readPaperLevels(blocks: BlockMap): InkBlocks {
  const { columns, rows, lightest, darkest } = blocks;
  const paper = closeLevels({ columns, rows, levels: lightest }, closingReach).levels;
  return { ...blocks, paper, depth: paper.map((level, at) => Math.max(0, level - (darkest[at] ?? 0))) };
}

/** At least this share of the blocks of a sheet has no ink. */
export const grainPercentile = 0.2;
/** The deepest of some ten thousand blocks of bare, noisy paper stays below this many times the grain. */
const inkOverGrain = 2.5;
const inkDepthMin = 14;

/** The depth that the paper's grain gives to most blocks without ink, and the one from which a block has ink. */
export function findInkDepth(depths: readonly number[]): { readonly grain: number; readonly inkFrom: number } {
  const grain = percentile(depths, grainPercentile);
  return { grain, inkFrom: Math.max(inkDepthMin, inkOverGrain * grain) };
}

/** The value below which the given share of the values lies; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
