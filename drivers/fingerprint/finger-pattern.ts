import type { FingerPosition } from "../../runtime/kernel/biometric.ts";
import type { Point } from "../../runtime/kernel/geometry.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import { drawPattern, type FingerPattern } from "./pattern-shares.ts";

export { type FingerPattern, fingerPatterns } from "./pattern-shares.ts";

/** How the ridges of one finger run, in pixels at 500 ppi (x right, y up, origin in the middle of the fingertip's ball). */
export type FingerPlan = {
  readonly pattern: FingerPattern;
  readonly cores: readonly Point[];
  readonly deltas: readonly Point[];
  /** Bend of the ridges over the finger's tip. */
  readonly domeRad: number;
  /** Height of an arch's hill; 0 for other patterns. */
  readonly hillPx: number;
  readonly hillSpreadPx: number;
  /** Ridge to ridge in the middle of the pattern. */
  readonly periodPx: number;
  /** How much wider ridges lie towards the tip and towards the joint. */
  readonly tipWideningRatio: number;
  readonly jointWideningRatio: number;
  /** The fingertip's size beside that of a middle finger of middling size. */
  readonly sizeRatio: number;
};

type Turns = Pick<FingerPlan, "cores" | "deltas">;

/** Draws one finger's plan; without a wanted pattern, in the natural proportions of the finger's position. */
export function planFinger(
  random: Random,
  wanted: FingerPattern | null,
  position: FingerPosition | null = null,
): FingerPlan {
  const drawn = drawPattern(random.fork("pattern"), position);
  const pattern = wanted ?? drawn;
  return {
    pattern,
    ...placeTurns(random.fork("turns"), pattern),
    domeRad: random.between(0.85, 1.1),
    hillPx: pattern === "arch" ? random.between(34, 62) : 0,
    hillSpreadPx: random.between(48, 66),
    periodPx: Math.min(10.4, Math.max(7.6, random.normal(8.9, 0.55))),
    tipWideningRatio: random.between(0.02, 0.12),
    jointWideningRatio: random.between(0.05, 0.2),
    sizeRatio: drawSize(random.fork("size"), position),
  };
}

/** Thumbs are broader than the other fingers, little fingers narrower. */
function drawSize(random: Random, position: FingerPosition | null): number {
  const spread = Math.min(1.15, Math.max(0.88, random.normal(1, 0.06)));
  if (position === 1 || position === 6) return 1.12 * spread;
  return position === 5 || position === 10 ? Math.max(0.87, 0.92 * spread) : spread;
}

function placeTurns(random: Random, pattern: FingerPattern): Turns {
  const core = { x: random.between(-12, 12), y: random.between(5, 40) };
  const reach = random.between(82, 122);
  const drop = random.between(75, 118);
  const below = (side: number): Point => ({
    x: core.x + side * reach * random.between(0.85, 1.12),
    y: core.y - drop * random.between(0.85, 1.12),
  });
  switch (pattern) {
    case "arch":
      return { cores: [], deltas: [] };
    case "tented-arch":
      return {
        cores: [core],
        deltas: [{ x: core.x + random.between(-8, 8), y: core.y - random.between(45, 85) }],
      };
    case "left-loop":
      return { cores: [core], deltas: [below(1)] };
    case "right-loop":
      return { cores: [core], deltas: [below(-1)] };
    case "whorl": {
      const lower = { x: core.x + random.between(-12, 12), y: core.y - random.between(14, 48) };
      return { cores: [core, lower], deltas: [below(-1), below(1)] };
    }
    case "double-loop": {
      const side = random.pick([-1, 1]);
      const lower = { x: core.x + side * random.between(20, 38), y: core.y - random.between(38, 62) };
      return {
        cores: [{ x: core.x - side * random.between(4, 14), y: core.y }, lower],
        deltas: [below(-1), below(1)],
      };
    }
    default:
      return pattern satisfies never;
  }
}
