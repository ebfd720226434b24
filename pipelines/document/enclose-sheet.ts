import type { Point } from "../../runtime/kernel/geometry.ts";
import { convexHull } from "../image/convex-hull.ts";
import { doubledArea, type Quad } from "../image/homography.ts";
import type { BlockMask } from "./kernels/largest-patch.ts";

/** The convex shape around a sheet has few long sides; what is more are steps of its blocks. */
const sidesMax = 9;
/** A side may stand off its blocks by this much. */
const slackBlocks = 0.8;
/** A sheet whose corner lies so far outside is no sheet. */
const excessMax = 1.6;

/**
 * The smallest four-sided figure around a sheet of which each side lies along one of the sheet's own: a corner that is
 * folded, or cut off by the image's frame, is completed, because it costs least to leave that side out. In blocks,
 * clockwise; null when the mask is nothing like a sheet.
 */
export function encloseSheet(mask: BlockMask): Quad | null {
  const hull = convexHull(outlinePoints(mask));
  if (hull.length < 4) return null;
  const sides = simplify(hull);
  if (sides.length < 4) return null;
  const limit = excessMax * Math.abs(doubledArea(hull));
  let best: { readonly quad: Quad; readonly area: number } | null = null;
  for (const chosen of chooseFour(sides.length)) {
    const quad = joinSides(chosen.map((at) => sides[at] ?? [origin, origin]));
    if (quad === null) continue;
    const area = doubledArea(quad);
    if (area > 0 && area < (best?.area ?? limit)) best = { quad, area };
  }
  return best?.quad ?? null;
}

type Side = readonly [from: Point, to: Point];
const origin: Point = { x: 0, y: 0 };

/** Both ends of each row, at the corners of its blocks. */
function outlinePoints({ columns, rows, mask }: BlockMask): Point[] {
  const points: Point[] = [];
  for (let y = 0; y < rows; y += 1) {
    const row = mask.subarray(y * columns, (y + 1) * columns);
    const first = row.indexOf(1);
    if (first < 0) continue;
    const end = row.lastIndexOf(1) + 1;
    points.push({ x: first, y }, { x: first, y: y + 1 }, { x: end, y }, { x: end, y: y + 1 });
  }
  return points;
}

/**
 * Leaves out corners of the convex shape, each time the one whose loss costs least area, until what is left are sides.
 */
function simplify(hull: readonly Point[]): readonly Side[] {
  const corners = [...hull];
  for (let spare = corners.length; spare > 4; spare -= 1) {
    const costs = corners.map((corner, at) => {
      const before = corners.at(at - 1) ?? corner;
      const after = corners[(at + 1) % corners.length] ?? corner;
      const length = Math.hypot(after.x - before.x, after.y - before.y);
      return { at, offPx: Math.abs(doubledArea([before, corner, after])) / Math.max(1e-9, length) };
    });
    const least = costs.reduce((one, other) => (other.offPx < one.offPx ? other : one));
    if (least.offPx > slackBlocks && corners.length <= sidesMax) break;
    corners.splice(least.at, 1);
  }
  return corners.map((from, at): Side => [from, corners[(at + 1) % corners.length] ?? from]);
}

/** Every choice of four in their order, of at most `sidesMax`. */
function* chooseFour(count: number): Generator<readonly number[]> {
  for (let a = 0; a < count - 3; a += 1) {
    for (let b = a + 1; b < count - 2; b += 1) {
      for (let c = b + 1; c < count - 1; c += 1) {
        for (let d = c + 1; d < count; d += 1) yield [a, b, c, d];
      }
    }
  }
}

/** Corners where each side meets the next, from the one between the last side and the first; null when two do not meet. */
export function joinSides(sides: readonly Side[]): Quad | null {
  const corners = sides.map((side, at) => meet(sides.at(at - 1) ?? side, side));
  const [a, b, c, d] = corners;
  if (!a || !b || !c || !d) return null;
  const quad: Quad = [a, b, c, d];
  const isConvex = quad.every((corner, at) => {
    const [before, after] = [quad[((at + 3) % 4) as 0 | 1 | 2 | 3], quad[((at + 1) % 4) as 0 | 1 | 2 | 3]];
    return doubledArea([before, corner, after]) > 0;
  });
  return isConvex ? quad : null;
}

/** Nearly parallel lines meet too far away to be a sheet's corner. */
const sineMin = 0.15;

function meet([a, b]: Side, [c, d]: Side): Point | null {
  const [ux, uy, vx, vy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y];
  const turn = ux * vy - uy * vx;
  if (!(Math.abs(turn) > sineMin * Math.hypot(ux, uy) * Math.hypot(vx, vy))) return null;
  const share = ((c.x - a.x) * vy - (c.y - a.y) * vx) / turn;
  return { x: a.x + share * ux, y: a.y + share * uy };
}
