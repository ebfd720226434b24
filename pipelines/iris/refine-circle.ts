import type { Circle } from "../../runtime/kernel/geometry.ts";
import { limbusSides } from "./guess-eye.ts";
import {
  directionsIn,
  type EdgeSearch,
  type Samples,
  strongestEdge,
  traceEdgePoints,
  traceEdges,
} from "./kernels/circle-edge.ts";
import { type FittedCircle, fitCircle } from "./kernels/fit-circle.ts";

export type RefinedCircle = {
  readonly circle: Circle;
  readonly edge: { readonly jump: number; readonly strength: number };
};

/** Centre steps in pixels, coarse to fine; each is repeated until nothing improves, at most `roundsMax` times. */
const centreStepsPx = [3, 1.5, 0.75, 0.375] as const;
const roundsMax = 6;
/** The radius is looked for within this share of the guess, and at least this many pixels. */
const radiusReachRatio = 0.12;
const radiusReachMinPx = 5;

const boundaries = {
  pupil: { directions: directionsIn([{ fromDeg: 0, toDeg: 360 }], 64), jumpCap: 120, noiseFloor: 6 },
  limbus: { directions: directionsIn(limbusSides, 64), jumpCap: 120, noiseFloor: 2 },
} as const;

/** Moves a guessed circle onto the boundary it is near, to a fraction of a pixel. */
export function refineCircle(samples: Samples, guess: Circle, boundary: keyof typeof boundaries): RefinedCircle {
  let best = measure(samples, guess, boundary, guess.x, guess.y);
  for (const stepPx of centreStepsPx) {
    for (let round = 0; round < roundsMax; round += 1) {
      const before = best;
      for (const [offsetX, offsetY] of neighbours) {
        const { x, y } = before.circle;
        const moved = measure(samples, before.circle, boundary, x + offsetX * stepPx, y + offsetY * stepPx);
        if (moved.edge.strength > best.edge.strength) best = moved;
      }
      if (best === before) break;
    }
  }
  return best;
}

const neighbours = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;

function measure(
  samples: Samples,
  { radius }: Circle,
  boundary: keyof typeof boundaries,
  x: number,
  y: number,
): RefinedCircle {
  const windowPx = Math.max(3, Math.round(radius * 0.08));
  const reachPx = Math.max(radiusReachMinPx, Math.round(radius * radiusReachRatio));
  const search: EdgeSearch = {
    ...boundaries[boundary],
    windowPx,
    radiusMinPx: Math.max(windowPx, Math.round(radius) - reachPx),
    radiusMaxPx: Math.round(radius) + reachPx,
  };
  const edge = strongestEdge(traceEdges(samples, x, y, search));
  return { circle: { x, y, radius: edge.radius }, edge: { jump: edge.jump, strength: edge.strength } };
}

/** One direction alone has nothing to be weighed against; a cap would only flatten its peak. */
const jumpUncapped = 255;
const allAround = directionsIn([{ fromDeg: 0, toDeg: 360 }], 120);
/** A direction whose edge is fainter than this share of the middle one is under a lid. */
const visibleJumpRatio = 0.45;
/** The fit may move the circle by this share of its radius; farther off it has followed a lid. */
const fitReachRatio = 0.1;

/** How far apart the centres of pupil and limbus usually lie, in limbus radii. */
const decentrationRatio = 0.05;

/**
 * Uses every direction in which the limbus shows, not its sides alone: what is open below and above pins it in y.
 * Starts at the circle found and at the same circle moved to the pupil's height, and keeps the better supported one.
 */
export function fitLimbus(samples: Samples, found: RefinedCircle, pupil: Circle): RefinedCircle {
  const fits = [found.circle, { ...found.circle, y: pupil.y }].map((start) => fitFrom(samples, start, found.edge.jump));
  const credit = (fit: FittedCircle) => {
    const apart = Math.hypot(fit.x - pupil.x, fit.y - pupil.y) / (fit.radius * decentrationRatio);
    return fit.support * Math.exp((-apart * apart) / 2);
  };
  const best = fits.reduce((one, other) => (credit(other) > credit(one) ? other : one));
  return best.support === 0 ? found : { circle: { x: best.x, y: best.y, radius: best.radius }, edge: found.edge };
}

function fitFrom(samples: Samples, start: Circle, sideJump: number): FittedCircle {
  const reachPx = Math.max(radiusReachMinPx, Math.round(start.radius * fitReachRatio));
  const points = traceEdgePoints(samples, start.x, start.y, {
    ...boundaries.limbus,
    jumpCap: jumpUncapped,
    directions: allAround,
    windowPx: Math.max(3, Math.round(start.radius * 0.06)),
    radiusMinPx: Math.round(start.radius) - reachPx,
    radiusMaxPx: Math.round(start.radius) + reachPx,
  });
  const visible = points.filter((point) => point.jump >= sideJump * visibleJumpRatio);
  const fitted = fitCircle(visible, start);
  const movedPx = Math.hypot(fitted.x - start.x, fitted.y - start.y) + Math.abs(fitted.radius - start.radius);
  return movedPx > start.radius * fitReachRatio ? { ...start, support: 0 } : fitted;
}
