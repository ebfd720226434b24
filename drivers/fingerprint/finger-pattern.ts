import type { Point } from "../../runtime/kernel/geometry.ts";
import type { Random } from "../../runtime/kernel/random.ts";

export const fingerPatterns = ["arch", "left-loop", "right-loop", "whorl"] as const;
export type FingerPattern = (typeof fingerPatterns)[number];

/** Where the ridges of one finger turn, in pixels of the finger (x right, y up, origin in its middle). */
export type FingerPlan = {
  readonly pattern: FingerPattern;
  readonly cores: readonly Point[];
  readonly deltas: readonly Point[];
  /** Bend of the ridges over the finger's tip and, for an arch, of its hill. */
  readonly domeRad: number;
  readonly hillPx: number;
  readonly periodPx: number;
};

/** Draws one finger's plan. About two fingers in three have loops and one in three a whorl; arches are few. */
export function planFinger(random: Random, wanted: FingerPattern | null): FingerPlan {
  const drawn = random.pick<FingerPattern>([
    "right-loop",
    "right-loop",
    "left-loop",
    "left-loop",
    "left-loop",
    "whorl",
    "whorl",
    "arch",
  ]);
  const pattern = wanted ?? drawn;
  const shape = {
    pattern,
    domeRad: random.between(0.7, 1),
    hillPx: random.between(40, 60),
    periodPx: random.between(8.4, 9.8),
  };
  const core = { x: random.between(-12, 12), y: random.between(10, 45) };
  const reach = random.between(75, 105);
  const drop = random.between(75, 115);
  if (pattern === "arch") return { ...shape, cores: [], deltas: [] };
  if (pattern === "whorl") {
    const gap = random.between(18, 45);
    const tilt = random.between(-12, 12);
    return {
      ...shape,
      cores: [core, { x: core.x + tilt, y: core.y - gap }],
      deltas: [
        { x: core.x - reach, y: core.y - drop },
        { x: core.x + reach * random.between(0.9, 1.1), y: core.y - drop * random.between(0.9, 1.1) },
      ],
    };
  }
  const side = pattern === "left-loop" ? 1 : -1;
  return { ...shape, cores: [core], deltas: [{ x: core.x + side * reach, y: core.y - drop }] };
}

/**
 * Ridge direction at a point, in radians with y up: half the angles to the cores less half those to the deltas
 * (Sherlock and Monro 1993), with the ridges bent around the fingertip.
 */
export function directionAt(plan: FingerPlan, { x, y }: Point): number {
  const angleTo = (centre: Point) => Math.atan2(y - centre.y, x - centre.x);
  const turns =
    plan.cores.reduce((sum, core) => sum + angleTo(core), 0) -
    plan.deltas.reduce((sum, delta) => sum + angleTo(delta), 0);
  const above = 1 / (1 + Math.exp(-y / 60));
  const dome = -plan.domeRad * above * (x / 150);
  if (plan.pattern !== "arch") return turns / 2 + dome;
  const spread = 55;
  const hill = plan.hillPx * Math.exp(-((y + 20) ** 2) / (2 * 90 ** 2));
  return Math.atan(((-hill * x) / spread ** 2) * Math.exp(-(x * x) / (2 * spread ** 2))) + dome;
}
