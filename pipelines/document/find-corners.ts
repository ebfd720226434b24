import type { Point } from "../../runtime/kernel/geometry.ts";
import type { Quad } from "../image/homography.ts";
import type { GrayRaster } from "../image/kernels/reduce-to-gray.ts";
import { encloseSheet, joinSides } from "./enclose-sheet.ts";
import type { InkBlocks } from "./ink-blocks.ts";
import { followSide, type SidePoints } from "./kernels/follow-side.ts";
import type { BlockMask } from "./kernels/largest-patch.ts";

/** Places along a side where its edge is looked for. */
const placesAlong = 160;
/** Blocks to either side of the first guess; the second look stays nearer. */
const reachBlocks = [2.2, 0.7] as const;
/** Fainter steps are grain. */
const steepnessMin = 3;
/** A side with fewer good places stays where the blocks have it. */
const goodMinRatio = 0.25;
/** Of the fit: what lies further off, in pixels, is a fold, a shadow or a thumb. */
const outlierPx = 2.5;
const fitRounds = 6;

/**
 * The sheet's corners, to a part of a pixel of the raster, clockwise from the one nearest the image's top left; where a
 * corner is folded or outside the image, where it would be. null where the blocks show no four sides.
 */
export function findCorners(gray: GrayRaster, blocks: InkBlocks, page: BlockMask): Quad | null {
  const coarse = encloseSheet(page);
  if (coarse === null) return null;
  let quad: Quad = mapQuad(coarse, ({ x, y }) => ({
    x: Math.min(gray.widthPx, x * blocks.blockPx),
    y: Math.min(gray.heightPx, y * blocks.blockPx),
  }));
  const polarity = isLighterInside(blocks, page) ? 1 : -1;
  for (const reach of reachBlocks) {
    const sides = quad.map((from, at): readonly [Point, Point] => {
      const to = quad[((at + 1) % 4) as 0 | 1 | 2 | 3];
      if (isOnFrame(from, to, gray)) return [from, to];
      const found = followSide(gray, { from, to, reachPx: reach * blocks.blockPx, polarity }, placesAlong);
      return fitLine(found, from, to) ?? [from, to];
    });
    quad = joinSides(sides) ?? quad;
  }
  return startTopLeft(quad);
}

function mapQuad([a, b, c, d]: Quad, move: (point: Point) => Point): Quad {
  return [move(a), move(b), move(c), move(d)];
}

/** So that a sheet that lies straight keeps its own first corner. */
function startTopLeft(quad: Quad): Quad {
  const sums = quad.map(({ x, y }) => x + y);
  const first = sums.indexOf(Math.min(...sums));
  const at = (index: number) => quad[((first + index) % 4) as 0 | 1 | 2 | 3];
  return [at(0), at(1), at(2), at(3)];
}

/** The image ends there; where the sheet ends is not to be seen. */
function isOnFrame(from: Point, to: Point, { widthPx, heightPx }: GrayRaster): boolean {
  const near = (one: number, other: number, place: number) =>
    Math.abs(one - place) < outlierPx && Math.abs(other - place) < outlierPx;
  return near(from.x, to.x, 0) || near(from.x, to.x, widthPx) || near(from.y, to.y, 0) || near(from.y, to.y, heightPx);
}

function isLighterInside({ paper }: InkBlocks, { mask }: BlockMask): boolean {
  let [inside, outside, insideCount] = [0, 0, 0];
  for (const [at, belongs] of mask.entries()) {
    if (belongs === 1) {
      inside += paper[at] ?? 0;
      insideCount += 1;
    } else outside += paper[at] ?? 0;
  }
  return inside * (mask.length - insideCount) >= outside * insideCount;
}

/** The line through the steep places by total least squares, dropping what lies off it; null when too few are left. */
function fitLine({ xy, steepness }: SidePoints, from: Point, to: Point): readonly [Point, Point] | null {
  const steep = Float64Array.from(steepness).sort();
  const floor = Math.max(steepnessMin, 0.35 * (steep[Math.floor(0.75 * steep.length)] ?? 0));
  let weights = steepness.map((slope) => (slope >= floor ? 1 : 0));
  let line: readonly [Point, Point] | null = null;
  for (let round = 0; round < fitRounds; round += 1) {
    const sums = weightPoints(xy, weights);
    if (sums.weight < goodMinRatio * weights.length) return round === 0 ? null : line;
    const angle = 0.5 * Math.atan2(2 * sums.xy, sums.xx - sums.yy);
    const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
    // From the loosest bound to the tightest, since the first fits still feel what is off.
    const bound = outlierPx * (1 + 3 * Math.max(0, fitRounds - 3 - round));
    weights = steepness.map((slope, index) => {
      const off = Math.abs(((xy[2 * index] ?? 0) - sums.x) * uy - ((xy[2 * index + 1] ?? 0) - sums.y) * ux);
      return off <= bound && slope >= floor ? 1 : 0;
    });
    const forwards = ux * (to.x - from.x) + uy * (to.y - from.y) > 0 ? 1 : -1;
    const reach = (forwards * Math.hypot(to.x - from.x, to.y - from.y)) / 2;
    line = [
      { x: sums.x - reach * ux, y: sums.y - reach * uy },
      { x: sums.x + reach * ux, y: sums.y + reach * uy },
    ];
  }
  return line;
}

function weightPoints(xy: Float64Array, weights: Float64Array) {
  let [weight, x, y] = [0, 0, 0];
  for (const [index, share] of weights.entries()) {
    weight += share;
    x += share * (xy[2 * index] ?? 0);
    y += share * (xy[2 * index + 1] ?? 0);
  }
  const middle = { x: x / Math.max(1, weight), y: y / Math.max(1, weight) };
  let [xx, yy, cross] = [0, 0, 0];
  for (const [index, share] of weights.entries()) {
    const [dx, dy] = [(xy[2 * index] ?? 0) - middle.x, (xy[2 * index + 1] ?? 0) - middle.y];
    xx += share * dx * dx;
    yy += share * dy * dy;
    cross += share * dx * dy;
  }
  return { weight, ...middle, xx, yy, xy: cross };
}
