import type { Minutia } from "../extract-minutiae.ts";
import { distanceOutside, type HullPlanes, planHull } from "./hull-planes.ts";

/** Radius of a cylinder, and its cells along a side and over the angles (values of Cappelli, Ferrara and Maltoni 2010). */
const radiusPx = 70;
const cellsAcross = 16;
const sections = 6;
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

/** Minutiae of this quality count 1; each point more or less changes that by this much. */
const qualityUsual = 60;
const qualityWeight = 0.007;

const cellSizePx = (2 * radiusPx) / cellsAcross;
/** Number of a cell among those within the circle, −1 for the corners of the square. */
const cellNumber = new Int16Array(cellsAcross * cellsAcross).fill(-1);
const cellX: number[] = [];
const cellY: number[] = [];
for (let cell = 0; cell < cellNumber.length; cell += 1) {
  const x = placeOfCell(cell % cellsAcross);
  const y = placeOfCell(Math.floor(cell / cellsAcross));
  if (Math.hypot(x, y) > radiusPx) continue;
  cellNumber[cell] = cellX.length;
  cellX.push(x);
  cellY.push(y);
}
const cellCount = cellX.length;

export const wordsPerMask = Math.ceil(cellCount / 32);
export const wordsPerCylinder = wordsPerMask * sections;

/** What a cylinder is good for: nothing, comparison where both know something, comparison as a whole. */
export const cylinderUse = { none: 0, masked: 1, whole: 2 } as const;

/**
 * Minutiae in mathematical axes (y up, radians), each with the bits that describe its surroundings. In the order of y, then
 * x and angle, whatever order they came in.
 */
export type CylinderSet = {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly angleRad: Float64Array;
  readonly cosine: Float64Array;
  readonly sine: Float64Array;
  /** What a minutia counts for, around 1: the more, the better its surroundings are. */
  readonly weight: Float64Array;
  readonly isEnding: Uint8Array;
  readonly hull: HullPlanes;
  /** A value of {@link cylinderUse}, a minutia. */
  readonly use: Uint8Array;
  /** {@link wordsPerCylinder} a minutia: the sections one after the other, a bit a cell. */
  readonly bits: Int32Array;
  /** How many of a cylinder's bits are set. */
  readonly bitsSet: Int32Array;
  /** {@link wordsPerMask} a minutia: which cells are valid. */
  readonly valid: Int32Array;
  readonly validCells: Int32Array;
};

/**
 * Describes each minutia by what lies around it: bit cylinders of the Minutia Cylinder-Code (Cappelli, Ferrara and
 * Maltoni 2010, IEEE TPAMI 32(12)). Minutiae without enough surroundings have no cylinder, but keep their place.
 */
export function describeMinutiae(minutiae: readonly Minutia[]): CylinderSet {
  const count = minutiae.length;
  const sorted = minutiae.toSorted((a, b) => b.y - a.y || a.x - b.x || a.angleDeg - b.angleDeg);
  const x = Float64Array.from(sorted, (minutia) => minutia.x);
  const y = Float64Array.from(sorted, (minutia) => -minutia.y);
  const angleRad = Float64Array.from(sorted, (minutia) => (minutia.angleDeg * Math.PI) / 180);
  const set: CylinderSet = {
    count,
    x,
    y,
    angleRad,
    cosine: angleRad.map(Math.cos),
    sine: angleRad.map(Math.sin),
    weight: Float64Array.from(sorted, (minutia) => 1 + qualityWeight * (minutia.quality - qualityUsual)),
    isEnding: Uint8Array.from(sorted, (minutia) => (minutia.kind === "ending" ? 1 : 0)),
    hull: planHull(x, y),
    use: new Uint8Array(count),
    bits: new Int32Array(count * wordsPerCylinder),
    bitsSet: new Int32Array(count),
    valid: new Int32Array(count * wordsPerMask),
    validCells: new Int32Array(count),
  };
  for (let index = 0; index < count; index += 1) {
    markValidCells(set, index);
    if (set.validCells[index]! < validRatioMin * cellCount) continue;
    if (sumNeighbours(set, index) < neighboursMin) continue;
    setBits(set, index);
    set.use[index] = set.validCells[index] === cellCount ? cylinderUse.whole : cylinderUse.masked;
  }
  return set;
}

function markValidCells(set: CylinderSet, index: number): void {
  const x = set.x[index]!;
  const y = set.y[index]!;
  const cosine = set.cosine[index]!;
  const sine = set.sine[index]!;
  // A minutia deep enough inside takes its whole cylinder with it: the hull is convex.
  const isDeep = distanceOutside(set.hull, x, y) <= hullMarginPx - radiusPx;
  let validCells = 0;
  for (let cell = 0; cell < cellCount; cell += 1) {
    const placeX = x + cosine * cellX[cell]! - sine * cellY[cell]!;
    const placeY = y + sine * cellX[cell]! + cosine * cellY[cell]!;
    if (!isDeep && distanceOutside(set.hull, placeX, placeY) > hullMarginPx) continue;
    const word = index * wordsPerMask + (cell >> 5);
    set.valid[word] = set.valid[word]! | (1 << (cell & 31));
    validCells += 1;
  }
  set.validCells[index] = validCells;
}

const sums = new Float64Array(cellsAcross * cellsAcross * sections);
const shares = new Float64Array(sections);
const fallX = new Float64Array(cellsAcross);

/** Sums what the neighbours contribute to every cell, in the minutia's own axes; returns how many there are. */
function sumNeighbours(set: CylinderSet, index: number): number {
  sums.fill(0);
  let neighbours = 0;
  for (let other = 0; other < set.count; other += 1) {
    if (other === index) continue;
    const dx = set.x[other]! - set.x[index]!;
    const dy = set.y[other]! - set.y[index]!;
    if (dx * dx + dy * dy > (radiusPx + reachPx) ** 2) continue;
    neighbours += 1;
    const alongX = set.cosine[index]! * dx + set.sine[index]! * dy;
    const alongY = set.cosine[index]! * dy - set.sine[index]! * dx;
    shareOverSections(wrapAngle(set.angleRad[index]! - set.angleRad[other]!));
    spreadNeighbour(alongX, alongY);
  }
  return neighbours;
}

/** How a neighbour turned by `turn` divides over the sections. */
function shareOverSections(turn: number): void {
  for (let section = 0; section < sections; section += 1) {
    const middle = ((section + 0.5) * 2 * Math.PI) / sections - Math.PI;
    shares[section] = directional(wrapAngle(middle - turn));
  }
}

function spreadNeighbour(x: number, y: number): void {
  const first = (at: number) => Math.max(0, Math.ceil((at - reachPx + radiusPx) / cellSizePx - 0.5));
  const last = (at: number) => Math.min(cellsAcross - 1, Math.floor((at + reachPx + radiusPx) / cellSizePx - 0.5));
  const left = first(x);
  const right = last(x);
  for (let column = left; column <= right; column += 1) fallX[column] = spatial(placeOfCell(column) - x);
  for (let row = first(y); row <= last(y); row += 1) {
    const fallY = spatial(placeOfCell(row) - y) / (deviationPx * Math.sqrt(2 * Math.PI));
    for (let column = left; column <= right; column += 1) {
      const influence = fallX[column]! * fallY;
      // Beyond the reach the influence is cut off, as in the paper.
      if (influence < influenceMin) continue;
      const at = (row * cellsAcross + column) * sections;
      for (let section = 0; section < sections; section += 1) {
        sums[at + section] = sums[at + section]! + influence * shares[section]!;
      }
    }
  }
}

const influenceMin = Math.exp(-4.5) / (deviationPx * Math.sqrt(2 * Math.PI));

function placeOfCell(index: number): number {
  return (index + 0.5) * cellSizePx - radiusPx;
}

function spatial(distance: number): number {
  return Math.exp(-(distance * distance) / (2 * deviationPx * deviationPx));
}

function setBits(set: CylinderSet, index: number): void {
  let bitsSet = 0;
  for (let place = 0; place < cellNumber.length; place += 1) {
    const cell = cellNumber[place]!;
    if (cell < 0) continue;
    const bit = 1 << (cell & 31);
    if ((set.valid[index * wordsPerMask + (cell >> 5)]! & bit) === 0) continue;
    for (let section = 0; section < sections; section += 1) {
      if (sums[place * sections + section]! <= cellMin) continue;
      const word = index * wordsPerCylinder + section * wordsPerMask + (cell >> 5);
      set.bits[word] = set.bits[word]! | bit;
      bitsSet += 1;
    }
  }
  set.bitsSet[index] = bitsSet;
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
