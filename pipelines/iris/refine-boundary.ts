import type { Circle } from "../../runtime/kernel/geometry.ts";
import { type EyeLidCurves, openRows } from "./eye-lid-curves.ts";
import { createCircleTracer, directionsIn, type Samples, traceEdgePoints } from "./kernels/circle-edge.ts";
import { type FitPriors, type FittedBoundary, fitBoundary } from "./kernels/fit-boundary.ts";
import { limbusSides } from "./limbus-sides.ts";

/** Mean gray level step across a boundary, and that step over its unevenness. */
export type EdgeEvidence = { readonly jump: number; readonly strength: number };

/** The picture with its reflections painted over, and where they were: no boundary is seen there. */
export type SearchedPicture = Samples & { readonly isSpecular: Uint8Array };

export type RefinedBoundary = { readonly boundary: FittedBoundary; readonly edge: EdgeEvidence };

const allAround = directionsIn([{ fromDeg: 0, toDeg: 360 }], 96);
/** A direction whose edge is fainter than this share of the whole boundary's is under a lid or a lash. */
const visibleJumpRatio = 0.45;
/** Each look is narrower than the one before: the first corrects the low resolution, the last is exact. */
const looks = [
  { reachRatio: 0.14, reachMinPx: 6, windowRatio: 0.08 },
  { reachRatio: 0.07, reachMinPx: 4, windowRatio: 0.05 },
] as const;
/** The fit may move a circle by this share of its radius; farther off it has followed a lid. */
const movedMaxRatio = 0.16;

const kinds = {
  pupil: {
    judged: directionsIn([{ fromDeg: 0, toDeg: 360 }], 48),
    noiseFloor: 4,
    priors: { centreShare: 0.3, roundness: 3 },
  },
  // A limbus under both lids shows its sides alone: they say nothing of its height, and little of its shape.
  limbus: {
    judged: directionsIn(limbusSides, 48),
    noiseFloor: 2,
    priors: { centreShare: 0.12, roundness: 10 },
  },
} as const;

/** Moves a guessed circle onto the boundary it is near, to a fraction of a pixel, in every direction in which it shows. */
export function refineBoundary(samples: SearchedPicture, guess: Circle, kind: "pupil" | "limbus"): RefinedBoundary {
  const reachPx = Math.max(looks[0].reachMinPx, Math.round(guess.radius * looks[0].reachRatio));
  const first = judge(samples, guess, kind, reachPx);
  const start = { ...guess, radius: first.radius };
  const boundary = fitFrom(samples, start, { jumpMin: first.jump * visibleJumpRatio, priors: kinds[kind].priors });
  return settle(samples, kind, boundary ?? asBoundary(start));
}

/** How far apart the centres of pupil and limbus usually lie, in limbus radii. */
const decentrationRatio = 0.05;

/**
 * A limbus under lids says little of its height, and a lid's edge may pass for its rim: it is looked for from where it
 * was guessed and from the pupil's height, and what more of it supports, near the pupil's centre, is kept.
 */
export function refineLimbus(samples: SearchedPicture, guess: Circle, pupil: Circle): RefinedBoundary {
  const reachPx = Math.max(looks[0].reachMinPx, Math.round(guess.radius * looks[0].reachRatio));
  const first = judge(samples, guess, "limbus", reachPx);
  const level = (first.radius * decentrationRatio) / 2;
  const found = { ...guess, radius: first.radius };
  const starts = [found, { ...found, y: pupil.y }, { ...found, x: (guess.x + pupil.x) / 2, y: pupil.y + level }];
  let best: FittedBoundary | null = null;
  let bestCredit = 0;
  for (const start of starts) {
    const fit = fitFrom(samples, start, { jumpMin: first.jump * visibleJumpRatio, priors: kinds.limbus.priors });
    if (fit === null) continue;
    const apart = Math.hypot(fit.x - pupil.x, fit.y - pupil.y) / (fit.meanPx * decentrationRatio);
    const credit = fit.support / (1 + (apart * apart) / 2);
    if (credit > bestCredit) {
      best = fit;
      bestCredit = credit;
    }
  }
  return settle(samples, "limbus", best ?? asBoundary(found));
}

/** Room kept between a rim point that counts and a lid's edge, in limbus radii. */
const lidGapRatio = 0.05;

/**
 * Fits a boundary anew, from where it was found, to what no lid covers. Keeps what was found where too little is left.
 * `lids` are told from the circle `limbus`.
 */
export function fitBetweenLids(
  samples: SearchedPicture,
  { boundary, edge }: RefinedBoundary,
  { kind, limbus, lids }: { readonly kind: "pupil" | "limbus"; readonly limbus: Circle; readonly lids: EyeLidCurves },
): RefinedBoundary {
  const start = { x: boundary.x, y: boundary.y, radius: boundary.meanPx };
  const gapPx = lidGapRatio * limbus.radius;
  const isOpen = (x: number, y: number) => {
    const { topY, bottomY } = openRows(limbus, lids, x);
    return y > topY + gapPx && y < bottomY - gapPx;
  };
  const fitted = fitFrom(samples, start, { jumpMin: edge.jump * visibleJumpRatio, priors: kinds[kind].priors, isOpen });
  if (fitted === null) return { boundary, edge };
  const settled = settle(samples, kind, fitted);
  return settled.edge.strength < keptStrengthRatio * edge.strength ? { boundary, edge } : settled;
}

/** A fit whose edge is less sure than this share of what was found has followed something else. */
const keptStrengthRatio = 0.7;

function settle(samples: Samples, kind: "pupil" | "limbus", boundary: FittedBoundary): RefinedBoundary {
  const { x, y, meanPx } = boundary;
  const { jump, strength } = judge(samples, { x, y, radius: meanPx }, kind, 3);
  return { boundary, edge: { jump, strength } };
}

function judge(samples: Samples, circle: Circle, kind: "pupil" | "limbus", reachPx: number) {
  const { judged: directions, noiseFloor } = kinds[kind];
  const windowPx = windowOf(circle, looks[1].windowRatio);
  const trace = createCircleTracer(samples, { directions, windowPx, jumpCap: 120, noiseFloor }, 2 * reachPx + 2);
  return trace(circle.x, circle.y, rangeAround(circle, reachPx, windowPx));
}

/** Null where the points do not decide, or lead too far away. */
function fitFrom(
  samples: SearchedPicture,
  start: Circle,
  wish: Pick<Look, "jumpMin" | "priors" | "isOpen">,
): FittedBoundary | null {
  let circle = start;
  let boundary: FittedBoundary | null = null;
  for (const look of looks) {
    const fitted = fitOnce(samples, circle, { ...look, ...wish });
    if (fitted === null) return boundary;
    const movedPx = Math.hypot(fitted.x - start.x, fitted.y - start.y) + Math.abs(fitted.meanPx - start.radius);
    if (movedPx > start.radius * movedMaxRatio + looks[0].reachMinPx) return boundary;
    boundary = fitted;
    circle = { x: fitted.x, y: fitted.y, radius: fitted.meanPx };
  }
  return boundary;
}

type Look = (typeof looks)[number] & {
  readonly jumpMin: number;
  readonly priors: FitPriors;
  readonly isOpen?: (x: number, y: number) => boolean;
};

function fitOnce(
  samples: SearchedPicture,
  start: Circle,
  { reachRatio, reachMinPx, windowRatio, jumpMin, priors, isOpen }: Look,
): FittedBoundary | null {
  const windowPx = windowOf(start, windowRatio);
  const reachPx = Math.max(reachMinPx, Math.round(start.radius * reachRatio));
  const search = { directions: allAround, windowPx, ...rangeAround(start, reachPx, windowPx) };
  const points = traceEdgePoints(samples, start, search);
  points.radii.forEach((radius, index) => {
    const x = start.x + radius * (allAround.cosines[index] ?? 0);
    const y = start.y + radius * (allAround.sines[index] ?? 0);
    const isPainted = samples.isSpecular[Math.round(y) * samples.widthPx + Math.round(x)] === 1;
    if (isPainted || isOpen?.(x, y) === false) points.jumps[index] = Number.NaN;
  });
  return fitBoundary(points, allAround, { start, jumpMin, priors });
}

function windowOf({ radius }: Circle, ratio: number): number {
  return Math.max(3, Math.round(radius * ratio));
}

function rangeAround({ radius }: Circle, reachPx: number, windowPx: number) {
  const radiusMinPx = Math.max(windowPx, Math.round(radius) - reachPx);
  return { radiusMinPx, radiusMaxPx: Math.max(radiusMinPx, Math.round(radius) + reachPx) };
}

function asBoundary({ x, y, radius }: Circle): FittedBoundary {
  return { x, y, meanPx: radius, stretchX: 0, stretchY: 0, support: 0 };
}
