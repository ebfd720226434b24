import type { Circle } from "../../runtime/kernel/geometry.ts";
import { halvePlane } from "../image/kernels/halve-plane.ts";
import type { Plane } from "../image/plane.ts";
import { directionsIn, type EdgeSearch, strongestEdge, traceEdges } from "./kernels/circle-edge.ts";
import { voteCentres } from "./kernels/vote-centres.ts";
import { weighLevels } from "./kernels/weigh-levels.ts";

/** A pair of circles in pixels of the reduced plane, and how well both together look like an eye. */
export type EyeGuess = { readonly limbus: Circle; readonly pupil: Circle; readonly strength: number };

/** In pixels of the reduced plane, whose longer side is about 160. */
const pupilRadiusPx = { min: 3, max: 28 } as const;
const limbusRadiusPx = { min: 8, max: 60 } as const;
const candidatesMax = 6;
const candidateSeparationPx = 4;

/** Pupil to limbus radius; ISO/IEC 29794-6 recommends 0.2 to 0.7, nature goes a little beyond. */
const ratioMin = 0.12;
const ratioMax = 0.85;

/** Lids hide the top and bottom of the limbus: only its sides are looked at. */
export const limbusSides = [
  { fromDeg: -30, toDeg: 45 },
  { fromDeg: 135, toDeg: 210 },
] as const;

const pupilSearch = {
  directions: directionsIn([{ fromDeg: 0, toDeg: 360 }], 24),
  windowPx: 2,
  jumpCap: 60,
  noiseFloor: 6,
} as const;
const limbusSearch = { directions: directionsIn(limbusSides, 24), windowPx: 3, jumpCap: 40, noiseFloor: 2 } as const;

/** Beyond this an edge is simply certain; a perfect pupil must not make up for a missing limbus. */
const strengthCap = 4;
/** A pair this convincing ends the search: nothing better is to come from centres with fewer votes. */
const certainStrength = 5.5;
/** Centre steps of the climb, coarse to fine, each with a bounded number of rounds. */
const climbStepsPx = [2, 1] as const;
const climbRoundsMax = 4;

/** Pairs of pupil and limbus, the most convincing first. */
export function guessEyes(plane: Plane): EyeGuess[] {
  const centres = voteCentres(halvePlane(plane), {
    radiusMinPx: Math.floor(pupilRadiusPx.min / 2),
    radiusMaxPx: limbusRadiusPx.max / 2,
    candidatesMax,
    separationPx: candidateSeparationPx / 2,
  });
  const seen: Circle[] = [];
  const guesses: EyeGuess[] = [];
  for (const centre of centres) {
    const start = { x: centre.x * 2 + 0.5, y: centre.y * 2 + 0.5 };
    const round = climb(plane, start, () => ({
      ...pupilSearch,
      radiusMinPx: pupilRadiusPx.min,
      radiusMaxPx: pupilRadiusPx.max,
    }));
    if (seen.some((circle) => isSameCircle(circle, round.circle))) continue;
    seen.push(round.circle);
    guesses.push(asPupil(plane, round), asLimbus(plane, round));
    if (guesses.some((guess) => guess.strength >= certainStrength)) break;
  }
  return guesses.sort((one, other) => other.strength - one.strength);
}

/** Takes a dark round thing for the pupil and looks for the limbus around it. */
function asPupil(plane: Plane, pupil: Found): EyeGuess {
  const limbus = climb(plane, pupil.circle, (x, y) => limbusAround(pupil.circle, x, y));
  return judge(plane, pupil, limbus);
}

/** Takes it for the whole iris, with a sharper edge than the pupil, and looks for the pupil in it. */
function asLimbus(plane: Plane, round: Found): EyeGuess {
  const pupil = climb(plane, round.circle, () => ({
    ...pupilSearch,
    radiusMinPx: Math.max(pupilRadiusPx.min, Math.round(round.circle.radius * ratioMin)),
    radiusMaxPx: Math.floor(round.circle.radius * ratioMax - limbusSearch.windowPx),
  }));
  return asPupil(plane, pupil);
}

function judge(plane: Plane, pupil: Found, limbus: Found): EyeGuess {
  const edges = Math.min(strengthCap, pupil.strength) + Math.min(strengthCap, limbus.strength);
  const levels = weighLevels(plane, pupil.circle, limbus.circle);
  return { pupil: pupil.circle, limbus: limbus.circle, strength: edges * levels };
}

/** The limbus encloses the pupil, with room for the inner window: else the pupil's own edge would be found again. */
function limbusAround(pupil: Circle, x: number, y: number): EdgeSearch {
  const enclosing = Math.hypot(x - pupil.x, y - pupil.y) + pupil.radius + limbusSearch.windowPx + 1;
  return {
    ...limbusSearch,
    radiusMinPx: Math.ceil(Math.max(limbusRadiusPx.min, pupil.radius / ratioMax, enclosing)),
    radiusMaxPx: Math.floor(Math.min(limbusRadiusPx.max, pupil.radius / ratioMin)),
  };
}

type Found = { readonly circle: Circle; readonly strength: number };

/** Walks the centre uphill, in steps that get finer. */
function climb(
  plane: Plane,
  start: { readonly x: number; readonly y: number },
  searchAt: (x: number, y: number) => EdgeSearch,
): Found {
  const measure = (x: number, y: number): Found => {
    const edge = strongestEdge(traceEdges(plane, x, y, searchAt(x, y)));
    return { circle: { x, y, radius: edge.radius }, strength: edge.strength };
  };
  let best = measure(start.x, start.y);
  for (const stepPx of climbStepsPx) {
    for (let round = 0; round < climbRoundsMax; round += 1) {
      const { x, y } = best.circle;
      const before = best;
      for (const [stepX, stepY] of compass) {
        const found = measure(x + stepX * stepPx, y + stepY * stepPx);
        if (found.strength > best.strength) best = found;
      }
      if (best === before) break;
    }
  }
  return best;
}

const compass = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;

function isSameCircle(one: Circle, other: Circle): boolean {
  return Math.hypot(one.x - other.x, one.y - other.y) < 1.5 && Math.abs(one.radius - other.radius) < 1.5;
}
