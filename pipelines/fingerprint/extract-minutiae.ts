import type { GrayImage } from "../../runtime/kernel/image.ts";
import { calmNoise } from "./calm-noise.ts";
import { findMinutiae } from "./kernels/find-minutiae.ts";
import { markRidges } from "./kernels/mark-ridges.ts";
import { planPatches } from "./kernels/plan-patches.ts";
import { pruneSpurs } from "./kernels/prune-spurs.ts";
import { cellPx, traceRidgeFlow } from "./kernels/ridge-flow.ts";
import { measureRidgePeriod } from "./kernels/ridge-period.ts";
import { segmentPrint } from "./kernels/segment-print.ts";
import { smoothAlong } from "./kernels/smooth-along.ts";
import { thinRidges } from "./kernels/thin-ridges.ts";
import { removeFalseMinutiae } from "./remove-false-minutiae.ts";
import { scaleToStandard } from "./scale-to-standard.ts";

/** A point where a ridge ends or parts. */
export type Minutia = {
  /** Pixels at 500 ppi; in an assessment, pixels of the image assessed. */
  readonly x: number;
  readonly y: number;
  /**
   * 0 to 360, counter-clockwise from the image's right: from an ending back along its ridge, from a bifurcation between
   * its two branches (along the valley that ends there), so that a smudged ending keeps its angle.
   */
  readonly angleDeg: number;
  readonly kind: "ending" | "bifurcation";
  /** 0 to 100: how steady and rhythmic the ridges around it are. */
  readonly quality: number;
};

/** More than any finger has: what lies beyond is noise. */
export const minutiaeMax = 255;
/** Smaller than two ridges and a margin: there is nothing to filter. */
const sideMinPx = 32;
const flowSmoothings = 5;
const spurPx = 6;

/**
 * Finds the minutiae of a print with dark ridges: ridge flow and period, contextual filter, thinning, crossing numbers,
 * removal of false ones. Any other resolution is first scaled to 500 ppi, and positions are given in pixels at 500 ppi, so
 * that prints of different sensors compare. In raster order; of more than 255 only the best, best first.
 */
export function extractMinutiae(image: GrayImage): readonly Minutia[] {
  if (!(image.resolutionPpi > 0)) return [];
  const standard = calmNoise(scaleToStandard(image));
  if (Math.min(standard.widthPx, standard.heightPx) < sideMinPx) return [];
  const { widthPx, heightPx } = standard;
  const flow = traceRidgeFlow(standard, flowSmoothings);
  const isPrint = segmentPrint(flow);
  const patches = planPatches(standard, flow, isPrint);
  const smooth = smoothAlong(standard, patches);
  const period = measureRidgePeriod(smooth, patches.stride, flow, isPrint);
  const ridges = markRidges(smooth, patches, period.periodPx, standard);
  const skeleton = thinRidges(ridges, widthPx, heightPx);
  pruneSpurs(skeleton, spurPx);
  const minutiae = removeFalseMinutiae(findMinutiae(skeleton, flow, isPrint), flow, isPrint).map((found): Minutia => {
    const cell = Math.floor(found.y / cellPx) * flow.columns + Math.floor(found.x / cellPx);
    const steadiness = ((flow.coherence[cell] ?? 0) + (period.rhythm[cell] ?? 0)) / 2;
    const degrees = (-found.directionRad * 180) / Math.PI;
    return {
      x: found.x,
      y: found.y,
      angleDeg: ((degrees % 360) + 360) % 360,
      kind: found.kind,
      quality: Math.round(100 * Math.min(1, steadiness)),
    };
  });
  if (minutiae.length <= minutiaeMax) return minutiae;
  return minutiae.sort((a, b) => b.quality - a.quality).slice(0, minutiaeMax);
}
