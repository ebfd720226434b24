import { cellPx, type RidgeFlow } from "./ridge-flow.ts";
import { countLines, listLines, type Skeleton, type Walk, walkLine } from "./trace-skeleton.ts";

/** A minutia on the skeleton, in its pixels and in image axes (y down). */
export type SkeletonMinutia = {
  readonly x: number;
  readonly y: number;
  /** Along the ending ridge, or along the valley that ends between a bifurcation's two close branches. */
  readonly directionRad: number;
  readonly kind: "ending" | "bifurcation";
};

const tracePx = 16;
/** Two junctions joined by a shorter line are a bridge between ridges, not two bifurcations. */
const bridgePx = 4;
/** A ridge that parts and joins again within this length encloses a pore or a scratch. */
const lakePx = 12;

/** Reads endings and bifurcations off a skeleton, leaving out bridges and lakes. In raster order. */
export function findMinutiae(skeleton: Skeleton, flow: RidgeFlow, isPrint: Uint8Array): SkeletonMinutia[] {
  const { ridges, pixels, widthPx } = skeleton;
  const found: SkeletonMinutia[] = [];
  for (let index = 0; index < pixels.length; index += 1) {
    const at = pixels[index]!;
    if (ridges[at] !== 1) continue;
    const x = at % widthPx;
    const y = Math.floor(at / widthPx);
    const cell = Math.floor(y / cellPx) * flow.columns + Math.floor(x / cellPx);
    if (isPrint[cell] === 0) continue;
    const leaving = countLines(skeleton, at);
    if (leaving !== 1 && leaving !== 3) continue;
    const side = leaving === 1 ? sideOfEnding(skeleton, at) : sideOfBifurcation(skeleton, at);
    if (side === null) continue;
    const directionRad = alignWithFlow(flow.directionRad[cell]!, side);
    found.push({ x, y, directionRad, kind: leaving === 1 ? "ending" : "bifurcation" });
  }
  return found;
}

type Vector = { readonly x: number; readonly y: number };

const lines = new Int32Array(4);
const walks: readonly Walk[] = [0, 1, 2].map(() => ({ steps: 0, at: 0, stop: "open" }));

function sideOfEnding(skeleton: Skeleton, at: number): Vector | null {
  listLines(skeleton, at, lines);
  const walk = walkLine(skeleton, { from: at, first: lines[0]!, stepsMax: tracePx }, walks[0]!);
  return unitVector(skeleton.widthPx, at, walk.at);
}

function sideOfBifurcation(skeleton: Skeleton, at: number): Vector | null {
  if (listLines(skeleton, at, lines) !== 3) return null;
  for (let line = 0; line < 3; line += 1) {
    const walk = walkLine(skeleton, { from: at, first: lines[line]!, stepsMax: lakePx }, walks[line]!);
    if (walk.stop === "junction" && walk.steps <= bridgePx) return null;
  }
  const meets = (a: Walk, b: Walk) => a.stop === "junction" && b.stop === "junction" && a.at === b.at;
  if (meets(walks[0]!, walks[1]!) || meets(walks[1]!, walks[2]!) || meets(walks[0]!, walks[2]!)) return null;
  for (let line = 0; line < 3; line += 1) {
    walkLine(skeleton, { from: at, first: lines[line]!, stepsMax: tracePx }, walks[line]!);
  }
  const branches = walks.map((walk) => unitVector(skeleton.widthPx, at, walk.at));
  const [a, b, c] = branches;
  if (!a || !b || !c) return null;
  const pairs: [Vector, Vector][] = [
    [a, b],
    [b, c],
    [a, c],
  ];
  const closeness = ([p, q]: [Vector, Vector]) => p.x * q.x + p.y * q.y;
  const [first, second] = pairs.reduce((best, pair) => (closeness(pair) > closeness(best) ? pair : best));
  return { x: first.x + second.x, y: first.y + second.y };
}

function unitVector(widthPx: number, from: number, to: number): Vector | null {
  const x = (to % widthPx) - (from % widthPx);
  const y = Math.floor(to / widthPx) - Math.floor(from / widthPx);
  const length = Math.hypot(x, y);
  return length === 0 ? null : { x: x / length, y: y / length };
}

/** The flow is steadier than a short walk, but knows no sense; the walk gives it. */
function alignWithFlow(flowRad: number, side: Vector): number {
  const agrees = Math.cos(flowRad) * side.x + Math.sin(flowRad) * side.y >= 0;
  return agrees ? flowRad : flowRad + Math.PI;
}

/** True when all cells within `distancePx` of the point, and on a ray from it if given, belong to the print. */
export function isDeepInPrint(
  flow: RidgeFlow,
  isPrint: Uint8Array,
  point: { readonly x: number; readonly y: number },
  distancePx: number,
): boolean {
  for (let step = 0; step < 8; step += 1) {
    const angle = (step * Math.PI) / 4;
    if (!isInPrint(flow, isPrint, point.x + distancePx * Math.cos(angle), point.y + distancePx * Math.sin(angle))) {
      return false;
    }
  }
  return true;
}

/** Whether a point, in pixels, lies in a cell of the print. */
export function isInPrint(flow: RidgeFlow, isPrint: Uint8Array, x: number, y: number): boolean {
  const column = Math.floor(x / cellPx);
  const row = Math.floor(y / cellPx);
  if (column < 0 || row < 0 || column >= flow.columns || row >= flow.rows) return false;
  return isPrint[row * flow.columns + column] === 1;
}
