import type { Point } from "../../../runtime/kernel/geometry.ts";
import { convexHull } from "../../image/convex-hull.ts";
import type { Minutia } from "../extract-minutiae.ts";
import { isNearHull } from "./near-hull.ts";

/** Radius of a cylinder, and its cells along a side and over the angles (values of Cappelli, Ferrara and Maltoni 2010). */
const radiusPx = 70;
const cellsAcross = 16;
const sections = 6;
const cellsFlat = cellsAcross * cellsAcross;
const wordsFlat = cellsFlat / 32;
/** Deviations of a neighbour's influence in place and in direction. */
const deviationPx = 28 / 3;
const deviationRad = (2 * Math.PI) / 9;
/** Influence reaches three deviations far. */
const reachPx = 3 * deviationPx;
/** A cell is set when the neighbours' summed influence on it passes this. */
const cellMin = 0.01;
/** Cells farther than this outside the minutiae's hull say nothing. */
const hullMarginPx = 50;
/** A cylinder needs this share of its cells valid and this many neighbours. */
const validRatioMin = 0.75;
const neighboursMin = 2;

/** Minutiae in mathematical axes (y up, radians), each with the cylinder that describes its surroundings. */
export type CylinderSet = {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly angleRad: Float64Array;
  /** 48 words a minutia: six sections of 16×16 bits. */
  readonly bits: Int32Array;
  /** 8 words a minutia: which cells of each section are valid. */
  readonly valid: Int32Array;
};

export const wordsPerCylinder = wordsFlat * sections;
export const wordsPerMask = wordsFlat;

const cellSizePx = (2 * radiusPx) / cellsAcross;
const cellX = Float64Array.from(
  { length: cellsFlat },
  (_, cell) => ((cell % cellsAcross) + 0.5) * cellSizePx - radiusPx,
);
const cellY = Float64Array.from(
  { length: cellsFlat },
  (_, cell) => (Math.floor(cell / cellsAcross) + 0.5) * cellSizePx - radiusPx,
);
const isInCircle = cellX.map((x, cell) => (Math.hypot(x, cellY[cell]!) <= radiusPx ? 1 : 0));
const cellsInCircle = isInCircle.reduce((sum, flag) => sum + flag, 0);

/**
 * Describes each minutia by what lies around it: bit cylinders of the Minutia Cylinder-Code (Cappelli, Ferrara and
 * Maltoni 2010, IEEE TPAMI 32(12)). Minutiae without enough surroundings are left out.
 */
export function describeMinutiae(minutiae: readonly Minutia[]): CylinderSet {
  const x = Float64Array.from(minutiae, (minutia) => minutia.x);
  const y = Float64Array.from(minutiae, (minutia) => -minutia.y);
  const angleRad = Float64Array.from(minutiae, (minutia) => (minutia.angleDeg * Math.PI) / 180);
  const hull = convexHull(minutiae.map((minutia) => ({ x: minutia.x, y: -minutia.y })));
  const all: CylinderSet = {
    count: minutiae.length,
    x,
    y,
    angleRad,
    bits: new Int32Array(minutiae.length * wordsPerCylinder),
    valid: new Int32Array(minutiae.length * wordsPerMask),
  };
  const sums = new Float64Array(sections);
  const near = new Int32Array(minutiae.length);
  const kept: number[] = [];
  for (let index = 0; index < minutiae.length; index += 1) {
    const count = listNeighbours(all, index, near);
    if (count < neighboursMin) continue;
    if (fillCylinder(all, index, { hull, near, count, sums })) kept.push(index);
  }
  return keepCylinders(all, kept);
}

function listNeighbours({ count, x, y }: CylinderSet, index: number, near: Int32Array): number {
  let found = 0;
  for (let other = 0; other < count; other += 1) {
    if (other === index) continue;
    if (Math.hypot(x[other]! - x[index]!, y[other]! - y[index]!) > radiusPx + reachPx) continue;
    near[found] = other;
    found += 1;
  }
  return found;
}

type Surroundings = {
  readonly hull: readonly Point[];
  readonly near: Int32Array;
  readonly count: number;
  readonly sums: Float64Array;
};

/** False when too few cells are valid. */
function fillCylinder(set: CylinderSet, index: number, surroundings: Surroundings): boolean {
  const cosine = Math.cos(set.angleRad[index]!);
  const sine = Math.sin(set.angleRad[index]!);
  let validCells = 0;
  for (let cell = 0; cell < cellsFlat; cell += 1) {
    if (isInCircle[cell] === 0) continue;
    const x = set.x[index]! + cosine * cellX[cell]! - sine * cellY[cell]!;
    const y = set.y[index]! + sine * cellX[cell]! + cosine * cellY[cell]!;
    if (!isNearHull(surroundings.hull, x, y, hullMarginPx)) continue;
    validCells += 1;
    const mask = index * wordsPerMask + (cell >> 5);
    set.valid[mask] = set.valid[mask]! | (1 << (cell & 31));
    sumInfluence(set, index, surroundings, x, y);
    for (let section = 0; section < sections; section += 1) {
      if (surroundings.sums[section]! <= cellMin) continue;
      const word = index * wordsPerCylinder + section * wordsFlat + (cell >> 5);
      set.bits[word] = set.bits[word]! | (1 << (cell & 31));
    }
  }
  return validCells >= validRatioMin * cellsInCircle;
}

/** Sums what the neighbours contribute to the six cells above one place. */
function sumInfluence(
  set: CylinderSet,
  index: number,
  { near, count, sums }: Surroundings,
  x: number,
  y: number,
): void {
  sums.fill(0);
  for (let at = 0; at < count; at += 1) {
    const other = near[at]!;
    const dx = set.x[other]! - x;
    const dy = set.y[other]! - y;
    const squared = dx * dx + dy * dy;
    if (squared > reachPx * reachPx) continue;
    const spatial = Math.exp(-squared / (2 * deviationPx * deviationPx)) / (deviationPx * Math.sqrt(2 * Math.PI));
    const turn = wrapAngle(set.angleRad[index]! - set.angleRad[other]!);
    for (let section = 0; section < sections; section += 1) {
      const sectionAngle = ((section + 0.5) * 2 * Math.PI) / sections - Math.PI;
      sums[section] = sums[section]! + spatial * directional(wrapAngle(sectionAngle - turn));
    }
  }
}

/** Area of the normal density over one section's width, by its middle and ends (Simpson). */
function directional(angle: number): number {
  const width = (2 * Math.PI) / sections;
  return (width / 6) * (density(angle - width / 2) + 4 * density(angle) + density(angle + width / 2));
}

function density(angle: number): number {
  return Math.exp(-(angle * angle) / (2 * deviationRad * deviationRad)) / (deviationRad * Math.sqrt(2 * Math.PI));
}

/** To [−π, π). */
export function wrapAngle(angle: number): number {
  const turned = (angle + Math.PI) % (2 * Math.PI);
  return (turned < 0 ? turned + 2 * Math.PI : turned) - Math.PI;
}

function keepCylinders(all: CylinderSet, kept: readonly number[]): CylinderSet {
  const bits = new Int32Array(kept.length * wordsPerCylinder);
  const valid = new Int32Array(kept.length * wordsPerMask);
  kept.forEach((from, to) => {
    bits.set(all.bits.subarray(from * wordsPerCylinder, (from + 1) * wordsPerCylinder), to * wordsPerCylinder);
    valid.set(all.valid.subarray(from * wordsPerMask, (from + 1) * wordsPerMask), to * wordsPerMask);
  });
  return {
    count: kept.length,
    x: Float64Array.from(kept, (index) => all.x[index]!),
    y: Float64Array.from(kept, (index) => all.y[index]!),
    angleRad: Float64Array.from(kept, (index) => all.angleRad[index]!),
    bits,
    valid,
  };
}
