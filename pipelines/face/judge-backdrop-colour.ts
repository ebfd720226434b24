import type { BackdropColour } from "../../runtime/kernel/biometric.ts";
import { type Lab, toLab } from "../image/cielab.ts";
import { type BackdropMask, segmentSidePx } from "./segment-person.ts";

export type BackdropJudgement = {
  /** `null` where too little backdrop shows to say. */
  readonly colour: BackdropColour | "other" | null;
  /** Share of the image that is backdrop, 0 to 1. */
  readonly visibleRatio: number;
  /** Shares of the backdrop's area in each colour, 0 to 1. */
  readonly ratios: Readonly<Record<BackdropColour, number>>;
  /** Root mean square distance of the backdrop's patches from their mean in CIELAB: shadows, folds, a second colour. */
  readonly spread: number;
};

/**
 * Hue angles h_ab of the three cloths. Shade and exposure move lightness and chroma a great deal and hue little, so hue
 * alone decides. Red runs over the zero of the circle.
 */
const hueRangesDeg: Readonly<Record<BackdropColour, readonly [from: number, to: number]>> = {
  red: [-20, 48],
  orange: [48, 80],
  blue: [245, 310],
};
/** Grays and blacks have no hue worth reading: chroma below this, or below this share of the lightness. */
const chromaMin = 8;
const chromaMinRatio = 0.25;

const visibleMinRatio = 0.03;
const patchCells = 8;

/**
 * Names the backdrop's colour by the vote of its patches, so that a stray object or reflection is outvoted: a colour
 * wins with at least `winningMinRatio` of them.
 */
export function judgeBackdropColour(backdrop: BackdropMask, winningMinRatio: number): BackdropJudgement {
  const patches = readPatches(backdrop);
  const grid = (segmentSidePx / patchCells) ** 2;
  const visibleRatio = patches.length / grid;
  const ratios = { red: voteFor(patches, "red"), blue: voteFor(patches, "blue"), orange: voteFor(patches, "orange") };
  return { colour: decide(visibleRatio, ratios, winningMinRatio), visibleRatio, ratios, spread: spreadOf(patches) };
}

/** The backdrop colour that a colour would be taken for, or `null`. */
export function nameHue({ lightness, a, b }: Lab): BackdropColour | null {
  const chroma = Math.hypot(a, b);
  if (chroma < Math.max(chromaMin, chromaMinRatio * lightness)) return null;
  const hueDeg = (Math.atan2(b, a) * 180) / Math.PI;
  for (const colour of ["red", "orange", "blue"] as const) {
    const [from, to] = hueRangesDeg[colour];
    const turns = Math.ceil((from - hueDeg) / 360);
    if (hueDeg + 360 * turns < to) return colour;
  }
  return null;
}

function decide(
  visibleRatio: number,
  ratios: BackdropJudgement["ratios"],
  winningMinRatio: number,
): BackdropJudgement["colour"] {
  if (visibleRatio < visibleMinRatio) return null;
  const colours = ["red", "blue", "orange"] as const;
  return colours.find((colour) => ratios[colour] >= winningMinRatio) ?? "other";
}

function voteFor(patches: readonly Lab[], colour: BackdropColour): number {
  return patches.filter((patch) => nameHue(patch) === colour).length / Math.max(1, patches.length);
}

function spreadOf(patches: readonly Lab[]): number {
  const count = Math.max(1, patches.length);
  const mean = (pick: (patch: Lab) => number) => patches.reduce((sum, patch) => sum + pick(patch), 0) / count;
  const centre = { lightness: mean((p) => p.lightness), a: mean((p) => p.a), b: mean((p) => p.b) };
  return Math.sqrt(mean((p) => (p.lightness - centre.lightness) ** 2 + (p.a - centre.a) ** 2 + (p.b - centre.b) ** 2));
}

/** Mean colour of each patch of the grid that is backdrop for the most part. */
function readPatches(backdrop: BackdropMask): Lab[] {
  const patches: Lab[] = [];
  for (let top = 0; top < segmentSidePx; top += patchCells) {
    for (let left = 0; left < segmentSidePx; left += patchCells) {
      const patch = readPatch(backdrop, left, top);
      if (patch !== null) patches.push(patch);
    }
  }
  return patches;
}

function readPatch({ isBackdrop, planes }: BackdropMask, left: number, top: number): Lab | null {
  const area = segmentSidePx * segmentSidePx;
  const sums = [0, 0, 0];
  let count = 0;
  for (let y = top; y < top + patchCells; y += 1) {
    for (let x = left; x < left + patchCells; x += 1) {
      const index = y * segmentSidePx + x;
      if (isBackdrop[index] !== 1) continue;
      count += 1;
      for (let channel = 0; channel < 3; channel += 1) {
        sums[channel] = (sums[channel] ?? 0) + (planes[index + channel * area] ?? 0);
      }
    }
  }
  if (count < (patchCells * patchCells) / 2) return null;
  const [red = 0, green = 0, blue = 0] = sums.map((sum) => (255 * sum) / count);
  return toLab(red, green, blue);
}
