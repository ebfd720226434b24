import { directionsIn, type Samples, sampleRay } from "./circle-edge.ts";
import { region } from "./eye-region.ts";
import type { FittedBoundary } from "./fit-boundary.ts";
import type { IrisMask } from "./iris-mask.ts";

const directions = directionsIn([{ fromDeg: 0, toDeg: 360 }], 72);
const reachPx = 12;
/** Slopes are taken over this many pixels, so that noise is not taken for a sharp edge. */
const slopePx = 4;
/** A smear of so many pixels reads 50. */
const halfSmearPx = 8;
const directionsMin = 24;
/** A fainter edge than this, in gray levels, is not the pupil's. */
const jumpMin = 8;

/**
 * How far the picture moved while it was taken, 0 to 100, advisory and our own: a movement widens the pupil's edge where
 * it crosses it and leaves it as it was where it runs along, while defocus widens it alike all round. The squared widths'
 * second harmonic over the directions is free of lids and reflections.
 */
export function measureMotionBlur(samples: Samples, pupil: FittedBoundary, mask: IrisMask): number {
  const ray = new Float64Array(2 * reachPx + 1);
  const sums = { count: 0, cosine: 0, sine: 0, width: 0, widthCosine: 0, widthSine: 0 };
  for (let index = 0; index < directions.cosines.length; index += 1) {
    const cosine = directions.cosines[index]!;
    const sine = directions.sines[index]!;
    const double = { cosine: cosine * cosine - sine * sine, sine: 2 * sine * cosine };
    const radius = pupil.meanPx + pupil.stretchX * double.cosine + pupil.stretchY * double.sine;
    const start = Math.max(0, radius - reachPx);
    if (!isFree(mask, pupil, { cosine, sine, start })) continue;
    const from = { x: pupil.x + cosine * start, y: pupil.y + sine * start, cosine, sine, wanted: ray.length };
    if (sampleRay(samples, ray, from) < ray.length) continue;
    const squared = widthOf(ray) ** 2;
    if (Number.isNaN(squared)) continue;
    sums.count += 1;
    sums.cosine += double.cosine;
    sums.sine += double.sine;
    sums.width += squared;
    sums.widthCosine += squared * double.cosine;
    sums.widthSine += squared * double.sine;
  }
  if (sums.count < directionsMin) return 0;
  // Directions that lids take away would lean the mean: it is taken off first.
  const mean = sums.width / sums.count;
  const across = (2 * (sums.widthCosine - mean * sums.cosine)) / sums.count;
  const along = (2 * (sums.widthSine - mean * sums.sine)) / sums.count;
  // Of a smear L the squared width has the harmonic L² / 2.
  const smearPx = Math.sqrt(2 * Math.hypot(across, along));
  return (100 * smearPx) / (smearPx + halfSmearPx);
}

function isFree(
  { box, regions }: IrisMask,
  { x, y }: FittedBoundary,
  { cosine, sine, start }: { readonly cosine: number; readonly sine: number; readonly start: number },
): boolean {
  for (let step = 0; step <= 2 * reachPx; step += 3) {
    const column = Math.round(x + cosine * (start + step)) - box.x;
    const row = Math.round(y + sine * (start + step)) - box.y;
    if (column < 0 || row < 0 || column >= box.width || row >= box.height) return false;
    const kind = regions[row * box.width + column]!;
    if (kind !== region.pupil && kind !== region.iris) return false;
  }
  return true;
}

/** From the pupil's level to the iris' at the steepest slope, in pixels; NaN where there is no edge. */
function widthOf(ray: Float64Array): number {
  const last = ray.length - 1;
  const jump = (ray[last]! + ray[last - 1]! + ray[last - 2]! - ray[0]! - ray[1]! - ray[2]!) / 3;
  if (jump < jumpMin) return Number.NaN;
  let steepest = 0;
  for (let step = 0; step + slopePx <= last; step += 1) {
    steepest = Math.max(steepest, (ray[step + slopePx]! - ray[step]!) / slopePx);
  }
  return Math.min(2 * reachPx, jump / steepest);
}
