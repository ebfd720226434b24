import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { Box } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { cropGray } from "../image/crop-gray.ts";
import type { FingerprintLimits, FingerprintReasonCode } from "./fingerprint-limits.ts";
import { measureSpread } from "./kernels/tile-spread.ts";
import { resolutionPpi, scaleToStandard } from "./scale-to-standard.ts";
import { findPrintedArea } from "./trim-white-frame.ts";

type FingerprintReason = Reason<FingerprintReasonCode>;

/** A print that can be measured, or why there is none. */
export type PreparedPrint =
  | {
      readonly kind: "print";
      /** Trimmed of its white frame, at 500 ppi. */
      readonly print: GrayImage;
      /** Where the print lies in the image given, in that image's pixels. */
      readonly area: Box;
      /** Pixels of the image given for one of the print. */
      readonly scale: number;
      /** What is wrong with it even so. */
      readonly reasons: readonly FingerprintReason[];
    }
  | { readonly kind: "none"; readonly reasons: readonly FingerprintReason[]; readonly area: Box | null };

/** Below this an image would have to be enlarged fourfold; such a print is not read at all. */
const resolutionReadablePpi = 125;
/** Two blocks and a margin: below this there is nothing to measure. */
const sideMinPx = 68;

/** Trims and scales an image to what the measures are defined on; what has no print in it, or no usable size, ends here. */
export function preparePrint(image: GrayImage, limits: FingerprintLimits): PreparedPrint {
  const coarse = checkResolution(image, limits);
  if (!(image.resolutionPpi >= resolutionReadablePpi)) return { kind: "none", reasons: coarse, area: null };
  const area = findPrintedArea(image);
  const cropped = area === null ? null : cropGray(image, area);
  const deviation = cropped === null ? 0 : deviationOf(cropped);
  if (area === null || cropped === null || deviation < limits.deviationMin) {
    const noFinger = { code: "no-finger", value: deviation, limit: limits.deviationMin } as const;
    return { kind: "none", reasons: [...coarse, noFinger], area: null };
  }
  const ratio = image.resolutionPpi / resolutionPpi;
  const misfits = checkSize(area, ratio, limits);
  if (misfits.length > 0) return { kind: "none", reasons: [...coarse, ...misfits], area };
  const print = scaleToStandard(cropped);
  return { kind: "print", print, area, scale: print === cropped ? 1 : ratio, reasons: coarse };
}

function deviationOf(image: GrayImage): number {
  return measureSpread(image, { x: 0, y: 0, width: image.widthPx, height: image.heightPx }).deviation;
}

function checkResolution(image: GrayImage, limits: FingerprintLimits): FingerprintReason[] {
  if (image.resolutionPpi >= limits.resolutionMinPpi) return [];
  const value = Number.isFinite(image.resolutionPpi) ? image.resolutionPpi : 0;
  return [{ code: "resolution-too-low", value, limit: limits.resolutionMinPpi }];
}

/** Sizes of the trimmed print at 500 ppi, checked before anything is scaled. */
function checkSize(area: Box, ratio: number, limits: FingerprintLimits): FingerprintReason[] {
  const widthPx = area.width / ratio;
  const heightPx = area.height / ratio;
  const reasons: FingerprintReason[] = [];
  if (widthPx > limits.widthMaxPx) reasons.push({ code: "too-large", value: widthPx, limit: limits.widthMaxPx });
  if (heightPx > limits.heightMaxPx) reasons.push({ code: "too-large", value: heightPx, limit: limits.heightMaxPx });
  const side = Math.min(widthPx, heightPx);
  if (side < sideMinPx) reasons.push({ code: "too-small", value: side, limit: sideMinPx });
  return reasons;
}
