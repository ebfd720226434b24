import type { Point } from "../../runtime/kernel/geometry.ts";
import type { PageImage } from "../../runtime/kernel/image.ts";
import { chainMaps, doubledArea, type Homography, project, type Quad, squareToQuad } from "../image/homography.ts";
import type { GrayRaster } from "../image/kernels/reduce-to-gray.ts";
import { warpPage } from "../image/kernels/warp-page.ts";
import { estimateAspect } from "./estimate-aspect.ts";

/** The sheet flat, and how it was made so. */
export type StraightPage = {
  readonly image: PageImage;
  /** From points of the new image to points of the old one. */
  readonly toImage: Homography;
};

/** Around the sheet, as a share of its sides: a margin shows that nothing was cut away. */
const marginRatio = 0.012;
/** Nothing is enlarged beyond what a sheet seen at a steep tilt asks for. */
const sideMaxRatio = 1.5;
/** The table beyond the picture's own frame. */
const beyond = 255;

/**
 * Draws the sheet between the corners as if seen from straight above, with a narrow margin, at about the resolution that
 * its nearest side has. The corners run clockwise from the sheet's top left. null when they enclose nothing.
 */
export function straightenPage(image: PageImage, corners: Quad): StraightPage | null {
  const plan = planSheet(image, corners, marginRatio);
  if (plan === null) return null;
  const { toQuad, toImage, ...size } = plan;
  const pixels = warpPage(image, 3, { ...size, toImage, beyond });
  const acrossMiddlePx = distance(project(toQuad, { x: 0.45, y: 0.5 }), project(toQuad, { x: 0.55, y: 0.5 })) / 0.1;
  const sheetPx = size.widthPx / (1 + 2 * marginRatio);
  const resolutionPpi = (image.resolutionPpi * sheetPx) / acrossMiddlePx;
  return { image: { ...size, pixels, resolutionPpi }, toImage };
}

/** The same for a gray copy, to its very edges. */
export function straightenGray(raster: GrayRaster, corners: Quad): GrayRaster | null {
  const plan = planSheet(raster, corners, 0);
  if (plan === null) return null;
  const { widthPx, heightPx, toImage } = plan;
  return { widthPx, heightPx, pixels: warpPage(raster, 1, { widthPx, heightPx, toImage, beyond }) };
}

function planSheet(image: Size, corners: Quad, margin: number) {
  const toQuad = squareToQuad(corners);
  if (toQuad === null || !(doubledArea(corners) > 0)) return null;
  const size = chooseSize(image, corners, margin);
  const across = (1 + 2 * margin) / size.widthPx;
  const down = (1 + 2 * margin) / size.heightPx;
  const toImage = chainMaps(toQuad, [across, 0, -margin, 0, down, -margin, 0, 0, 1]);
  return { ...size, toQuad, toImage };
}

type Size = { readonly widthPx: number; readonly heightPx: number };

/** Pixels for the sheet and its margin: those of its nearer sides, in the proportion that the sheet truly has. */
function chooseSize(image: Size, corners: Quad, margin: number): Size {
  const [a, b, c, d] = corners;
  const longest = sideMaxRatio * Math.max(image.widthPx, image.heightPx);
  const width = Math.max(distance(a, b), distance(d, c));
  const height = Math.max(distance(b, c), distance(a, d));
  const aspect = estimateAspect(corners, image);
  // The side that is foreshortened grows; the other one keeps its pixels.
  const [straightWidth, straightHeight] = width / height > aspect ? [width, width / aspect] : [height * aspect, height];
  const shrink = Math.min(1, longest / Math.max(straightWidth, straightHeight));
  const toPx = (side: number) => Math.max(1, Math.round(side * shrink * (1 + 2 * margin)));
  return { widthPx: toPx(straightWidth), heightPx: toPx(straightHeight) };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
