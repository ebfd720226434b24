import type { Point } from "../../runtime/kernel/geometry.ts";
import type { FingerPlan } from "./finger-pattern.ts";

/** From here up the ridges bend around the tip; below, towards the joint, they lie across the finger. */
const domeFootPx = -85;
const domeRisePx = 36;
/** Half the width over which the bend grows from the finger's middle line outwards. */
const domeReachPx = 105;
/** A loop or arch has its bend from the dome alone; the deltas of a whorl bend the ridges already. */
const whorlDomeRatio = 0.55;

/**
 * Ridge direction at a point, in radians with y up: half the angles to the cores less half those to the deltas (Sherlock
 * and Monro 1993, Pattern Recognition 26(7)), corrected by a bend around the fingertip and across the joint where that
 * model, which levels out everywhere far from its points, is too flat (as Vizcaya and Gerhardt 1996 correct it, ibid.
 * 29(7), by a turn that is a function of place).
 */
export function directionAt(plan: FingerPlan, { x, y }: Point): number {
  let turns = 0;
  for (const core of plan.cores) turns += Math.atan2(y - core.y, x - core.x);
  for (const delta of plan.deltas) turns -= Math.atan2(y - delta.y, x - delta.x);
  return turns / 2 + domeAt(plan, x, y) + hillAt(plan, x, y);
}

function domeAt(plan: FingerPlan, x: number, y: number): number {
  const above = 1 / (1 + Math.exp((domeFootPx - y) / domeRisePx));
  const outward = x / Math.sqrt(x * x + domeReachPx * domeReachPx);
  const ratio = plan.deltas.length > 1 ? whorlDomeRatio : 1;
  return -1.35 * plan.domeRad * ratio * above * outward;
}

function hillAt({ hillPx, hillSpreadPx }: FingerPlan, x: number, y: number): number {
  if (hillPx === 0) return 0;
  const height = hillPx * Math.exp(-((y + 15) ** 2) / (2 * 85 ** 2));
  const slope = ((-height * x) / hillSpreadPx ** 2) * Math.exp(-(x * x) / (2 * hillSpreadPx ** 2));
  return Math.atan(1.4 * slope);
}

/**
 * Ridge to ridge distance at a point, in pixels, before the finger's own irregularity: wider above the upper core and
 * below the lower delta (Cappelli, Erol, Maio and Maltoni 2000).
 */
export function periodAt(plan: FingerPlan, { y }: Point): number {
  const tip = 1 / (1 + Math.exp((95 - y) / 22));
  const joint = 1 / (1 + Math.exp((y + 120) / 20));
  return plan.periodPx * (1 + plan.tipWideningRatio * tip + plan.jointWideningRatio * joint);
}
