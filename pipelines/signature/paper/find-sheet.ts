import type { Point } from "../../../runtime/kernel/geometry.ts";
import { findOtsuThreshold } from "../../image/kernels/threshold-otsu.ts";
import { labelInk } from "./kernels/label-ink.ts";
import { reducePlanes } from "./kernels/reduce-planes.ts";
import { lumaOf, type Sheet } from "./open-scan.ts";

/** Corners of a sheet of paper in pixels, clockwise from its top left as it lies. */
export type SheetCorners = readonly [Point, Point, Point, Point];

/** A sheet is looked for at about so many pixels across. */
const coarsePx = 320;
/** Paper is lighter than what it lies on by this many gray levels. */
const stepMin = 45;
/** Of the image's frame, so much must show the ground. */
const groundMinRatio = 0.3;
const areaRatio = { min: 0.12, max: 0.97 } as const;
/** How well four straight sides fit what was found. */
const fitMin = 0.92;

/** The corners of a sheet that lies on a darker ground, turned by less than 40°; null where there is no ground to be seen. */
export function findSheet(sheet: Sheet): SheetCorners | null {
  const luma = lumaOf(sheet);
  const factor = Math.max(1, Math.ceil(Math.max(sheet.widthPx, sheet.heightPx) / coarsePx));
  const { widthPx, heightPx, planes } = reducePlanes({ ...sheet, pixels: luma }, 1, factor);
  const [levels] = planes;
  if (levels === undefined || widthPx < 16 || heightPx < 16) return null;
  const threshold = findOtsuThreshold(levels);
  const light = levels.map((level) => (level > threshold ? 1 : 0));
  if (!standsOff(levels, light, { widthPx, heightPx })) return null;
  const { labels, patches } = labelInk({ widthPx, heightPx, ink: light });
  const [largest] = patches.toSorted((one, other) => other.areaPx - one.areaPx);
  if (largest === undefined) return null;
  const corners = extremesOf(labels, largest.label, widthPx);
  const area = areaOf(corners);
  const share = area / (widthPx * heightPx);
  // Ink and stamp leave holes in the light patch, so that it may be smaller than its outline, but not larger.
  const fills = largest.areaPx / area;
  if (share < areaRatio.min || share > areaRatio.max || fills < 0.7 || fills > 1 / fitMin) return null;
  const fine = corners.map(({ x, y }) => ({ x: x * factor, y: y * factor }));
  return refineSides({ luma, ...sheet }, fine, 2.5 * factor);
}

type Size = { readonly widthPx: number; readonly heightPx: number };

function standsOff(levels: Uint8Array, light: Uint8Array, { widthPx, heightPx }: Size): boolean {
  const sums = [0, 0];
  const counts = [0, 0];
  let frame = 0;
  let ground = 0;
  levels.forEach((level, index) => {
    const kind = light[index] === 1 ? 1 : 0;
    sums[kind] = (sums[kind] ?? 0) + level;
    counts[kind] = (counts[kind] ?? 0) + 1;
    const [x, y] = [index % widthPx, Math.floor(index / widthPx)];
    if (x > 0 && y > 0 && x < widthPx - 1 && y < heightPx - 1) return;
    frame += 1;
    if (kind === 0) ground += 1;
  });
  const mean = (kind: number) => (sums[kind] ?? 0) / Math.max(1, counts[kind] ?? 0);
  return mean(1) - mean(0) >= stepMin && ground >= groundMinRatio * frame;
}

function extremesOf(labels: Int32Array, label: number, widthPx: number): SheetCorners {
  const corner = { x: 0, y: 0 };
  const best = [-Infinity, -Infinity, -Infinity, -Infinity];
  const found: [Point, Point, Point, Point] = [corner, corner, corner, corner];
  labels.forEach((each, index) => {
    if (each !== label) return;
    const [x, y] = [(index % widthPx) + 0.5, Math.floor(index / widthPx) + 0.5];
    [-x - y, x - y, x + y, y - x].forEach((reach, which) => {
      if (reach <= (best[which] ?? 0)) return;
      best[which] = reach;
      found[which] = { x, y };
    });
  });
  return found;
}

function areaOf(corners: readonly Point[]): number {
  const doubled = corners.reduce((sum, from, index) => {
    const to = corners[(index + 1) % corners.length] ?? from;
    return sum + from.x * to.y - to.x * from.y;
  }, 0);
  return Math.abs(doubled) / 2;
}

type Line = { readonly x: number; readonly y: number; readonly wayX: number; readonly wayY: number };
type Ground = { readonly luma: Uint8Array; readonly widthPx: number; readonly heightPx: number };

const probes = 48;

/** Each side anew, from where the light changes most across it; corners are where sides meet. */
function refineSides(ground: Ground, corners: readonly Point[], reachPx: number): SheetCorners | null {
  const sides = corners.map((from, index) => {
    const to = corners[(index + 1) % corners.length] ?? from;
    return fitSide(ground, from, to, reachPx);
  });
  const meet = (one: number, other: number) => meetOf(sides[one] ?? null, sides[other] ?? null);
  const [topLeft, topRight, bottomRight, bottomLeft] = [meet(3, 0), meet(0, 1), meet(1, 2), meet(2, 3)];
  if (topLeft === null || topRight === null || bottomRight === null || bottomLeft === null) return null;
  const refined: SheetCorners = [topLeft, topRight, bottomRight, bottomLeft];
  const isNear = refined.every(
    ({ x, y }, index) => Math.hypot(x - (corners[index]?.x ?? 0), y - (corners[index]?.y ?? 0)) <= 8 * reachPx,
  );
  return isNear ? refined : null;
}

function fitSide({ luma, widthPx, heightPx }: Ground, from: Point, to: Point, reachPx: number): Line | null {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < 8) return null;
  const [wayX, wayY] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const levelAt = (x: number, y: number) => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    return column < 0 || row < 0 || column >= widthPx || row >= heightPx ? null : (luma[row * widthPx + column] ?? 0);
  };
  const places: { along: number; off: number }[] = [];
  for (let probe = 0; probe < probes; probe += 1) {
    const along = length * (0.06 + (0.88 * (probe + 0.5)) / probes);
    let bestStep = stepMin / 2;
    let bestOff: number | null = null;
    for (let off = -reachPx; off <= reachPx; off += 0.5) {
      const at = (more: number) =>
        levelAt(from.x + wayX * along - wayY * (off + more), from.y + wayY * along + wayX * (off + more));
      const [outside, inside] = [at(-1.5), at(1.5)];
      if (outside === null || inside === null || inside - outside <= bestStep) continue;
      bestStep = inside - outside;
      bestOff = off;
    }
    if (bestOff !== null) places.push({ along, off: bestOff });
  }
  const fit = fitOffsets(places);
  if (fit === null) return null;
  const turned = Math.hypot(1, fit.slope);
  return {
    x: from.x - wayY * fit.offset,
    y: from.y + wayX * fit.offset,
    wayX: (wayX - wayY * fit.slope) / turned,
    wayY: (wayY + wayX * fit.slope) / turned,
  };
}

/** Straight through most of the offsets; those that stray are left out of a second fit. */
function fitOffsets(places: readonly { readonly along: number; readonly off: number }[]) {
  let kept = places;
  let fit: { readonly offset: number; readonly slope: number } | null = null;
  for (let round = 0; round < 3; round += 1) {
    if (kept.length < probes / 3) return null;
    const meanAlong = kept.reduce((sum, { along }) => sum + along, 0) / kept.length;
    const meanOff = kept.reduce((sum, { off }) => sum + off, 0) / kept.length;
    const spread = kept.reduce((sum, { along }) => sum + (along - meanAlong) ** 2, 0);
    const slope = kept.reduce((sum, { along, off }) => sum + (along - meanAlong) * (off - meanOff), 0) / spread;
    const offset = meanOff - slope * meanAlong;
    fit = { offset, slope };
    const strays = places.map(({ along, off }) => Math.abs(off - offset - slope * along));
    const usual = strays.toSorted((one, other) => one - other)[strays.length >> 1] ?? 0;
    kept = places.filter((_, index) => (strays[index] ?? 0) <= Math.max(1, 2.5 * usual));
  }
  return fit;
}

function meetOf(one: Line | null, other: Line | null): Point | null {
  if (one === null || other === null) return null;
  const cross = one.wayX * other.wayY - one.wayY * other.wayX;
  if (Math.abs(cross) < 0.3) return null;
  const share = ((other.x - one.x) * other.wayY - (other.y - one.y) * other.wayX) / cross;
  return { x: one.x + one.wayX * share, y: one.y + one.wayY * share };
}
