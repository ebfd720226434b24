import type { Circle } from "../../runtime/kernel/geometry.ts";
import type { FilledImage } from "./kernels/fill-speculars.ts";
import { type LidSide, type LidSteps, traceLidSteps } from "./kernels/lid-steps.ts";
import { createLidScorer, darkBeyond } from "./kernels/score-lid-curve.ts";

/**
 * A lid's edge as a parabola: at `u` pixels to the right of the limbus' centre it stands
 * `apexPx - bend · u² + slope · u` pixels outward of that centre (up for the upper lid, down for the lower).
 */
export type LidCurve = { readonly apexPx: number; readonly bend: number; readonly slope: number };

/** Bends in units of one over the limbus radius; 0.5 follows the limbus itself. */
const bends = [0, 0.1, 0.2, 0.3, 0.4, 0.5] as const;
const slopes = [-0.2, -0.1, 0, 0.1, 0.2] as const;
/** A rougher edge than this is iris texture. */
const strengthMin = 3.5;
/**
 * The limbus' own rim is an edge too, and a strong one: it is left out first, and looked at only when no lid crosses the
 * iris further in.
 */
const insideRatios = [0.88, 0.97] as const;

/** The lid's edge where it crosses the iris, or null when it does not show there: the eye is open on that side. */
export function findLid(
  picture: Pick<FilledImage, "image" | "isSpecular">,
  limbus: Circle,
  pupil: Circle,
  side: LidSide,
): LidCurve | null {
  const grid = traceLidSteps(picture, limbus, pupil, side);
  for (const insideRatio of insideRatios) {
    const curve = bestCurve(grid, limbus.radius, insideRatio * limbus.radius);
    if (curve !== null) return curve;
  }
  return null;
}

/** An edge further in wins over a stronger one further out when it has this share of its strength: a lid has creases. */
const innerShare = 0.6;

type Scored = LidCurve & { readonly strength: number };

function bestCurve(grid: LidSteps, radiusPx: number, insidePx: number): LidCurve | null {
  const ladder = climbLadder(grid, radiusPx, insidePx);
  const strongest = Math.max(0, ...ladder.map((curve) => curve?.strength ?? 0));
  const needed = Math.max(strengthMin, innerShare * strongest);
  const first = ladder.findIndex((curve) => (curve?.strength ?? 0) >= needed);
  if (first < 0) return null;
  // The first row that suffices is the foot of a peak: climb it.
  let peak = first;
  while ((ladder[peak + 1]?.strength ?? 0) > (ladder[peak]?.strength ?? 0)) peak += 1;
  const curve = ladder[peak];
  return curve ? { apexPx: curve.apexPx, bend: curve.bend, slope: curve.slope } : null;
}

/** The best curve with its apex at each row. */
function climbLadder(grid: LidSteps, radiusPx: number, insidePx: number): (Scored | null)[] {
  const ladder: (Scored | null)[] = new Array(grid.rows).fill(null);
  const score = createLidScorer(grid, insidePx);
  const scores = new Float64Array(grid.rows);
  for (const bendRatio of bends) {
    for (const slope of slopes) {
      const shape = { bend: bendRatio / radiusPx, slope };
      score(shape, scores);
      scores.forEach((strength, row) => {
        if (!(strength > (ladder[row]?.strength ?? 0))) return;
        const curve = { ...shape, apexPx: grid.firstRowPx + row * grid.stepPx, strength };
        if (darkBeyond(grid, curve) <= darkShareMax) ladder[row] = curve;
      });
    }
  }
  return ladder;
}

/** A curve with more of the pupil's black beyond it than this cannot be a lid. */
const darkShareMax = 0.3;
