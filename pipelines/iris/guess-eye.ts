import type { Circle } from "../../runtime/kernel/geometry.ts";
import { halvePlane } from "../image/kernels/halve-plane.ts";
import type { Plane } from "../image/plane.ts";
import { createCircleTracer, directionsIn, type TraceCircle } from "./kernels/circle-edge.ts";
import { createRingTracer, type RingLimits, type TracedRings, type TraceRings } from "./kernels/trace-rings.ts";
import { voteCentres } from "./kernels/vote-centres.ts";
import { weighLevels } from "./kernels/weigh-levels.ts";
import { limbusSides } from "./limbus-sides.ts";

/** A pair of circles in pixels of the reduced plane, and how well both together look like an eye. */
export type EyeGuess = { readonly limbus: Circle; readonly pupil: Circle; readonly strength: number };

/** In pixels of the reduced plane, whose longer side is about 160. */
const ringLimits: RingLimits = {
  pupilPx: { min: 3, max: 28 },
  limbusPx: { min: 8, max: 60 },
  // ISO/IEC 29794-6 recommends 0.2 to 0.7, nature goes a little beyond.
  ratio: { min: 0.12, max: 0.85 },
  strengthCap: 4,
};
const candidatesMax = 16;
const candidateSeparationPx = 4;
/** Candidates are taken in groups, and the best of a group first: most eyes are in the first group. */
const groupSize = 4;
/** A pair this convincing ends the search: nothing better is to come from centres with fewer votes. */
const certainStrength = 2;
/** Levels alone must not refuse a pair: a lid or a dark lens upsets them. */
const levelsShare = 0.7;
/** Centre steps of the climb, coarse to fine, each with a bounded number of rounds. */
const climbStepsPx = [2, 1] as const;
const climbRoundsMax = 6;

/** So many of the best pairs are worth a closer look. */
const guessesMax = 3;

/** Pairs of pupil and limbus, the most convincing first, no two alike. */
export function guessEyes(plane: Plane): EyeGuess[] {
  const centres = voteCentres(halvePlane(plane), {
    radiusMinPx: Math.floor(ringLimits.pupilPx.min / 2),
    radiusMaxPx: ringLimits.limbusPx.max / 2,
    candidatesMax,
    separationPx: candidateSeparationPx / 2,
  });
  const search = startSearch(plane);
  const guesses: EyeGuess[] = [];
  for (let from = 0; from < centres.length; from += groupSize) {
    const starts = centres.slice(from, from + groupSize).map(({ x, y }) => search.look(2 * x + 1, 2 * y + 1));
    starts.sort((one, other) => other.strength - one.strength);
    for (const start of starts) {
      const guess = asGuess(plane, climb(search.look, start));
      if (guess.strength === 0 || guesses.some((known) => isSame(known, guess))) continue;
      guesses.push(guess);
      if (guess.strength >= certainStrength) return takeBest(plane, guesses);
    }
  }
  return takeBest(plane, guesses);
}

type Seen = TracedRings & { readonly x: number; readonly y: number };
type Look = (x: number, y: number) => Seen;

/** Looks at every centre once: climbs cross each other's ways. */
function startSearch(plane: Plane): { readonly look: Look } {
  const trace: TraceRings = createRingTracer(plane, ringLimits);
  const seen = new Map<number, Seen>();
  return {
    look: (x, y) => {
      const key = y * plane.widthPx + x;
      const known = seen.get(key);
      if (known !== undefined) return known;
      const fresh = { x, y, pupilPx: 0, pupilStrength: 0, limbusPx: 0, limbusStrength: 0, strength: 0 };
      const isInside = x >= 1 && y >= 1 && x < plane.widthPx - 1 && y < plane.heightPx - 1;
      if (isInside) trace(x, y, fresh);
      seen.set(key, fresh);
      return fresh;
    },
  };
}

/** Walks the centre uphill, in steps that get finer. */
function climb(look: Look, start: Seen): Seen {
  let best = start;
  for (const stepPx of climbStepsPx) {
    for (let round = 0; round < climbRoundsMax; round += 1) {
      const { x, y } = best;
      const before = best;
      for (const [stepX, stepY] of compass) {
        const found = look(x + stepX * stepPx, y + stepY * stepPx);
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

function asGuess(plane: Plane, { x, y, pupilPx, limbusPx, strength }: Seen): EyeGuess {
  // The rings count pixels up to the edge, half a pixel further than the last one's middle.
  const pupil = { x, y, radius: pupilPx - 0.5 };
  const limbus = { x, y, radius: limbusPx - 0.5 };
  if (strength === 0) return { pupil, limbus, strength };
  const levels = 1 - levelsShare + levelsShare * weighLevels(plane, pupil, limbus);
  return { pupil, limbus, strength: strength * levels };
}

/** Each circle of the best pairs finds its own centre: a pupil is rarely in the very middle. */
function takeBest(plane: Plane, guesses: readonly EyeGuess[]): EyeGuess[] {
  const best = [...guesses].sort((one, other) => other.strength - one.strength).slice(0, guessesMax);
  const pupil = createCircleTracer(plane, pupilSearch, 2 * partReachPx + 2);
  const limbus = createCircleTracer(plane, limbusSearch, 2 * partReachPx + 2);
  return best.map((guess) => ({ ...guess, pupil: part(pupil, guess.pupil), limbus: part(limbus, guess.limbus) }));
}

const pupilSearch = {
  directions: directionsIn([{ fromDeg: 0, toDeg: 360 }], 24),
  windowPx: 2,
  jumpCap: 40,
  noiseFloor: 4,
} as const;
const limbusSearch = { directions: directionsIn(limbusSides, 24), windowPx: 3, jumpCap: 30, noiseFloor: 4 } as const;
/** A radius is looked for so near to the one found around the common centre. */
const partReachPx = 3;
const partRoundsMax = 4;

function part(trace: TraceCircle, start: Circle): Circle {
  const around = Math.round(start.radius);
  const range = { radiusMinPx: Math.max(2, around - partReachPx), radiusMaxPx: around + partReachPx };
  let best = { circle: start, strength: 0 };
  const look = (x: number, y: number) => {
    const { radius, strength } = trace(x, y, range);
    if (strength > best.strength) best = { circle: { x, y, radius }, strength };
  };
  look(start.x, start.y);
  for (let round = 0; round < partRoundsMax; round += 1) {
    const before = best;
    for (const [stepX, stepY] of compass) look(before.circle.x + stepX, before.circle.y + stepY);
    if (best === before) break;
  }
  return best.circle;
}

function isSame({ pupil, limbus }: EyeGuess, other: EyeGuess): boolean {
  return (
    Math.hypot(pupil.x - other.pupil.x, pupil.y - other.pupil.y) < 1.5 &&
    Math.abs(pupil.radius - other.pupil.radius) < 1.5 &&
    Math.abs(limbus.radius - other.limbus.radius) < 2.5
  );
}
