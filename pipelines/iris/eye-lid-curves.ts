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

function outwardPx({ apexPx, bend, slope }: LidCurve, u: number): number {
  return apexPx - bend * u * u + slope * u;
}
