import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { FittedBoundary } from "./fit-boundary.ts";
import { type MaskLine, spanWithin } from "./mask-line.ts";

/** A boundary, and circles around its centre between which it has to be followed. */
export type Edge = FittedBoundary & { readonly inner: Circle; readonly outer: Circle };

/** Harmonics bend a boundary by less than this share of its radius. */
const flatnessMax = 0.15;
/** Room left on both sides of where a boundary runs at most, so that no rounding decides. */
const clearPx = 1;

export function edgeOf(boundary: FittedBoundary): Edge {
  const { x, y, meanPx, stretchX, stretchY } = boundary;
  const bendPx = Math.min(flatnessMax * meanPx, Math.hypot(stretchX, stretchY)) + clearPx;
  const inner = { x, y, radius: Math.max(0, meanPx - bendPx) };
  return { ...boundary, inner, outer: { x, y, radius: meanPx + bendPx } };
}

/** Gives every pixel of a line that lies within a boundary its kind, and asks each only near the boundary. */
export function paintWithin(regions: Uint8Array, line: MaskLine, edge: Edge, kind: number): void {
  const outer = spanWithin(edge.outer, line);
  const inner = spanWithin(edge.inner, line);
  if (inner.from >= inner.to) {
    paintAlong(regions, { ...line, ...outer }, edge, kind);
    return;
  }
  paintAlong(regions, { ...line, from: outer.from, to: inner.from - 1 }, edge, kind);
  regions.fill(kind, line.start + inner.from, line.start + inner.to + 1);
  paintAlong(regions, { ...line, from: inner.to + 1, to: outer.to }, edge, kind);
}

function paintAlong(regions: Uint8Array, { start, left, y, from, to }: MaskLine, edge: Edge, kind: number): void {
  for (let column = from; column <= to; column += 1) {
    if (isWithin(edge, left + column, y)) regions[start + column] = kind;
  }
}

function isWithin({ x, y, meanPx, stretchX, stretchY }: Edge, atX: number, atY: number): boolean {
  const across = atX - x;
  const down = atY - y;
  const squared = across * across + down * down;
  if (squared > (meanPx * (1 + flatnessMax)) ** 2) return false;
  if (squared < (meanPx * (1 - flatnessMax)) ** 2) return true;
  const stretch = stretchX * (across * across - down * down) + stretchY * 2 * across * down;
  return Math.sqrt(squared) <= meanPx + stretch / squared;
}
