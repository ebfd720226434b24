import type { InkPoint } from "../../runtime/kernel/biometric.ts";

/** The round nib of a pen at one place of its way, in millimetres. */
export type Nib = { readonly xMm: number; readonly yMm: number; readonly radiusMm: number };

/** A fine liner: the line's width without and with full pressure. */
const lineMm = { light: 0.3, pressed: 0.8 } as const;
/** Two places nearer than this are one. */
const sameMm = 0.02;
/** Between two nibs the line is drawn straight: so far, and so little turned. */
const chordMaxMm = 0.5;
const turnMaxRad = 0.2;
const piecesMax = 24;
/** Nibs are left out where the line stays this near without them. */
const strayMaxMm = 0.01;
const leapMaxMm = 1.5;

/** The nib at each point of a stroke: pressure is width. */
export function toNibs(stroke: readonly InkPoint[]): Nib[] {
  return stroke.map(({ x, y, p }) => ({
    xMm: x,
    yMm: y,
    radiusMm: (lineMm.light + (lineMm.pressed - lineMm.light) * p) / 2,
  }));
}

/**
 * A smooth line through all nibs (centripetal Catmull and Rom, 1974), again as nibs: near enough to each other that
 * straight pieces between them do not show, and no more than that takes. A corner of the hand stays a corner.
 */
export function smoothLine(nibs: readonly Nib[]): Nib[] {
  const apart = dropRepeats(nibs);
  const [first] = apart;
  if (first === undefined || apart.length === 1) return apart;
  const line: Nib[] = [first];
  for (let index = 0; index + 1 < apart.length; index += 1) addPieces(line, apart, index);
  return dropNeedless(line);
}

function dropRepeats(nibs: readonly Nib[]): Nib[] {
  const apart: Nib[] = [];
  for (const nib of nibs) {
    const before = apart.at(-1);
    if (before === undefined || gap(before, nib) > sameMm) apart.push(nib);
    else if (nib.radiusMm > before.radiusMm) apart[apart.length - 1] = { ...before, radiusMm: nib.radiusMm };
  }
  return apart;
}

function addPieces(line: Nib[], nibs: readonly Nib[], index: number): void {
  const [from, to] = [nibs[index], nibs[index + 1]];
  if (from === undefined || to === undefined) return;
  const before = nibs[index - 1] ?? mirror(from, to);
  const after = nibs[index + 2] ?? mirror(to, from);
  const length = gap(from, to);
  const turn = turnBetween(before, from, to) + turnBetween(from, to, after);
  const pieces = Math.min(
    piecesMax,
    Math.ceil(Math.max(length / chordMaxMm, Math.min(turn / turnMaxRad, length / 0.05))),
  );
  for (let piece = 1; piece < pieces; piece += 1) line.push(between([before, from, to, after], piece / pieces));
  line.push(to);
}

/** Barry and Goldman's construction (1988); knots at the root of each distance, so that no loop grows at a corner. */
function between([before, from, to, after]: readonly [Nib, Nib, Nib, Nib], share: number): Nib {
  const t1 = Math.sqrt(Math.max(sameMm, gap(before, from)));
  const t2 = t1 + Math.sqrt(Math.max(sameMm, gap(from, to)));
  const t3 = t2 + Math.sqrt(Math.max(sameMm, gap(to, after)));
  const t = t1 + (t2 - t1) * share;
  const a1 = mix(before, from, t / t1);
  const a2 = mix(from, to, (t - t1) / (t2 - t1));
  const a3 = mix(to, after, (t - t2) / (t3 - t2));
  const b1 = mix(a1, a2, t / t2);
  const b2 = mix(a2, a3, (t - t1) / (t3 - t1));
  const { xMm, yMm } = mix(b1, b2, (t - t1) / (t2 - t1));
  return { xMm, yMm, radiusMm: from.radiusMm + (to.radiusMm - from.radiusMm) * share };
}

function mix(from: Nib, to: Nib, share: number): Nib {
  const along = (start: number, end: number) => start + (end - start) * share;
  return { xMm: along(from.xMm, to.xMm), yMm: along(from.yMm, to.yMm), radiusMm: from.radiusMm };
}

function mirror(centre: Nib, other: Nib): Nib {
  return { ...centre, xMm: 2 * centre.xMm - other.xMm, yMm: 2 * centre.yMm - other.yMm };
}

/** Leaves out what straight pieces reach without; looks back over the pieces since the last nib that was kept. */
function dropNeedless(line: readonly Nib[]): Nib[] {
  const [first] = line;
  if (first === undefined) return [];
  const kept: Nib[] = [first];
  let start = 0;
  for (let index = 2; index < line.length; index += 1) {
    const [from, to] = [line[start], line[index]];
    if (from === undefined || to === undefined) break;
    const isNeeded =
      gap(from, to) > leapMaxMm || line.slice(start + 1, index).some((nib) => strayOf(nib, from, to) > strayMaxMm);
    const last = line[index - 1];
    if (!isNeeded || last === undefined) continue;
    kept.push(last);
    start = index - 1;
  }
  const end = line.at(-1);
  if (end !== undefined && line.length > 1) kept.push(end);
  return kept;
}

/** How far a nib stands off the tapered line between two others, in place or in width. */
function strayOf(nib: Nib, from: Nib, to: Nib): number {
  const [runX, runY] = [to.xMm - from.xMm, to.yMm - from.yMm];
  const square = runX * runX + runY * runY;
  const along = square === 0 ? 0 : ((nib.xMm - from.xMm) * runX + (nib.yMm - from.yMm) * runY) / square;
  const share = Math.max(0, Math.min(1, along));
  const off = Math.hypot(nib.xMm - from.xMm - runX * share, nib.yMm - from.yMm - runY * share);
  return Math.max(off, Math.abs(nib.radiusMm - from.radiusMm - (to.radiusMm - from.radiusMm) * share));
}

function gap(one: Nib, other: Nib): number {
  return Math.hypot(other.xMm - one.xMm, other.yMm - one.yMm);
}

/** By how much the way turns at the middle one of three nibs, 0 to π. */
export function turnBetween(before: Nib, here: Nib, after: Nib): number {
  const inX = here.xMm - before.xMm;
  const inY = here.yMm - before.yMm;
  const outX = after.xMm - here.xMm;
  const outY = after.yMm - here.yMm;
  return Math.abs(Math.atan2(inX * outY - inY * outX, inX * outX + inY * outY));
}
