import type { Point } from "../../runtime/kernel/geometry.ts";
import { project, type Quad, squareToQuad } from "../image/homography.ts";
import type { BlockMask } from "./kernels/largest-patch.ts";

/** A corner is looked at as far as this share of the sheet's shorter side. */
const reachRatio = 0.5;
const stepRatio = 0.004;

/**
 * How much of the worst corner is missing: the length that a straight cut leaves off, or a fold covers, of both sides
 * that meet there, as a share of the sheet's shorter side. Corners are in pixels, blocks `blockPx` wide.
 */
export function measureCornerCut(corners: Quad, page: BlockMask, blockPx: number): number {
  const toQuad = squareToQuad(corners);
  if (toQuad === null) return 0;
  const [a, b, c] = corners;
  const width = Math.hypot(b.x - a.x, b.y - a.y);
  const height = Math.hypot(c.x - b.x, c.y - b.y);
  const shorter = Math.min(width, height);
  const [across, down] = [shorter / width, shorter / height];
  const isSheet = ({ x, y }: Point) => hasBlock(page, Math.floor(x / blockPx), Math.floor(y / blockPx));
  const cuts = [0, 1, 2, 3].map((corner) => {
    for (let along = 0; along < reachRatio; along += stepRatio) {
      const x = corner === 1 || corner === 2 ? 1 - along * across : along * across;
      const y = corner >= 2 ? 1 - along * down : along * down;
      // Along the diagonal a cut is met halfway.
      if (isSheet(project(toQuad, { x, y }))) return 2 * along;
    }
    return 2 * reachRatio;
  });
  return Math.max(...cuts);
}

function hasBlock({ columns, rows, mask }: BlockMask, column: number, row: number): boolean {
  return column >= 0 && row >= 0 && column < columns && row < rows && mask[row * columns + column] === 1;
}
