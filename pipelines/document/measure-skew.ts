import type { GrayRaster } from "../image/kernels/reduce-to-gray.ts";
import { findInkEdges, type InkEdges, type InkLevels, measureProfile } from "./kernels/line-profile.ts";

const rangeDeg = 20;
const coarseStepDeg = 0.5;
const fineStepDeg = 0.05;
const edgesMax = 12_000;
/** Fewer edges than a few words make no line. */
const edgesMin = 60;
/** Lines stand out when the best angle's profile is this much sharper than the usual one. */
const peakMin = 1.15;

export type Lean = {
  /** Within ±20, + clockwise; 0 when no lines stand out. */
  readonly skewDeg: number;
  /** The lines run up and down the image. */
  readonly isSideways: boolean;
};

/** Lean of the page's lines of text, which run across or, on a sheet laid sideways, along the image. */
export function measureSkew(gray: GrayRaster, ink: InkLevels): Lean {
  const rows = findInkEdges(gray, ink, { along: "rows", edgesMax });
  const columns = findInkEdges(gray, ink, { along: "columns", edgesMax });
  const turned = { x: columns.y.map((y) => -y), y: columns.x };
  const lengthPx = Math.ceil(Math.hypot(gray.widthPx, gray.heightPx));
  const [across, along] = [findLean(rows, lengthPx), findLean(turned, lengthPx)];
  const isSideways = along.peak > across.peak;
  const { angleDeg, peak } = isSideways ? along : across;
  return peak < peakMin ? { skewDeg: 0, isSideways: false } : { skewDeg: angleDeg, isSideways };
}

/** The angle with the sharpest profile, and how much sharper it is than the profile at the median angle. */
function findLean(edges: InkEdges, lengthPx: number): { readonly angleDeg: number; readonly peak: number } {
  if (edges.x.length < edgesMin) return { angleDeg: 0, peak: 0 };
  const measure = (angleDeg: number) => ({
    angleDeg,
    sharpness: measureProfile(edges, (angleDeg * Math.PI) / 180, lengthPx),
  });
  const coarse = sweep(-rangeDeg, rangeDeg, coarseStepDeg).map(measure).toSorted(bySharpness);
  const near = coarse[0]?.angleDeg ?? 0;
  const fine = sweep(near - coarseStepDeg, near + coarseStepDeg, fineStepDeg)
    .map(measure)
    .toSorted(bySharpness);
  const usual = coarse[coarse.length >> 1]?.sharpness ?? 1;
  return { angleDeg: fine[0]?.angleDeg ?? 0, peak: (fine[0]?.sharpness ?? 0) / usual };
}

function bySharpness(one: { readonly sharpness: number }, other: { readonly sharpness: number }): number {
  return other.sharpness - one.sharpness;
}

function sweep(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);
}
