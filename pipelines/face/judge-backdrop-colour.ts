import type { BackdropColour } from "../../runtime/kernel/biometric.ts";
import type { ColourGains } from "../../runtime/kernel/colour-gains.ts";
import { lightToLab, toLab } from "../image/cielab.ts";
import { toLinearLight } from "../image/linear-light.ts";
import { type BackdropPatch, measureBlotches } from "./measure-blotches.ts";
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
  /** The same about an even slope of light across the backdrop. */
  readonly blotches: number;
};

/** One patch's colour: linear light of each channel, and its hue angle h_ab in CIELAB. */
type Tint = { readonly red: number; readonly green: number; readonly blue: number; readonly hueDeg: number };

/**
 * What counts as each cloth. Shade and exposure scale linear light, and so leave hue and the ratios of the channels alone;
 * a tinted lamp moves them a little. The ratios tell cloths from their neighbours of the same hue: red from brick and
 * tomato, blue from pale blue, and from violet, in which red outshines green. Orange cannot be told so from brown, which is
 * an orange with less light: see `orangeLightMin`. Developed on drawn scenes of one seed (docs/portrait.md).
 */
const isCloth: Readonly<Record<BackdropColour, (tint: Tint) => boolean>> = {
  red: ({ hueDeg, red, green, blue }) => isWithin(hueDeg, 18, 43.5) && Math.max(green, blue) <= 0.1 * red,
  orange: (tint) =>
    isWithin(tint.hueDeg, 53, 75.5) &&
    tint.blue <= 0.042 * tint.red &&
    luminanceOf(tint) >= orangeLightMin(tint.hueDeg),
  blue: ({ hueDeg, red, green, blue }) =>
    isWithin(hueDeg, 250, 303) && red <= 0.12 * blue && green <= 0.38 * blue && red - green <= 0.03 * blue,
};

/**
 * Least light of an orange, as a share of the frame's white. Saddle brown in full light is the orange of a cloth in a third
 * of it, pixel for pixel, and chocolate one that leans to red in seven tenths: an orange is believed in four tenths of the
 * light, and one that leans to red in nearly all of it.
 */
function orangeLightMin(hueDeg: number): number {
  return 0.135 + 0.5 * Math.max(0, 57.2 - hueDeg);
}

function luminanceOf({ red, green, blue }: Tint): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function isWithin(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}

/** Below this chroma C*ab there is no hue worth reading: black, and deep shade. */
const chromaMin = 8;

const asSeen: ColourGains = { red: 1, blue: 1 };
const visibleMinRatio = 0.03;
const patchCells = 8;

/**
 * Names the backdrop's colour by the vote of its patches, so that a stray object or reflection is outvoted: a colour
 * wins with at least `winningMinRatio` of them. With the `gains` of a camera its hue is read as in neutral light; without them
 * as the camera saw it. Evenness is that of the picture either way.
 */
export function judgeBackdropColour(
  backdrop: BackdropMask,
  winningMinRatio: number,
  gains: ColourGains = asSeen,
): BackdropJudgement {
  const patches = readPatches(backdrop, gains);
  const grid = (segmentSidePx / patchCells) ** 2;
  const visibleRatio = patches.length / grid;
  const ratios = { red: voteFor(patches, "red"), blue: voteFor(patches, "blue"), orange: voteFor(patches, "orange") };
  return {
    colour: decide(visibleRatio, ratios, winningMinRatio),
    visibleRatio,
    ratios,
    spread: spreadOf(patches),
    blotches: measureBlotches(patches),
  };
}

/** The backdrop colour that an sRGB colour of 0 to 255 a channel would be taken for, or `null`. */
export function nameCloth(
  red: number,
  green: number,
  blue: number,
  gains: ColourGains = asSeen,
): BackdropColour | null {
  // Gains leave green as it is: under a lamp in which it is not the brightest, white would come out darker than white.
  const scale = 1 / Math.min(gains.red, 1, gains.blue);
  const light = [
    scale * gains.red * toLinearLight(red),
    scale * toLinearLight(green),
    scale * gains.blue * toLinearLight(blue),
  ] as const;
  const { a, b } = lightToLab(...light);
  if (Math.hypot(a, b) < chromaMin) return null;
  const hueDeg = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
  const tint = { red: light[0], green: light[1], blue: light[2], hueDeg };
  return colours.find((colour) => isCloth[colour](tint)) ?? null;
}

const colours = ["red", "blue", "orange"] as const;

function decide(
  visibleRatio: number,
  ratios: BackdropJudgement["ratios"],
  winningMinRatio: number,
): BackdropJudgement["colour"] {
  if (visibleRatio < visibleMinRatio) return null;
  return colours.find((colour) => ratios[colour] >= winningMinRatio) ?? "other";
}

function voteFor(patches: readonly Patch[], colour: BackdropColour): number {
  return patches.filter((patch) => patch.name === colour).length / Math.max(1, patches.length);
}

function spreadOf(patches: readonly Patch[]): number {
  const count = Math.max(1, patches.length);
  const mean = (pick: (patch: Omit<Patch, "column" | "row">) => number) =>
    patches.reduce((sum, patch) => sum + pick(patch), 0) / count;
  const centre = { lightness: mean((p) => p.lightness), a: mean((p) => p.a), b: mean((p) => p.b) };
  return Math.sqrt(mean((p) => (p.lightness - centre.lightness) ** 2 + (p.a - centre.a) ** 2 + (p.b - centre.b) ** 2));
}

type Patch = BackdropPatch & { readonly name: BackdropColour | null };

/** Mean colour of each patch of the grid that is backdrop for the most part. */
function readPatches(backdrop: BackdropMask, gains: ColourGains): Patch[] {
  const patches: Patch[] = [];
  for (let top = 0; top < segmentSidePx; top += patchCells) {
    for (let left = 0; left < segmentSidePx; left += patchCells) {
      const patch = readPatch(backdrop, { left, top }, gains);
      if (patch !== null) patches.push({ ...patch, column: left / patchCells, row: top / patchCells });
    }
  }
  return patches;
}

function readPatch(
  { isBackdrop, planes }: BackdropMask,
  { left, top }: { readonly left: number; readonly top: number },
  gains: ColourGains,
): Omit<Patch, "column" | "row"> | null {
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
  return { ...toLab(red, green, blue), name: nameCloth(red, green, blue, gains) };
}
