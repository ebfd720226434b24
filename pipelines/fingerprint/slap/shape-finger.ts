import { type Axis, cutStretch, measureRows } from "./kernels/measure-rows.ts";
import type { UprightSlap } from "./kernels/turn-upright.ts";
import type { Part } from "./part-fingers.ts";

/** A fingertip's contact in the upright slap, in cells. */
export type FingerShape = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly length: number;
  /** Turn from the upright slap, clockwise. */
  readonly angleDeg: number;
  /** Cells of skin within the box, and how many of them lie on the image's edge. */
  readonly area: number;
  readonly edgeCells: number;
};

/** Beyond this from its neighbours a finger's own axis is not believed. */
const turnMaxDeg = 28;
/** Rows of less skin than this end a finger. */
const rowMinMm = 2.5;
/** The middle line is drawn through this much of a finger: in widths from its tip, and at least so far. */
const bodyRatio = 1.25;
const bodyMinMm = 13;
/** A fingertip is about this long for its width; shorter or longer within the spread. */
const lengthPerWidth = 1.5;
const lengthSpread = 0.35;
/** The crease is looked for between these shares of the width below the tip. */
const creaseFrom = 0.85;
const creaseTo = 2.2;
/** A contact narrower than this share of its neighbours is part of a finger: its length goes by their width. */
const narrowRatio = 0.74;
/** The same holds for one that lies along the image's edge at least so far. */
const cutMinMm = 5;

/**
 * Finds the fingertip in each part: its axis by the middle line between its sides, its end at the crease where the next
 * joint shows. A finger that touches with one side only is as long as its neighbours. Null where there is nothing of a
 * finger's size.
 */
export function shapeFingers(
  slap: UprightSlap,
  parts: readonly Part[],
  { paperInk, otherWidths }: { readonly paperInk: number; readonly otherWidths: readonly number[] },
): readonly (FingerShape | null)[] {
  const shapeAll = (axes: readonly (Axis | null)[]): readonly (FingerShape | null)[] => {
    const outlines = parts.map((part, index) => outline(slap, part, axes[index] ?? null));
    const widths = outlines.flatMap((own) => (own === null ? [] : [own.width]));
    const usual = upperQuartile([...otherWidths, ...widths]);
    return outlines.map((own, index) => {
      const part = parts[index];
      if (own === null || part === undefined) return null;
      const isPart = own.isCut || own.width < narrowRatio * usual;
      const width = isPart ? Math.max(own.width, usual) : own.width;
      const end = findEnd(own.profile, { tip: own.tip, width, paperInk });
      return boxWithin(slap, part, own.axis, { from: own.profile.first + own.tip, to: own.profile.first + end });
    });
  };
  const axes = parts.map((part) => findAxis(slap, part));
  const shapes = shapeAll(axes);
  const calm = calmAxes(axes, shapes);
  return calm === null ? shapes : shapeAll(calm);
}

/** A contact hardly longer than wide says little of its direction: it is taken to lie as its neighbours. */
function calmAxes(axes: readonly (Axis | null)[], shapes: readonly (FingerShape | null)[]): (Axis | null)[] | null {
  const trustOf = (shape: FingerShape) => Math.min(1, Math.max(0, (shape.length / shape.width - 1.1) / 0.25));
  const trusted = shapes.flatMap((shape) => (shape !== null && trustOf(shape) === 1 ? [shape.angleDeg] : []));
  if (trusted.length === 0 || shapes.every((shape) => shape === null || trustOf(shape) === 1)) return null;
  const usual = medianOf(trusted);
  return axes.map((axis, index) => {
    const shape = shapes[index] ?? null;
    if (axis === null || shape === null) return axis;
    const trust = trustOf(shape);
    return { ...axis, angleDeg: trust * axis.angleDeg + (1 - trust) * usual };
  });
}

type Outline = {
  readonly axis: Axis;
  readonly profile: Profile;
  readonly tip: number;
  readonly width: number;
  /** Whether the image's edge cuts off a side of it. */
  readonly isCut: boolean;
};

function outline(slap: UprightSlap, part: Part, axis: Axis | null): Outline | null {
  if (axis === null) return null;
  const profile = profileAlong(slap, part, axis);
  const tip = profile.widths.findIndex((width) => width >= rowMinMm * slap.cellsPerMm);
  if (tip < 0) return null;
  const width = typicalWidth(profile.widths.slice(tip, tip + Math.round(14 * slap.cellsPerMm)));
  return { axis, profile, tip, width, isCut: countEdgeCells(slap, part) >= cutMinMm * slap.cellsPerMm };
}

const radians = (deg: number) => (deg * Math.PI) / 180;

/** Chords of a leaning ellipse show only half of its lean, so that the middle line is drawn again along itself. */
const axisRounds = 4;

/** A point within the part's upper end and the direction of its middle line. */
function findAxis(slap: UprightSlap, part: Part): Axis | null {
  let axis: Axis = { x: part[0] ?? 0, y: part[1] ?? 0, angleDeg: 0 };
  for (let round = 0; round < axisRounds; round += 1) {
    const next = drawMiddleLine(slap, part, axis);
    if (next === null) return null;
    const turned = Math.abs(next.angleDeg - axis.angleDeg);
    axis = next;
    if (turned < 0.5) break;
  }
  return axis;
}

function drawMiddleLine({ cellsPerMm }: UprightSlap, part: Part, axis: Axis): Axis | null {
  const { first, counts, means } = measureRows(part, axis);
  const isSolid = (row: number) => (counts[row] ?? 0) >= rowMinMm * cellsPerMm;
  const tip = counts.findIndex((_, row) => isSolid(row));
  if (tip < 0) return null;
  const width = typicalWidth([...counts.subarray(tip, tip + Math.round(14 * cellsPerMm))]);
  const line: { row: number; column: number }[] = [];
  const last = Math.min(counts.length - 1, tip + Math.max(bodyRatio * width, bodyMinMm * cellsPerMm));
  for (let row = tip + Math.round(0.3 * width); row <= last; row += 1) {
    if (isSolid(row)) line.push({ row: row + first, column: means[row] ?? 0 });
  }
  if (line.length === 0) return null;
  const lean = line.length * 2 < width ? 0 : (-Math.atan(fitSlope(line)) * 180) / Math.PI;
  const across = line.reduce((sum, { column }) => sum + column, 0) / line.length;
  const along = line.reduce((sum, { row }) => sum + row, 0) / line.length;
  const cosine = Math.cos(radians(axis.angleDeg));
  const sine = Math.sin(radians(axis.angleDeg));
  return {
    x: axis.x + cosine * across - sine * along,
    y: axis.y + sine * across + cosine * along,
    angleDeg: Math.max(-turnMaxDeg, Math.min(turnMaxDeg, axis.angleDeg + lean)),
  };
}

function fitSlope(points: readonly { readonly row: number; readonly column: number }[]): number {
  const row = points.reduce((sum, point) => sum + point.row, 0) / points.length;
  const column = points.reduce((sum, point) => sum + point.column, 0) / points.length;
  let joint = 0;
  let own = 0;
  for (const point of points) {
    joint += (point.row - row) * (point.column - column);
    own += (point.row - row) ** 2;
  }
  return own === 0 ? 0 : joint / own;
}

type Profile = {
  /** Place of the first row along the axis. */
  readonly first: number;
  /** Cells of skin, and mean ink in the middle half, of each row across the axis. */
  readonly widths: readonly number[];
  readonly inks: readonly number[];
};

function profileAlong(slap: UprightSlap, part: Part, axis: Axis): Profile {
  const { first, counts } = measureRows(part, axis);
  const widths = [...counts];
  const half = typicalWidth(widths) / 4;
  const cosine = Math.cos(radians(axis.angleDeg));
  const sine = Math.sin(radians(axis.angleDeg));
  const inks = widths.map((_, row) => {
    let sum = 0;
    let count = 0;
    for (let across = -half; across <= half; across += 1) {
      const along = row + first;
      const column = Math.round(axis.x + cosine * across - sine * along);
      const line = Math.round(axis.y + sine * across + cosine * along);
      if (column < 0 || line < 0 || column >= slap.columns || line >= slap.rows) continue;
      sum += slap.ink[line * slap.columns + column] ?? 0;
      count += 1;
    }
    return count === 0 ? 0 : sum / count;
  });
  return { first, widths, inks };
}

/** The upper quartile: ends and ragged rows do not count. */
function typicalWidth(widths: readonly number[]): number {
  return upperQuartile(widths.filter((width) => width > 0));
}

function upperQuartile(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(0.75 * (sorted.length - 1))] ?? 0;
}

type Search = { readonly tip: number; readonly width: number; readonly paperInk: number };

/** The row at which the fingertip ends: where the skin ends, or at the lightest or narrowest row near a crease's place. */
function findEnd({ widths, inks }: Profile, { tip, width, paperInk }: Search): number {
  const skinEnd = widths.length;
  const from = Math.round(tip + creaseFrom * width);
  const to = Math.min(skinEnd, Math.round(tip + creaseTo * width));
  if (skinEnd <= from) return skinEnd;
  const typicalInk = medianOf(inks.slice(tip, from)) - paperInk;
  const smooth = smoothInk(inks);
  let best = { row: skinEnd, cost: costOfLength((skinEnd - tip) / width) };
  for (let row = from; row < to; row += 1) {
    const light = typicalInk <= 0 ? 1 : Math.max(0, (smooth[row] ?? 0) - paperInk) / typicalInk;
    const narrow = (widths[row] ?? 0) / width;
    const cost = costOfLength((row - tip) / width) + 1.6 * Math.min(1, light) + 1.2 * Math.min(1, narrow);
    if (cost < best.cost) best = { row, cost };
  }
  return best.row;
}

/** How unusual a length is; gentle within the spread of fingertips, steep beyond. */
function costOfLength(ratio: number): number {
  return 0.5 * ((ratio - lengthPerWidth) / lengthSpread) ** 2;
}

/** Ridges run across the finger near the crease: over a ridge's period they even out. */
function smoothInk(inks: readonly number[]): number[] {
  return inks.map((ink, row) => ((inks[row - 1] ?? ink) + ink + (inks[row + 1] ?? ink)) / 3);
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

type Stretch = { readonly from: number; readonly to: number };

function boxWithin(slap: UprightSlap, part: Part, axis: Axis, { from, to }: Stretch): FingerShape | null {
  const tip = cutStretch(part, axis, { from, to });
  if (tip.length === 0) return null;
  const rows = measureRows(tip, axis);
  const columns = measureRows(tip, { ...axis, angleDeg: axis.angleDeg - 90 });
  const along = findBulk(rows.counts);
  const across = findBulk(columns.counts);
  const x = columns.first + (across.from + across.to) / 2;
  const y = rows.first + (along.from + along.to) / 2;
  const cosine = Math.cos(radians(axis.angleDeg));
  const sine = Math.sin(radians(axis.angleDeg));
  return {
    x: axis.x + cosine * x - sine * y + 0.5,
    y: axis.y + sine * x + cosine * y + 0.5,
    width: across.to - across.from + 1,
    length: along.to - along.from + 1,
    angleDeg: axis.angleDeg,
    area: tip.length / 2,
    edgeCells: countEdgeCells(slap, tip),
  };
}

/** Rows and columns of less skin than this share of the fullest are hairs and ragged ends. */
const bulkRatio = 0.22;

function findBulk(counts: Int32Array): { readonly from: number; readonly to: number } {
  const limit = bulkRatio * counts.reduce((most, count) => Math.max(most, count), 0);
  const from = counts.findIndex((count) => count >= limit);
  return { from, to: counts.findLastIndex((count) => count >= limit) };
}

function countEdgeCells(slap: UprightSlap, part: Part): number {
  let count = 0;
  for (let at = 0; at < part.length; at += 2) if (isOnEdge(slap, part[at] ?? 0, part[at + 1] ?? 0)) count += 1;
  return count;
}

function isOnEdge({ columns, rows, beyond }: UprightSlap, column: number, row: number): boolean {
  if (column === 0 || row === 0 || column === columns - 1 || row === rows - 1) return true;
  const at = row * columns + column;
  return (beyond[at - 1] ?? 1) + (beyond[at + 1] ?? 1) + (beyond[at - columns] ?? 1) + (beyond[at + columns] ?? 1) > 0;
}
