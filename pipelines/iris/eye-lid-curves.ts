import type { Circle } from "../../runtime/kernel/geometry.ts";
import type { LidCurve } from "./find-lid.ts";

/** Both lids' edges; null where a lid leaves the iris free. */
export type EyeLidCurves = { readonly upper: LidCurve | null; readonly lower: LidCurve | null };

/** The rows between which a column is free of both lids; endless where a lid does not show. */
export function openRows(
  limbus: Circle,
  lids: EyeLidCurves,
  x: number,
): { readonly topY: number; readonly bottomY: number } {
  const u = x - limbus.x;
  return {
    topY: lids.upper === null ? Number.NEGATIVE_INFINITY : limbus.y - outwardPx(lids.upper, u),
    bottomY: lids.lower === null ? Number.POSITIVE_INFINITY : limbus.y + outwardPx(lids.lower, u),
  };
}

/** The same edges in the picture, told from another limbus. */
export function shiftLids({ upper, lower }: EyeLidCurves, from: Circle, to: Circle): EyeLidCurves {
  const moveX = to.x - from.x;
  const shift = (curve: LidCurve | null, moveOutPx: number): LidCurve | null =>
    curve && {
      apexPx: outwardPx(curve, moveX) - moveOutPx,
      bend: curve.bend,
      slope: curve.slope - 2 * curve.bend * moveX,
    };
  return { upper: shift(upper, from.y - to.y), lower: shift(lower, to.y - from.y) };
}

function outwardPx({ apexPx, bend, slope }: LidCurve, u: number): number {
  return apexPx - bend * u * u + slope * u;
}
