import { removeNarrow } from "./kernels/chamfer-distance.ts";
import { eraseFinger } from "./kernels/erase-finger.ts";
import { countLabelled, keepLarge, labelRegions, maskOf } from "./kernels/label-regions.ts";
import type { UprightSlap } from "./kernels/turn-upright.ts";
import { type Part, partFingers } from "./part-fingers.ts";
import { type FingerShape, shapeFingers } from "./shape-finger.ts";
import type { SlapLimits } from "./slap-limits.ts";

/** Share of its box that a fingertip fills at least; an ellipse fills 0.785. */
const fillMin = 0.5;
/** Half the width of the strip below a tip in which its own joints and palm lie, in widths of the finger. */
const stripRatio = 0.52;
/** Narrow skin this near to the strip, in widths from the axis, is what is left of a joint. */
const remnantRatio = 0.75;
const remnantWidthRatio = 0.68;
/** How much of a part may lie in another's strip before it waits for the next round. */
const shadedRatioMax = 0.12;
/** A patch much smaller than the fingers around it is dirt. */
const areaRatioMin = 0.22;
/** Tips hidden behind joints hidden behind tips: hands have no more layers. */
const roundsMax = 4;
const patchMinMm2 = 40;
/** Narrower skin than this is what erasing left. */
const sliverMm = 1.6;

export type Fingertips = {
  /** From left to right. */
  readonly tips: readonly FingerShape[];
  /** Skin that is neither a fingertip nor below one. */
  readonly unexplainedMm2: number;
};

/**
 * Finds fingertips from the top down: what lies below a tip along its axis is its joints and palm, and goes before the
 * rest is looked at again, because joints run into neighbours' tips. Changes the slap's labels.
 */
export function findFingertips(
  slap: UprightSlap,
  skin: { readonly count: number; readonly paperInk: number },
  limits: SlapLimits,
): Fingertips {
  const found: FingerShape[] = [];
  let { count } = skin;
  for (let round = 0; round < roundsMax && count > 0; round += 1) {
    const parts = partFingers(slap, count);
    const known = { paperInk: skin.paperInk, otherWidths: found.map(({ width }) => width) };
    const shapes = shapeFingers(slap, parts, known).flatMap((shape, index) => {
      const part = parts[index];
      return shape !== null && part !== undefined && isFinger(shape, slap.cellsPerMm, limits) ? [{ shape, part }] : [];
    });
    const usualWidth = found.reduce((sum, { width }) => sum + width, 0) / Math.max(1, found.length);
    const free = shapes.filter(
      ({ part, shape }) =>
        !shapes.some((other) => isShaded(part, shape, other.shape)) &&
        !found.some((tip) => isRemnant(shape, tip, Math.max(tip.width, usualWidth))),
    );
    if (free.length === 0) break;
    found.push(...free.map(({ shape }) => shape));
    for (const { shape } of free) eraseFinger(slap, shape, stripRatio * jointWidth(shape, found));
    count = relabel(slap);
  }
  const areas = found.map(({ area }) => area).sort((a, b) => a - b);
  const usual = areas[areas.length >> 1] ?? 0;
  const tips = found.filter(({ area }) => area >= areaRatioMin * usual).sort((a, b) => a.x - b.x);
  return { tips, unexplainedMm2: countLabelled(slap.labels) / (slap.cellsPerMm * slap.cellsPerMm) };
}

function isFinger({ width, length, area }: FingerShape, cellsPerMm: number, limits: SlapLimits): boolean {
  const widthMm = width / cellsPerMm;
  const isWide = widthMm >= limits.widthMinMm && widthMm <= limits.widthMaxMm;
  const lengthMinMm = widthMm < limits.narrowMm ? limits.narrowLengthMinMm : limits.lengthMinMm;
  return isWide && length / cellsPerMm >= lengthMinMm && area >= fillMin * width * length;
}

/** Whether much of a part lies in the strip below another's tip. */
function isShaded(part: Part, own: FingerShape, tip: FingerShape): boolean {
  if (own === tip || own.y <= tip.y) return false;
  const angle = (tip.angleDeg * Math.PI) / 180;
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  let shaded = 0;
  for (let at = 0; at < part.length; at += 2) {
    const dx = (part[at] ?? 0) - tip.x;
    const dy = (part[at + 1] ?? 0) - tip.y;
    const isBelow = -sine * dx + cosine * dy > tip.length / 2;
    if (isBelow && Math.abs(cosine * dx + sine * dy) < stripRatio * tip.width) shaded += 1;
  }
  return shaded > (shadedRatioMax * part.length) / 2;
}

/** A joint is about as wide as its fingertip, and as other fingers' where that touches with one side only. */
function jointWidth(tip: FingerShape, tips: readonly FingerShape[]): number {
  const widths = tips.map(({ width }) => width).sort((a, b) => a - b);
  return Math.max(tip.width, 0.8 * (widths[widths.length >> 1] ?? 0));
}

/** Whether a shape is the rest of a joint of whose finger the strip did not take all. */
function isRemnant(shape: FingerShape, tip: FingerShape, usualWidth: number): boolean {
  const angle = (tip.angleDeg * Math.PI) / 180;
  const dx = shape.x - tip.x;
  const dy = shape.y - tip.y;
  const isBelow = -Math.sin(angle) * dx + Math.cos(angle) * dy > tip.length / 2;
  const across = Math.abs(Math.cos(angle) * dx + Math.sin(angle) * dy);
  return isBelow && across < remnantRatio * usualWidth && shape.width < remnantWidthRatio * usualWidth;
}

/** Numbers what is left of the skin anew, without slivers, and says how many patches there are. */
function relabel({ columns, rows, labels, cellsPerMm }: UprightSlap): number {
  const mask = maskOf(labels);
  removeNarrow(mask, columns, rows, Math.round(sliverMm * cellsPerMm));
  const regions = labelRegions(mask, columns, rows, 1);
  const count = keepLarge(regions, patchMinMm2 * cellsPerMm * cellsPerMm);
  labels.set(regions.labels);
  return count;
}
