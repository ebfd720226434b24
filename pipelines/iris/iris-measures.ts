import type { GrayImage } from "../../runtime/kernel/image.ts";
import type { FilledImage } from "./kernels/fill-speculars.ts";
import { paintIrisMask } from "./kernels/iris-mask.ts";
import { measureInterlace } from "./kernels/measure-interlace.ts";
import { measureLensPrint } from "./kernels/measure-lens-print.ts";
import { measureMotionBlur } from "./kernels/measure-motion-blur.ts";
import { collectLevels } from "./kernels/region-levels.ts";
import { measureSharpnessPower } from "./kernels/sharpness-power.ts";
import type { LocatedEye } from "./locate-eye.ts";
import { measurePupilCircularity } from "./measure-circularity.ts";
import {
  measureGrayscaleUtilisation,
  measureIrisPupilContrast,
  measureIrisScleraContrast,
} from "./measure-contrast.ts";
import { measureConcentricity, measureMargin, measurePupilIrisRatio } from "./measure-framing.ts";
import { measureGazeAngleDeg } from "./measure-gaze.ts";

/** The measures of ISO/IEC 29794-6:2015, 6.2, by their names there; not a claim of tested conformance. */
export type IrisMeasures = {
  /** 6.2.1: visible share of the iris ring in percent, without lids, lashes and reflections. */
  readonly usableIrisArea: number;
  /** 6.2.2, 0 to 100. */
  readonly irisScleraContrast: number;
  /** 6.2.3, 0 to 100. */
  readonly irisPupilContrast: number;
  /** 6.2.4, 0 to 100. */
  readonly pupilBoundaryCircularity: number;
  /** 6.2.5, bits of the visible iris' histogram, 0 to 8. */
  readonly grayscaleUtilisation: number;
  /** 6.2.6, pixels. */
  readonly irisRadiusPx: number;
  /** 6.2.7, percent. */
  readonly pupilIrisRatio: number;
  /** 6.2.8, 0 to 100. */
  readonly irisPupilConcentricity: number;
  /** 6.2.9, 0 to 100. */
  readonly marginAdequacy: number;
  /** 6.2.10 in the visible iris and the pupil's edge, 0 to 100; the scale is this project's own. */
  readonly sharpness: number;
  /** This project's own: how far rows of printed dots stand out from tissue, from about 1; see `measureLensPrint`. */
  readonly lensPrint: number;
  /** This project's own: degrees between the camera's axis and the eye's, from the flattening of the boundaries. */
  readonly gazeAngleDeg: number;
  /** Advisory, 0 to 100. */
  readonly interlace: number;
  /** Advisory, 0 to 100. */
  readonly motionBlur: number;
};

/** The filter power at which the sharpness scale reads 50: an eye of usual contrast blurred by about two pixels. */
const sharpnessHalfPower = 100_000;

/** Measures a located eye. `image` is the picture as taken, `filled` the same without reflections. */
export function measureIris(image: GrayImage, filled: FilledImage, eye: LocatedEye): IrisMeasures {
  const mask = paintIrisMask(filled, eye);
  const levels = collectLevels(image, eye, mask);
  const samples = { widthPx: image.widthPx, heightPx: image.heightPx, values: filled.image.pixels };
  return {
    usableIrisArea: measureUsableArea(levels.iris, mask.ringPixels),
    irisScleraContrast: measureIrisScleraContrast(levels),
    irisPupilContrast: measureIrisPupilContrast(levels),
    pupilBoundaryCircularity: measurePupilCircularity(samples, eye.pupil),
    grayscaleUtilisation: measureGrayscaleUtilisation(levels),
    irisRadiusPx: eye.limbus.radius,
    pupilIrisRatio: measurePupilIrisRatio(eye.limbus, eye.pupil),
    irisPupilConcentricity: measureConcentricity(eye.limbus, eye.pupil),
    marginAdequacy: measureMargin(eye.limbus, image),
    sharpness: scaleSharpness(measureSharpnessPower(filled.image, eye, mask)),
    lensPrint: measureLensPrint(filled.image, eye, mask),
    gazeAngleDeg: measureGazeAngleDeg(eye.limbusShape, eye.pupilShape),
    interlace: measureInterlace(filled.image, mask),
    motionBlur: measureMotionBlur(samples, eye.pupilShape, mask),
  };
}

function measureUsableArea(visible: Uint32Array, ringPixels: number): number {
  const usable = visible.reduce((sum, count) => sum + count, 0);
  return Math.min(100, (100 * usable) / ringPixels);
}

/** ISO/IEC 29794-6:2015, 6.2.10: `100 F² / (F² + c²)`. */
function scaleSharpness(power: number): number {
  return (100 * power * power) / (power * power + sharpnessHalfPower * sharpnessHalfPower);
}
