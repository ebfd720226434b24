import type { FaceScene } from "../../../../drivers/face-camera/face-scene.ts";
import { findCheeks } from "../../../../pipelines/face/find-cheeks.ts";
import type { Box } from "../../../../runtime/kernel/geometry.ts";
import type { RgbImage } from "../../../../runtime/kernel/image.ts";
import { castLight } from "./cast-light.ts";
import * as change from "./change-image.ts";
import type { LevelFace } from "./level-faces.ts";
import { closeLids, moveIrises, openLips, turnFace } from "./warp-face.ts";

/** A change in nine levels and the measures that follow it, up or down. */
export type LevelSeries = {
  readonly change: string;
  readonly levels: readonly number[];
  readonly measures: Readonly<Record<string, "up" | "down">>;
  /** Where the level itself is what is measured: how far off a drawn face may be, as the docs have it. */
  readonly offMaxDeg?: number;
  /** `null` where the face cannot be changed so. */
  readonly apply: (face: LevelFace, level: number) => Promise<RgbImage> | null;
};

const byImage =
  (apply: change.Change): LevelSeries["apply"] =>
  ({ image }, level) =>
    apply(image, level);
const byPaint =
  (paint: (face: LevelFace, level: number) => RgbImage): LevelSeries["apply"] =>
  (face, level) =>
    Promise.resolve(paint(face, level));

/** A drawn face drawn anew, a photographed one warped by its landmarks. */
function redrawOr({ redraw }: LevelFace, scene: Partial<FaceScene>, warp: () => RgbImage): Promise<RgbImage> {
  return redraw === null ? Promise.resolve(warp()) : redraw(scene);
}

const straight = { yawDeg: 0, pitchDeg: 0, rollDeg: 0 } as const;

const backdropMeasures = {
  red: "backdropRedRatio",
  blue: "backdropBlueRatio",
  orange: "backdropOrangeRatio",
} as const;
const clothLevels = { red: [196, 22, 32], blue: [26, 88, 178], orange: [238, 128, 24] } as const;
const wallLevels = [150, 150, 148] as const;

function cloth(isThere: boolean, colour: keyof typeof clothLevels): readonly number[] {
  return isThere ? clothLevels[colour] : wallLevels;
}

export const levelSeries: readonly LevelSeries[] = [
  {
    change: "blur, σ in px",
    levels: [0, 0.7, 1, 1.4, 2, 2.8, 4, 5.5, 7.5],
    measures: { sharpnessNative: "down" },
    apply: byImage(change.blur),
  },
  {
    change: "reduced to this share and enlarged again",
    levels: [1, 0.8, 0.65, 0.5, 0.4, 0.32, 0.25, 0.2, 0.16],
    measures: { sharpnessNative: "down" },
    apply: byImage(change.coarsen),
  },
  {
    change: "reduced to this share",
    levels: [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.35, 0.3],
    measures: { interEyeDistanceNative: "down" },
    apply: byImage(change.reduce),
  },
  {
    change: "gamma",
    levels: [0.4, 0.5, 0.6, 0.75, 0.9, 1.1, 1.4, 1.8, 2.4],
    measures: { luminanceMeanNative: "up" },
    apply: byImage(change.applyGamma),
  },
  {
    change: "light, times",
    levels: [0.15, 0.22, 0.32, 0.46, 0.68, 1, 1.5, 2.2, 3.2],
    measures: { luminanceMeanNative: "up" },
    apply: byImage(change.expose),
  },
  {
    change: "light, times what leaves half of the cheeks at level 25",
    levels: [1.4, 1.3, 1.2, 1.1, 1.05, 1, 0.95, 0.9, 0.85],
    measures: { underExposurePreventionNative: "up" },
    apply: (face, level) => change.expose(face.image, (level * 25.5) / 255 / cheekLight(face, 0.5, luminance)),
  },
  {
    change: "light, times what brings green of the brightest of the cheeks to the full level",
    levels: [1, 1.04, 1.08, 1.12, 1.16, 1.2, 1.24, 1.28, 1.32],
    measures: { overExposurePreventionNative: "up" },
    apply: (face, level) => change.expose(face.image, level / cheekLight(face, 0.99, green)),
  },
  {
    change: "haze, share of the light",
    levels: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
    measures: { luminanceVarianceNative: "down", contrastRatio: "down", dynamicRangeNative: "down" },
    apply: byImage(change.haze),
  },
  {
    change: "shade from eye to eye towards the darker cheek, times the spread of the cheeks' light",
    levels: [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6],
    measures: { illuminationUniformityNative: "down" },
    apply: byPaint(shadeDarker),
  },
  {
    change: "JPEG quality",
    levels: [95, 85, 75, 65, 55, 45, 35, 25, 15],
    measures: { compressionRatio: "up" },
    apply: byImage(change.compress),
  },
  ...(["red", "green", "blue"] as const).map(
    (colour): LevelSeries => ({
      change: `${colour} light over the others, share of the way from the edge of skin's range to no skin's colour`,
      levels: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
      measures: { naturalColourNative: "up" },
      apply: (face, level) => castLight(face, colour, level),
    }),
  ),
  {
    change: "colour taken away, share",
    levels: [0, 0.12, 0.24, 0.36, 0.48, 0.6, 0.72, 0.84, 0.96],
    measures: { skinChroma: "down" },
    apply: byImage(change.fade),
  },
  {
    change: "turned clockwise, degrees",
    levels: [-20, -15, -10, -5, 0, 5, 10, 15, 20],
    measures: { headPoseRollNative: "up" },
    apply: byImage(change.turn),
  },
  {
    change: "cut at the left, share",
    levels: [0, 0.03, 0.06, 0.09, 0.12, 0.15, 0.18, 0.21, 0.24],
    measures: { leftwardCropNative: "down", offCentreRatio: "down" },
    apply: ({ image }, left) => change.crop(image, { left }),
  },
  {
    change: "cut at the right, share",
    levels: [0, 0.03, 0.06, 0.09, 0.12, 0.15, 0.18, 0.21, 0.24],
    measures: { rightwardCropNative: "down", offCentreRatio: "up" },
    apply: ({ image }, right) => change.crop(image, { right }),
  },
  {
    change: "cut at the top, share of what is above the eyes",
    levels: [0, 0.06, 0.12, 0.18, 0.24, 0.3, 0.36, 0.42, 0.48],
    measures: { marginAboveNative: "down", eyeHeightRatio: "down" },
    apply: ({ image, geometry }, level) =>
      change.crop(image, { top: (level * geometry.betweenEyes.y) / image.heightPx }),
  },
  {
    change: "cut at the bottom, share",
    levels: [0, 0.03, 0.06, 0.09, 0.12, 0.15, 0.18, 0.21, 0.24],
    measures: { marginBelowNative: "down", headSizeNative: "up" },
    apply: ({ image }, bottom) => change.crop(image, { bottom }),
  },
  {
    change: "cut all round, share at each side",
    levels: [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16],
    measures: { headWidthRatio: "up", headSizeNative: "up" },
    apply: ({ image }, side) => change.crop(image, { left: side, right: side, top: side / 2, bottom: side / 2 }),
  },
  {
    change: "stains on the backdrop, share of the light",
    levels: [0.04, 0.08, 0.12, 0.16, 0.2, 0.24, 0.28, 0.32, 0.36],
    measures: { backdropSpread: "up", backdropBlotches: "up", backgroundUniformityNative: "up" },
    apply: (face, level) =>
      // A photographed room has stains of its own.
      face.hasCloth ? Promise.resolve(change.stain(face.image, level, face.isBackdrop)) : null,
  },
  ...(["red", "blue", "orange"] as const).map(
    (colour): LevelSeries => ({
      change: `${colour} cloth behind the person, share of what is above the shoulders`,
      levels: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
      measures: { [backdropMeasures[colour]]: "up" },
      apply: byPaint(({ image, isBackdrop, geometry }, level) => {
        const hemPx = level * (geometry.betweenEyes.y + 1.3 * geometry.faceLengthPx);
        return change.fillWhere(image, (x, y) => (isBackdrop(x, y) ? cloth(y < hemPx, colour) : null));
      }),
    }),
  ),
  {
    change: "somebody else beside, of this size against the person",
    levels: [0.72, 0.75, 0.78, 0.81, 0.84, 0.87, 0.9, 0.93, 0.96],
    measures: { singleFacePresentNative: "up" },
    apply: ({ image }, level) => change.putBeside(image, level),
  },
  {
    change: "white spot on the forehead, radius in distances between the eyes",
    levels: [0.05, 0.07, 0.09, 0.11, 0.13, 0.16, 0.19, 0.22, 0.25],
    measures: { hotSpotRatio: "up" },
    apply: byPaint((face, level) => paintAt(face, [151], level, [255, 255, 255])),
  },
  {
    change: "white spot before each eye, radius in distances between the eyes",
    levels: [0.05, 0.07, 0.09, 0.11, 0.13, 0.15, 0.17, 0.19, 0.21],
    measures: { lensGlareRatio: "up" },
    apply: byPaint((face, level) => paintAt(face, [159, 386], level, [255, 255, 255])),
  },
  {
    change: "red pupils, radius in distances between the eyes",
    levels: [0.015, 0.025, 0.03, 0.035, 0.04, 0.045, 0.05, 0.055, 0.06],
    measures: { redEyeRatio: "up" },
    apply: byPaint((face, level) => paintAt(face, [468, 473], level, [214, 44, 38])),
  },
  {
    change: "eyes closed, share",
    levels: [0, 0.1, 0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6],
    measures: { eyesOpenNative: "down" },
    apply: (face, level) => redrawOr(face, { blinkRatio: level }, () => closeLids(face, level)),
  },
  {
    change: "mouth open, share",
    levels: [0, 0.15, 0.25, 0.35, 0.45, 0.55, 0.7, 0.85, 1],
    measures: { mouthClosedNative: "up" },
    apply: (face, level) =>
      redrawOr(face, { mouthOpenRatio: level }, () => openLips(face, 0.16 * level * face.geometry.faceLengthPx)),
  },
  {
    change: "look to the image's right, degrees",
    levels: [-28, -21, -14, -7, 0, 7, 14, 21, 28],
    measures: { gazeRightDeg: "up" },
    offMaxDeg: 10,
    apply: (face, rightDeg) =>
      redrawOr(face, { gaze: { rightDeg, upDeg: 0 } }, () => moveIrises(face, { right: rightDeg / 56, up: 0 })),
  },
  {
    change: "look up, degrees",
    levels: [-16, -12, -8, -4, 0, 4, 8, 12, 16],
    measures: { gazeUpDeg: "up" },
    offMaxDeg: 14,
    apply: (face, upDeg) =>
      redrawOr(face, { gaze: { rightDeg: 0, upDeg } }, () => moveIrises(face, { right: 0, up: upDeg / 64 })),
  },
  {
    change: "head turned, degrees",
    levels: [-28, -21, -14, -7, 0, 7, 14, 21, 28],
    measures: { headPoseYawNative: "up" },
    apply: (face, yawDeg) =>
      redrawOr(face, { pose: { ...straight, yawDeg } }, () => turnFace(face, { yawDeg: yawDeg / 2, pitchDeg: 0 })),
  },
  {
    change: "chin up, degrees",
    levels: [-16, -12, -8, -4, 0, 4, 8, 12, 16],
    measures: { headPosePitchNative: "up" },
    apply: (face, pitchDeg) =>
      redrawOr(face, { pose: { ...straight, pitchDeg } }, () => turnFace(face, { yawDeg: 0, pitchDeg: pitchDeg / 2 })),
  },
];

type Weights = readonly [red: number, green: number, blue: number];
const luminance: Weights = [0.2126, 0.7152, 0.0722];
const green: Weights = [0, 1, 0];

/** Linear light below which this share of the pixels of both cheeks lies. */
function cheekLight(face: LevelFace, portion: number, weights: Weights): number {
  const lights = findCheeks(face.geometry).flatMap((cheek) => readLight(face.image, cheek, weights));
  lights.sort((a, b) => a - b);
  return Math.max(1 / 255, lights[Math.floor(portion * lights.length)] ?? 1);
}

function shadeDarker({ image, geometry }: LevelFace, times: number): RgbImage {
  const [left = [], right = []] = findCheeks(geometry).map((cheek) => readLight(image, cheek, luminance));
  const share = Math.min(0.95, times * Math.max(spread(left), spread(right)));
  const [from, to] = geometry.eyeCentres;
  return mean(left) < mean(right) ? change.shade(image, share, to.x, from.x) : change.shade(image, share, from.x, to.x);
}

function readLight({ pixels, widthPx }: RgbImage, { x, y, width, height }: Box, weights: Weights): number[] {
  return Array.from({ length: width * height }, (_, index) => {
    const at = ((y + Math.floor(index / width)) * widthPx + x + (index % width)) * 3;
    return weights.reduce((sum, weight, channel) => sum + weight * change.toLight(pixels[at + channel] ?? 0), 0);
  });
}

/** Standard deviation over the mean. */
function spread(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) / Math.max(middle, 1e-6);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function paintAt(
  { image, landmarks, geometry }: LevelFace,
  indices: readonly number[],
  radiusRatio: number,
  colour: readonly number[],
): RgbImage {
  const discs = indices.map((index) => {
    const { x = 0, y = 0 } = landmarks[index] ?? {};
    return { x, y, radius: radiusRatio * geometry.interEyePx };
  });
  return change.paintDiscs(image, discs, colour);
}
