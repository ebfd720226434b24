import type { Circle } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { reduceByArea } from "../image/kernels/reduce-by-area.ts";
import { type EyeGuess, guessEyes } from "./guess-eye.ts";
import { fitLimbus, refineCircle } from "./refine-circle.ts";

/** An eye in the picture, in pixels of the picture, and how surely each boundary is one. */
export type LocatedEye = {
  readonly limbus: Circle;
  readonly pupil: Circle;
  /** Mean gray level step across each boundary, and that step over its unevenness. */
  readonly limbusEdge: EdgeEvidence;
  readonly pupilEdge: EdgeEvidence;
};

export type EdgeEvidence = { readonly jump: number; readonly strength: number };

/** The picture is searched at about this many pixels on its longer side, then refined at full size. */
const searchSidePx = 160;
/** Smaller pictures hold no eye that could be assessed. */
const sideMinPx = 48;

/**
 * Finds pupil and limbus: several centres by voting, each scored for pupil and limbus together at low resolution, the
 * best refined at full resolution. `image` has its reflections painted over already.
 */
export function locateEye(image: GrayImage): LocatedEye | null {
  if (Math.min(image.widthPx, image.heightPx) < sideMinPx) return null;
  const factor = Math.max(1, Math.round(Math.max(image.widthPx, image.heightPx) / searchSidePx));
  const [best] = guessEyes(reduceByArea(image, factor));
  if (best === undefined) return null;
  const eye = refineEye(image, enlarge(best, factor));
  return isEye(eye) ? eye : null;
}

function refineEye(image: GrayImage, guess: Pick<EyeGuess, "limbus" | "pupil">): LocatedEye {
  const samples = { widthPx: image.widthPx, heightPx: image.heightPx, values: image.pixels };
  const pupil = refineCircle(samples, guess.pupil, "pupil");
  const limbus = fitLimbus(samples, refineCircle(samples, guess.limbus, "limbus"), pupil.circle);
  return { limbus: limbus.circle, pupil: pupil.circle, limbusEdge: limbus.edge, pupilEdge: pupil.edge };
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

/** Weaker boundaries are found in skin, cloth and noise too. */
const evidenceMin = { pupilJump: 6, pupilStrength: 0.9, limbusJump: 1.5, limbusStrength: 0.4 } as const;

function isEye({ limbus, pupil, limbusEdge, pupilEdge }: LocatedEye): boolean {
  return (
    pupilEdge.jump >= evidenceMin.pupilJump &&
    pupilEdge.strength >= evidenceMin.pupilStrength &&
    limbusEdge.jump >= evidenceMin.limbusJump &&
    limbusEdge.strength >= evidenceMin.limbusStrength &&
    Math.hypot(limbus.x - pupil.x, limbus.y - pupil.y) + pupil.radius < limbus.radius
  );
}
