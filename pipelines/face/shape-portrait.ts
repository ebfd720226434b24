import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { Point } from "../../runtime/kernel/geometry.ts";
import type { RgbImage } from "../../runtime/kernel/image.ts";
import { mapPoint } from "../image/affine.ts";
import { cropImage } from "../image/crop-image.ts";
import type { Region } from "../image/region.ts";
import { sampleRegion } from "../image/sample-region.ts";
import { defaultFaceLimits, type FaceLimits } from "./face-limits.ts";
import { type FacePlace, isFullFrontal } from "./full-frontal.ts";

/** Full-frontal geometry, in widths of the portrait: 3 wide to 4 high, and the places of the eyes that are still good. */
const heightPerWidth = 4 / 3;
const interEyeWidest = 0.31;
const eyesFromTopHighest = 0.48;
const eyesFromTopLowest = 0.64;
/**
 * Room above the eyes, in distances between them. They lie half way up a head, and the chin is 1.8 to 2 such distances
 * below them on photographs and drawings alike: with less the crown is cut.
 */
const crownMinRatio = 1.9;

/** What a photo may measure to be left as it came. */
const interEyeMinRatio = 0.23;
const interEyeMaxRatio = 0.31;
const eyesFromTopMinRatio = 0.4;
const eyesFromTopMaxRatio = 0.66;
const offCentreMaxRatio = 0.05;
const proportionTolerance = 0.02;

/** A lean below this is left: turning computes every pixel anew and softens the picture. */
const leanMinDeg = 3;

/** What an office wants a portrait to be cut to. */
export type PortraitGeometry = Pick<FaceLimits, "interEyeBestRatio" | "eyesFromTopBestRatio">;

/** Why no portrait can be cut from a photo; the value's sign is that of `faceReasonCodes`. */
export type FramingReason = Reason<"too-near" | "off-centre" | "off-height">;

export type PortraitPlan =
  /** The photo has the geometry of a portrait. */
  | { readonly kind: "as-it-is" }
  | { readonly kind: "cut"; readonly frame: Region }
  /** It has not, and no frame that has it lies within the photo. */
  | { readonly kind: "misplaced"; readonly reason: FramingReason };

/** The portrait that a plan makes of a photo, pixel for pixel: never enlarged, turned only as planned; the photo itself where there is nothing to cut. */
export function shapePortrait(image: RgbImage, plan: PortraitPlan): RgbImage {
  if (plan.kind !== "cut") return image;
  const { frame } = plan;
  const { x0: x, y0: y, yx } = frame.toImage;
  return yx === 0 ? cropImage(image, { x, y, width: frame.widthPx, height: frame.heightPx }) : cutTurned(image, frame);
}

/**
 * How a photo becomes a portrait by the eyes, or which way the person is to move because it cannot. A head that leans is
 * turned upright where there is room for it.
 */
export function planPortrait(
  image: ImageSize,
  place: FacePlace,
  geometry: PortraitGeometry = defaultFaceLimits,
): PortraitPlan {
  const eyes = lookAtEyes(place.eyeCentres);
  if (isPortrait(image, eyes)) return { kind: "as-it-is" };
  const choices = listChoices(geometry);
  const frame = bestFrame(image, eyes, choices) ?? bestFrame(image, { ...eyes, turnRad: 0 }, choices);
  if (frame !== null) return { kind: "cut", frame };
  return isFullFrontal(image, place) ? { kind: "as-it-is" } : { kind: "misplaced", reason: tellMove(image, eyes) };
}

type ImageSize = Pick<RgbImage, "widthPx" | "heightPx">;

type Eyes = { readonly middle: Point; readonly apartPx: number; readonly turnRad: number };

function lookAtEyes([left, right]: FacePlace["eyeCentres"]): Eyes {
  const leanRad = Math.atan2(right.y - left.y, right.x - left.x);
  return {
    middle: { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 },
    // Eyes that fall together are still a pixel apart to divide by, and far too near for any portrait.
    apartPx: Math.max(1, Math.hypot(right.x - left.x, right.y - left.y)),
    turnRad: (Math.abs(leanRad) * 180) / Math.PI < leanMinDeg ? 0 : leanRad,
  };
}

function isPortrait({ widthPx, heightPx }: ImageSize, { middle, apartPx, turnRad }: Eyes): boolean {
  const interEyeRatio = apartPx / widthPx;
  const eyesFromTopRatio = middle.y / widthPx;
  return (
    turnRad === 0 &&
    Math.abs(heightPx / widthPx - heightPerWidth) <= proportionTolerance &&
    interEyeRatio >= interEyeMinRatio &&
    interEyeRatio <= interEyeMaxRatio &&
    eyesFromTopRatio >= eyesFromTopMinRatio &&
    eyesFromTopRatio <= eyesFromTopMaxRatio &&
    Math.abs(middle.x / widthPx - 0.5) <= offCentreMaxRatio
  );
}

type Choices = { readonly interEye: readonly number[]; readonly eyesFromTop: readonly number[] };

/** A hundredth apart: from the best distance between the eyes up, and the place of the eyes by its distance from the best. */
function listChoices({ interEyeBestRatio, eyesFromTopBestRatio }: PortraitGeometry): Choices {
  const hundredths = (from: number, to: number) =>
    Array.from({ length: Math.round(100 * (to - from)) + 1 }, (_, index) => Math.round(100 * from + index) / 100);
  return {
    interEye: hundredths(interEyeBestRatio, interEyeWidest),
    eyesFromTop: hundredths(eyesFromTopHighest, eyesFromTopLowest).sort(
      (a, b) => Math.abs(a - eyesFromTopBestRatio) - Math.abs(b - eyesFromTopBestRatio),
    ),
  };
}

/** The frame nearest to the best geometry that lies within the photo. */
function bestFrame(image: ImageSize, eyes: Eyes, { interEye, eyesFromTop }: Choices): Region | null {
  for (const interEyeRatio of interEye) {
    for (const eyesFromTopRatio of eyesFromTop) {
      if (eyesFromTopRatio / interEyeRatio < crownMinRatio) continue;
      const frame = frameAround(eyes, interEyeRatio, eyesFromTopRatio);
      if (isWithin(image, frame)) return frame;
    }
  }
  return null;
}

/** What keeps even the smallest frame from lying within the photo: its size, then its side, then its height. */
function tellMove({ widthPx, heightPx }: ImageSize, { middle, apartPx }: Eyes): FramingReason {
  const frameWidthPx = apartPx / interEyeWidest;
  const roomPx = Math.min(widthPx, heightPx / heightPerWidth);
  if (frameWidthPx > roomPx) return { code: "too-near", value: apartPx / roomPx, limit: interEyeWidest };
  const sideMax = (widthPx - frameWidthPx) / 2 / widthPx;
  const side = middle.x / widthPx - 0.5;
  if (Math.abs(side) > sideMax) return { code: "off-centre", value: side, limit: sideMax };
  const highest = (crownMinRatio * apartPx) / heightPx;
  const lowest = 1 - ((heightPerWidth - eyesFromTopLowest) * frameWidthPx) / heightPx;
  // A frame is whole pixels wide and high: at the very limit one may just not fit that should.
  const height = middle.y / heightPx;
  const excess = height > (highest + lowest) / 2 ? Math.min(lowest - height, 0) : Math.max(highest - height, 0);
  return { code: "off-height", value: excess, limit: 0 };
}

function frameAround({ middle, apartPx, turnRad }: Eyes, interEyeRatio: number, eyesFromTopRatio: number): Region {
  const widthPx = Math.round(apartPx / interEyeRatio);
  const cosine = Math.cos(turnRad);
  const sine = Math.sin(turnRad);
  const toLeft = widthPx / 2;
  const toTop = widthPx * eyesFromTopRatio;
  // Whole pixels, so that a frame that is not turned copies them as they are.
  const place = (value: number) => (turnRad === 0 ? Math.round(value) : value);
  return {
    widthPx,
    heightPx: Math.round(widthPx * heightPerWidth),
    outside: "edge",
    toImage: {
      xx: cosine,
      xy: -sine,
      x0: place(middle.x - cosine * toLeft + sine * toTop),
      yx: sine,
      yy: cosine,
      y0: place(middle.y - sine * toLeft - cosine * toTop),
    },
  };
}

function isWithin(image: ImageSize, { widthPx, heightPx, toImage }: Region): boolean {
  const corners = [
    { x: 0, y: 0 },
    { x: widthPx, y: 0 },
    { x: 0, y: heightPx },
    { x: widthPx, y: heightPx },
  ].map((corner) => mapPoint(toImage, corner));
  return corners.every(({ x, y }) => x >= 0 && y >= 0 && x <= image.widthPx && y <= image.heightPx);
}

function cutTurned(image: RgbImage, frame: Region): RgbImage {
  const planes = sampleRegion([image], frame);
  const area = frame.widthPx * frame.heightPx;
  const pixels = new Uint8Array(area * 3);
  for (let index = 0; index < pixels.length; index += 1) {
    pixels[index] = Math.round(planes[Math.floor(index / 3) + (index % 3) * area] ?? 0);
  }
  return { widthPx: frame.widthPx, heightPx: frame.heightPx, pixels };
}
