import type { Box, Point } from "../../runtime/kernel/geometry.ts";
import { invertAffine, mapPoint } from "../image/affine.ts";
import type { AlignedFace } from "./align-face.ts";
import type { Landmark } from "./find-landmarks.ts";
import { countMarks } from "./kernels/count-marks.ts";
import { markBright } from "./kernels/mark-bright.ts";
import { shareOfRed } from "./kernels/share-of-red.ts";
import { sumPatches } from "./kernels/sum-patches.ts";

/** What lamps leave on a face, as shares of 0 to 1. */
export type GlareMeasures = {
  /** Of the face beside the eyes, in burnt-out patches: greasy skin that mirrors a lamp. */
  readonly hotSpotRatio: number;
  /** Of the eye that shows more, what lies in patches as bright as a lamp: reflections on glasses. */
  readonly lensGlareRatio: number;
  /** Of the iris that shows more, what is red: a flash beside the lens. */
  readonly redEyeRatio: number;
};

/** Of 255 levels of linear light: burnt-out skin, and a mirrored lamp through the veil of a lens. */
const burntLevelMin = 250;
const lampLevelMin = 215;

/** Smaller patches are glints in the eye or pearls of sweat: pixels of the aligned frame, whose eyes are 113 apart. */
const spotAreaMin = 24;
const glareAreaMin = 48;

/** Around each eye what a pair of glasses covers, as shares of the distance between the eyes. */
const lens = { side: 0.4, above: 0.28, below: 0.3 } as const;

const irises = [
  [468, 469, 470, 471, 472],
  [473, 474, 475, 476, 477],
] as const;

/**
 * Hot spots, reflections on glasses and red eyes at the aligned scale. Ours: the reference software of
 * ISO/IEC 29794-5 measures none of the three. That a portrait should be free of them is common to rules for identity
 * photographs; the limits are policy.
 */
export function measureGlare(face: AlignedFace, landmarks: readonly Landmark[]): GlareMeasures {
  const lenses = face.geometry.eyeCentres.map((eye) => lensAround(eye, face));
  return {
    hotSpotRatio: measureHotSpots(face, lenses),
    lensGlareRatio: Math.max(...lenses.map((box) => measureLens(face, box))),
    redEyeRatio: Math.max(...irises.map((iris) => measureRed(face, landmarks, iris))),
  };
}

function measureHotSpots({ luminance, mask, sidePx }: AlignedFace, lenses: readonly Box[]): number {
  const area = countMarks(mask);
  const marks = markBright(luminance, mask, burntLevelMin);
  for (const { x, y, width, height } of lenses) {
    for (let row = y; row < y + height; row += 1) {
      marks.fill(0, row * sidePx + x, row * sidePx + x + width);
    }
  }
  return sumPatches(marks, sidePx, spotAreaMin) / Math.max(area, 1);
}

function measureLens({ luminance, sidePx }: AlignedFace, { x, y, width, height }: Box): number {
  const levels = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const start = (y + row) * sidePx + x;
    levels.set(luminance.subarray(start, start + width), row * width);
  }
  const marks = markBright(levels, null, lampLevelMin);
  return width > 0 ? sumPatches(marks, width, glareAreaMin) / Math.max(levels.length, 1) : 0;
}

function measureRed(
  { planes, toImage, sidePx }: AlignedFace,
  landmarks: readonly Landmark[],
  iris: readonly number[],
): number {
  const fromImage = invertAffine(toImage);
  const [centre = origin, ...rim] = iris.map((index) => mapPoint(fromImage, landmarks[index] ?? origin));
  const radiusPx = rim.reduce((sum, { x, y }) => sum + Math.hypot(x - centre.x, y - centre.y), 0) / rim.length;
  return shareOfRed(planes, sidePx, { x: centre.x, y: centre.y, radius: radiusPx });
}

/** Whole pixels of the aligned face, cut to it. */
function lensAround({ x, y }: Point, { sidePx, geometry: { interEyePx } }: AlignedFace): Box {
  const within = (value: number) => Math.min(sidePx, Math.max(0, Math.round(value)));
  const left = within(x - lens.side * interEyePx);
  const top = within(y - lens.above * interEyePx);
  return {
    x: left,
    y: top,
    width: within(x + lens.side * interEyePx) - left,
    height: within(y + lens.below * interEyePx) - top,
  };
}

const origin: Point = { x: 0, y: 0 };
