import { convexHull } from "../image/convex-hull.ts";
import { findOtsuThreshold } from "../image/kernels/threshold-otsu.ts";
import { findInkDepth, type InkBlocks, percentile } from "./ink-blocks.ts";
import { floodGround } from "./kernels/flood-ground.ts";
import { type BlockMask, fillHoles, findLargestPatch, shrinkMask } from "./kernels/largest-patch.ts";

export type FoundPage = {
  /** The sheet with all that is on it. */
  readonly page: BlockMask;
  /** Share of the image. */
  readonly areaRatio: number;
};

type Candidate = FoundPage & { readonly inkBlocks: number };

/** A sheet stands off its ground by a step of this many gray levels; shading has none. */
const stepMin = 16;
/** A sheet fills the convex shape around it but for a folded corner; a ground around a sheet does not. */
const hullFillMin = 0.88;
/** Patches below are glare and dust. */
const areaSpeckRatio = 0.002;
/** A dark image without ink is an empty glass under an open lid. */
const darkGroundLevel = 64;

/** What an edge sets off is the sheet when it bears at least this share of the writing of what is set off by its level, which counts the edge too. */
const edgedInkMinRatio = 0.5;

/**
 * Finds the sheet, darker or lighter than the glass around it: of the light and the dark part of the image, and of what
 * an edge sets off all around, the one that is convex and has writing on it; the whole image when there is no ground to
 * be seen. null for an empty dark glass.
 */
export function findPage(blocks: InkBlocks): FoundPage | null {
  const threshold = findOtsuThreshold(blocks.paper);
  const light = describePart(
    blocks,
    blocks.paper.map((level) => (level > threshold ? 1 : 0)),
  );
  const dark = describePart(
    blocks,
    blocks.paper.map((level) => (level > threshold ? 0 : 1)),
  );
  const edged = describePart(blocks, floodGround(blocks.columns, blocks.rows, blocks.paper).mask);
  const chosen = preferEdged(choose(light, dark), edged) ?? describeWhole(blocks);
  const levels = Array.from(blocks.paper).filter((_, at) => chosen.page.mask[at] === 1);
  return chosen.inkBlocks === 0 && percentile(levels, 0.5) < darkGroundLevel ? null : chosen;
}

function choose(light: Candidate | null, dark: Candidate | null): Candidate | null {
  if (light === null || dark === null) return light ?? dark;
  return dark.inkBlocks > light.inkBlocks ? dark : light;
}

/** A shadow parts a sheet by its level, or joins it to its ground, but does not change its edge. */
function preferEdged(level: Candidate | null, edged: Candidate | null): Candidate | null {
  if (level === null || edged === null) return level ?? edged;
  return edged.inkBlocks >= edgedInkMinRatio * level.inkBlocks ? edged : level;
}

function describePart(blocks: InkBlocks, mask: Uint8Array): Candidate | null {
  const { columns, rows } = blocks;
  const patch = findLargestPatch({ columns, rows, mask });
  const page = fillHoles(patch);
  const area = count(page.mask);
  const areaRatio = area / page.mask.length;
  if (areaRatio < areaSpeckRatio || area < hullFillMin * measureHull(page)) return null;
  if (areaRatio < 1 && measureStep(blocks, page) < stepMin) return null;
  return { page, areaRatio, inkBlocks: countInk(blocks, patch) };
}

function describeWhole(blocks: InkBlocks): Candidate {
  const { columns, rows, depth } = blocks;
  const page = { columns, rows, mask: new Uint8Array(depth.length).fill(1) };
  return { page, areaRatio: 1, inkBlocks: countInk(blocks, page) };
}

/** Blocks that stand out of the part's own grain: that of a wooden table is deeper than many a sheet's writing. */
function countInk({ depth }: InkBlocks, patch: BlockMask): number {
  const inner = shrinkMask(patch).mask;
  const depths = Array.from(depth).filter((_, at) => inner[at] === 1);
  const { inkFrom } = findInkDepth(depths);
  return depths.filter((level) => level > inkFrom).length;
}

function count(mask: Uint8Array): number {
  return mask.reduce((sum, belongs) => sum + belongs, 0);
}

/** Blocks within the convex shape around the mask. */
function measureHull({ columns, rows, mask }: BlockMask): number {
  const corners = [];
  for (let y = 0; y < rows; y += 1) {
    const row = mask.subarray(y * columns, (y + 1) * columns);
    const first = row.indexOf(1);
    if (first < 0) continue;
    const end = row.lastIndexOf(1) + 1;
    corners.push({ x: first, y }, { x: first, y: y + 1 }, { x: end, y }, { x: end, y: y + 1 });
  }
  const hull = convexHull(corners);
  const doubled = hull.reduce((sum, from, index) => {
    const to = hull[(index + 1) % hull.length] ?? from;
    return sum + from.x * to.y - to.x * from.y;
  }, 0);
  return Math.abs(doubled) / 2;
}

/** Two blocks apart, since the block on the edge itself belongs to both. */
const stepReach = 2;

/** Mean difference of level across the mask's edge. */
function measureStep({ columns, rows, paper }: InkBlocks, { mask }: BlockMask): number {
  let sum = 0;
  let pairs = 0;
  const compare = (at: number, other: number) => {
    if (mask[at] === mask[other]) return;
    sum += Math.abs((paper[at] ?? 0) - (paper[other] ?? 0));
    pairs += 1;
  };
  for (let at = 0; at < mask.length; at += 1) {
    if ((at % columns) + stepReach < columns) compare(at, at + stepReach);
    if (at + stepReach * columns < columns * rows) compare(at, at + stepReach * columns);
  }
  return pairs === 0 ? 0 : sum / pairs;
}
