import { isDeepInPrint, isInPrint, type SkeletonMinutia } from "./kernels/find-minutiae.ts";
import type { RidgeFlow } from "./kernels/ridge-flow.ts";

/** Nearer to the print's edge than this, a ridge ends because the print does. */
const edgePx = 8;
/** An ending whose ridge points out of the print within this distance is the print's edge too. */
const outlookPx = 22;
/** Two facing endings nearer than this are one broken ridge. */
const breakPx = 11;
const facingToleranceRad = Math.PI / 4;
/** A minutia with this many others this near sits in noise. */
const crowdPx = 15;
const crowdMin = 4;
/** Two minutiae nearer than this cannot both be true: it is less than a ridge and a valley. */
const coincidencePx = 6;

/** Leaves out what the print's edge, broken ridges and noise imitate. Order is kept. */
export function removeFalseMinutiae(
  minutiae: readonly SkeletonMinutia[],
  flow: RidgeFlow,
  isPrint: Uint8Array,
): SkeletonMinutia[] {
  const inside = minutiae.filter((minutia) => isDeepInPrint(flow, isPrint, minutia, edgePx));
  const whole = inside.filter((minutia) => minutia.kind === "bifurcation" || hasOutlook(minutia, flow, isPrint));
  const isFalse = new Uint8Array(whole.length);
  const neighbours = new Uint16Array(whole.length);
  whole.forEach((first, index) => {
    for (const other of listNear(whole, index)) {
      const second = whole[other] ?? first;
      neighbours[index] = (neighbours[index] ?? 0) + 1;
      neighbours[other] = (neighbours[other] ?? 0) + 1;
      if (!excludeEachOther(first, second)) continue;
      isFalse[index] = 1;
      isFalse[other] = 1;
    }
  });
  return whole.filter((_, index) => isFalse[index] === 0 && (neighbours[index] ?? 0) < crowdMin);
}

/** Later minutiae within the crowd's distance, by number. */
function listNear(minutiae: readonly SkeletonMinutia[], index: number): number[] {
  const near: number[] = [];
  const first = minutiae[index];
  if (first === undefined) return near;
  for (let other = index + 1; other < minutiae.length; other += 1) {
    const second = minutiae[other];
    // Raster order: once too far below, always too far below.
    if (second === undefined || second.y - first.y > crowdPx) break;
    if (distanceBetween(first, second) <= crowdPx) near.push(other);
  }
  return near;
}

function excludeEachOther(first: SkeletonMinutia, second: SkeletonMinutia): boolean {
  const distance = distanceBetween(first, second);
  return distance <= coincidencePx || isBrokenRidge(first, second, distance);
}

function distanceBetween(first: SkeletonMinutia, second: SkeletonMinutia): number {
  return Math.hypot(second.x - first.x, second.y - first.y);
}

/** Looks from an ending away from its ridge. */
function hasOutlook(minutia: SkeletonMinutia, flow: RidgeFlow, isPrint: Uint8Array): boolean {
  const x = minutia.x - outlookPx * Math.cos(minutia.directionRad);
  const y = minutia.y - outlookPx * Math.sin(minutia.directionRad);
  return isInPrint(flow, isPrint, x, y);
}

function isBrokenRidge(first: SkeletonMinutia, second: SkeletonMinutia, distance: number): boolean {
  if (first.kind !== "ending" || second.kind !== "ending" || distance > breakPx) return false;
  const turn = differenceRad(first.directionRad, second.directionRad);
  if (Math.PI - turn > facingToleranceRad) return false;
  const towardsSecond = Math.atan2(second.y - first.y, second.x - first.x);
  return Math.PI - differenceRad(first.directionRad, towardsSecond) < facingToleranceRad;
}

/** Angle between two directions, 0 to π. */
function differenceRad(first: number, second: number): number {
  const turn = Math.abs(first - second) % (2 * Math.PI);
  return turn > Math.PI ? 2 * Math.PI - turn : turn;
}
