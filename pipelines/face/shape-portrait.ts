import type { Point } from "../../runtime/kernel/geometry.ts";
import type { RgbImage } from "../../runtime/kernel/image.ts";
import { mapPoint } from "../image/affine.ts";
import { cropImage } from "../image/crop-image.ts";
import type { Region } from "../image/region.ts";
import { sampleRegion } from "../image/sample-region.ts";

/** Full-frontal geometry, in widths of the portrait: 3 wide to 4 high, best and still good places of the eyes. */
const heightPerWidth = 4 / 3;
const interEyeChoices = [0.25, 0.26, 0.27, 0.28, 0.29, 0.3] as const;
const eyesFromTopChoices = [0.6, 0.57, 0.54, 0.51, 0.48] as const;

/** What a photo may measure to be left as it came. */
const interEyeMinRatio = 0.22;
const interEyeMaxRatio = 0.3;
const eyesFromTopMinRatio = 0.4;
const eyesFromTopMaxRatio = 0.66;
const offCentreMaxRatio = 0.05;
const proportionTolerance = 0.02;

/** A lean below this is left: turning computes every pixel anew and softens the picture. */
const leanMinDeg = 3;

/**
 * The portrait cut out of a photo by the eyes, pixel for pixel: never enlarged, turned only where the eyes are visibly
 * not level. Returns the photo itself where it already has the geometry, shows no face, or is too tight to be cut
 * without leaving it.
 */
export function shapePortrait(
  image: RgbImage,
  { eyeCentres }: { readonly eyeCentres: readonly [Point, Point] | null },
): RgbImage {
  if (eyeCentres === null) return image;
  const [left, right] = eyeCentres;
  const leanRad = Math.atan2(right.y - left.y, right.x - left.x);
  const eyes: Eyes = {
    middle: { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 },
    apartPx: Math.hypot(right.x - left.x, right.y - left.y),
    turnRad: (Math.abs(leanRad) * 180) / Math.PI < leanMinDeg ? 0 : leanRad,
  };
  if (eyes.apartPx < 1 || isPortrait(image, eyes)) return image;
  const frame = bestFrame(image, eyes);
  if (frame === null) return image;
  return eyes.turnRad === 0
    ? cropImage(image, { x: frame.toImage.x0, y: frame.toImage.y0, width: frame.widthPx, height: frame.heightPx })
    : cutTurned(image, frame);
}

type Eyes = { readonly middle: Point; readonly apartPx: number; readonly turnRad: number };

function isPortrait({ widthPx, heightPx }: RgbImage, { middle, apartPx, turnRad }: Eyes): boolean {
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

/** The frame nearest to the best geometry that lies within the photo. */
function bestFrame(image: RgbImage, eyes: Eyes): Region | null {
  for (const interEyeRatio of interEyeChoices) {
    for (const eyesFromTopRatio of eyesFromTopChoices) {
      const frame = frameAround(eyes, interEyeRatio, eyesFromTopRatio);
      if (isWithin(image, frame)) return frame;
    }
  }
  return null;
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

function isWithin(image: RgbImage, { widthPx, heightPx, toImage }: Region): boolean {
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
