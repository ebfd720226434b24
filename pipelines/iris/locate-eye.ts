import type { Circle } from "../../runtime/kernel/geometry.ts";
import { type EyeLidCurves, shiftLids } from "./eye-lid-curves.ts";
import { findLid } from "./find-lid.ts";
import { type EyeGuess, guessEyes } from "./guess-eye.ts";
import type { FilledImage } from "./kernels/fill-speculars.ts";
import type { FittedBoundary } from "./kernels/fit-boundary.ts";
import {
  type EdgeEvidence,
  fitBetweenLids,
  refineBoundary,
  refineLimbus,
  type SearchedPicture,
} from "./refine-boundary.ts";

/** An eye in the picture, in pixels of the picture, and how surely each boundary is one. */
export type LocatedEye = {
  readonly limbus: Circle;
  readonly pupil: Circle;
  /** The same boundaries with their flatness. */
  readonly limbusShape: FittedBoundary;
  readonly pupilShape: FittedBoundary;
  readonly lids: EyeLidCurves;
  readonly limbusEdge: EdgeEvidence;
  readonly pupilEdge: EdgeEvidence;
  /** How surely both together are an eye, from `creditMin` on; 1.5 leaves no doubt. */
  readonly credit: number;
};

/** Smaller pictures hold no eye that could be assessed. */
const sideMinPx = 48;
/**
 * Finds pupil and limbus: several centres by voting, each scored for pupil and limbus together at low resolution, the
 * best refined at full resolution. The picture has its reflections painted over already.
 */
export function locateEye(filled: FilledImage): LocatedEye | null {
  const { image, isSpecular, reduced, factor } = filled;
  if (Math.min(image.widthPx, image.heightPx) < sideMinPx) return null;
  const picture = { widthPx: image.widthPx, heightPx: image.heightPx, values: image.pixels, isSpecular };
  let best: SeenEye | null = null;
  let bestCredit = creditMin;
  for (const guess of guessEyes(reduced)) {
    const eye = refineEye(picture, enlarge(guess, factor));
    const credit = creditOf(eye, guess.strength);
    if (credit < bestCredit) continue;
    best = eye;
    bestCredit = credit;
    if (credit >= creditCertain) break;
  }
  return best && { ...withLids(filled, picture, best), credit: bestCredit };
}

/** Lids are found on the limbus, and both boundaries better between the lids. */
function withLids(filled: FilledImage, picture: SearchedPicture, eye: SeenEye): Omit<LocatedEye, "credit"> {
  const { limbus, pupil } = eye;
  const lids = {
    upper: findLid(filled, limbus, pupil, "upper"),
    lower: findLid(filled, limbus, pupil, "lower"),
  };
  const refit = (kind: "limbus" | "pupil") =>
    fitBetweenLids(picture, { boundary: eye[`${kind}Shape`], edge: eye[`${kind}Edge`] }, { kind, limbus, lids });
  const rim = refit("limbus");
  const hole = refit("pupil");
  const moved = asCircle(rim.boundary);
  return {
    limbus: moved,
    pupil: asCircle(hole.boundary),
    limbusShape: rim.boundary,
    pupilShape: hole.boundary,
    lids: shiftLids(lids, limbus, moved),
    limbusEdge: rim.edge,
    pupilEdge: hole.edge,
  };
}

type SeenEye = Omit<LocatedEye, "lids" | "credit">;

function refineEye(samples: SearchedPicture, guess: Pick<EyeGuess, "limbus" | "pupil">): SeenEye {
  const pupil = refineBoundary(samples, guess.pupil, "pupil");
  const limbus = refineLimbus(samples, guess.limbus, asCircle(pupil.boundary));
  return {
    limbus: asCircle(limbus.boundary),
    pupil: asCircle(pupil.boundary),
    limbusShape: limbus.boundary,
    pupilShape: pupil.boundary,
    limbusEdge: limbus.edge,
    pupilEdge: pupil.edge,
  };
}

function asCircle({ x, y, meanPx }: FittedBoundary): Circle {
  return { x, y, radius: meanPx };
}

/** From pixels of the reduced plane to pixels of the image; both count from the middle of their first pixel. */
function enlarge(guess: EyeGuess, factor: number): Pick<EyeGuess, "limbus" | "pupil"> {
  const scale = ({ x, y, radius }: Circle): Circle => ({
    x: (x + 0.5) * factor - 0.5,
    y: (y + 0.5) * factor - 0.5,
    radius: radius * factor,
  });
  return { limbus: scale(guess.limbus), pupil: scale(guess.pupil) };
}

/**
 * Skin, cloth and noise reach 0.8 in one of ten pictures, eyes at the edge of what can be found fall below it in one of a
 * hundred (test/pipelines/iris/locate-eye.test.ts).
 */
const creditMin = 0.8;
/** Nothing better is to be expected. */
const creditCertain = 1.5;
const strengthCap = 4;

/** How surely two circles are an eye: the edges of both at full size, and how they looked together from afar. */
function creditOf({ limbus, pupil, limbusEdge, pupilEdge }: SeenEye, guessed: number): number {
  const isInside = Math.hypot(limbus.x - pupil.x, limbus.y - pupil.y) + pupil.radius < limbus.radius;
  if (!isInside) return 0;
  const edges = Math.min(strengthCap, limbusEdge.strength) * Math.min(strengthCap, pupilEdge.strength);
  return Math.sqrt(guessed * Math.sqrt(edges));
}
