import type { InkPoint } from "../../runtime/kernel/biometric.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { thinRidges } from "../fingerprint/kernels/thin-ridges.ts";
import { findOtsuThreshold } from "../fingerprint/kernels/threshold-otsu.ts";
import { traceLines } from "./kernels/trace-lines.ts";
import type { Stroke } from "./split-strokes.ts";

const mmPerInch = 25.4;
/** Ink differs from paper by at least this many grey levels; less is the paper's own grain. */
const inkContrastMin = 40;
/** More ink than this is no signature but a picture or a shadow. */
const inkShareMax = 0.4;
/** Shorter traces are specks. */
const traceMinMm = 0.6;
/** Paper does not tell how hard the pen was pressed. */
const paperPressureRatio = 0.4;

/**
 * Finds the pen lines of a signature on paper: dark lines on a light ground, thinned to their middle. Traces have no
 * time and no order of writing: `t` is 0 everywhere. Empty when the image has no ink, or too much.
 */
export function tracePaper(image: GrayImage): readonly Stroke[] {
  const { widthPx, heightPx, pixels, resolutionPpi } = image;
  const ink = findInk(pixels);
  if (ink === null) return [];
  thinRidges(ink, widthPx, heightPx);
  const mmPerPx = mmPerInch / resolutionPpi;
  return traceLines(ink, widthPx, heightPx)
    .filter((trace) => (trace.length / 2) * mmPerPx >= traceMinMm)
    .map((trace) => toStroke(trace, mmPerPx));
}

function findInk(pixels: Uint8Array): Uint8Array | null {
  if (pixels.length === 0) return null;
  const limit = findOtsuThreshold(pixels);
  const ink = new Uint8Array(pixels.length);
  let inkSum = 0;
  let inkCount = 0;
  let paperSum = 0;
  for (let at = 0; at < pixels.length; at += 1) {
    const level = pixels[at] ?? 255;
    if (level <= limit) {
      ink[at] = 1;
      inkSum += level;
      inkCount += 1;
    } else paperSum += level;
  }
  const paperCount = pixels.length - inkCount;
  if (inkCount === 0 || paperCount === 0 || inkCount > inkShareMax * pixels.length) return null;
  return paperSum / paperCount - inkSum / inkCount >= inkContrastMin ? ink : null;
}

function toStroke(trace: Float64Array, mmPerPx: number): Stroke {
  return Array.from({ length: trace.length / 2 }, (_, index): InkPoint => {
    const x = (trace[2 * index] ?? 0) * mmPerPx;
    const y = (trace[2 * index + 1] ?? 0) * mmPerPx;
    return { x, y, t: 0, p: paperPressureRatio, down: true };
  });
}
