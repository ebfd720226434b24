import type { InkPoint } from "../../runtime/kernel/biometric.ts";
import type { PageInkPoint } from "./page-ink.ts";

/**
 * Points of a page in order of time, each once, from the first touch to the last. Browsers hand events over in bunches, in
 * which one may come twice or after a later one; points of the same moment keep their order. Whoever draws past the edge
 * has drawn up to it. Times count from the first touch; a lifted pen leaves its gap.
 */
export function orderInk(
  points: readonly PageInkPoint[],
  pad: { readonly widthMm: number; readonly heightMm: number },
): InkPoint[] {
  const seen = new Set<string>();
  const once = points.filter(([x, y, t, , isDown]) => {
    const key = `${t} ${x} ${y} ${isDown}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const ordered = once.toSorted((one, other) => one[2] - other[2]);
  const first = ordered.findIndex(([, , , , isDown]) => isDown === 1);
  const last = ordered.findLastIndex(([, , , , isDown]) => isDown === 1);
  const touched = first < 0 ? [] : ordered.slice(first, last + 1);
  const originMs = touched[0]?.[2] ?? 0;
  return touched.map(([x, y, t, p, isDown]) => ({
    x: clamp(x, pad.widthMm),
    y: clamp(y, pad.heightMm),
    t: t - originMs,
    p: isDown === 1 ? p : 0,
    down: isDown === 1,
  }));
}

function clamp(placeMm: number, sideMm: number): number {
  return Math.min(sideMm, Math.max(0, placeMm));
}
