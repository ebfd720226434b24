import type { Plane } from "../../image/plane.ts";
import { arrangeByHeight, type WeighedJumps, weighRing } from "./weigh-ring.ts";

/** Pixels with any storage; `Plane` and `GrayImage` both fit. */
export type Samples = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly values: Plane["values"] | Uint8Array;
};

/** Directions as cosine and sine, one pair a direction. */
export type Directions = { readonly cosines: Float64Array; readonly sines: Float64Array };

export type RadiusRange = { readonly radiusMinPx: number; readonly radiusMaxPx: number };

export type EdgeSearch = {
  readonly directions: Directions;
  /** Inner and outer level are means over this many pixels either side of the edge. */
  readonly windowPx: number;
  /** A single direction's jump counts no more than this: lashes and lids must not decide. */
  readonly jumpCap: number;
  /** Gray levels of unevenness that are expected anyway; keeps faint noise from looking like a perfect edge. */
  readonly noiseFloor: number;
};

/** How strongly a circle is an edge from dark inside to light outside. */
export type CircleEdge = {
  readonly radius: number;
  /** Mean jump over the directions that count, in gray levels, each capped. */
  readonly jump: number;
  /** The jump over its own unevenness along the circle plus the noise floor; no unit. */
  readonly strength: number;
};

/** The strongest circle around a centre within a range of radii. */
export type TraceCircle = (x: number, y: number, range: RadiusRange) => CircleEdge;

/** Evenly spaced directions in the given sectors, in degrees, y down. */
export function directionsIn(
  sectors: readonly { readonly fromDeg: number; readonly toDeg: number }[],
  count: number,
): Directions {
  const cosines = new Float64Array(count);
  const sines = new Float64Array(count);
  const each = Math.floor(count / sectors.length);
  for (let index = 0; index < count; index += 1) {
    const sector = sectors[Math.min(sectors.length - 1, Math.floor(index / each))]!;
    const share = ((index % each) + 0.5) / each;
    const angle = ((sector.fromDeg + (sector.toDeg - sector.fromDeg) * share) * Math.PI) / 180;
    cosines[index] = Math.cos(angle);
    sines[index] = Math.sin(angle);
  }
  return { cosines, sines };
}

/**
 * The integro-differential operator of Daugman (1993) at one centre, over all radii at once. Directions that leave the
 * image do not count; fewer than half of them left gives 0. One tracer serves one search at a time: it keeps its room.
 */
export function createCircleTracer(samples: Samples, search: EdgeSearch, radiusLimitPx: number): TraceCircle {
  const { directions, windowPx, noiseFloor } = search;
  const count = directions.cosines.length;
  const radiiMax = Math.max(1, Math.floor(radiusLimitPx) + 2);
  const ray = new Float64Array(radiiMax + 2 * windowPx);
  const jumps = new Float64Array(radiiMax * count);
  const strengths = new Float64Array(radiiMax);
  const means = new Float64Array(radiiMax);
  const arranged = arrangeByHeight(directions.sines);
  const weighing = { directions: arranged, noiseFloor, canHide: arranged.isWhole };
  const weighed: WeighedJumps = { mean: 0, strength: 0 };

  return (x, y, { radiusMinPx, radiusMaxPx }) => {
    const radii = Math.min(radiiMax, Math.max(0, Math.floor(radiusMaxPx - radiusMinPx) + 1));
    jumps.fill(Number.NaN, 0, radii * count);
    for (let direction = 0; direction < count; direction += 1) {
      const cosine = directions.cosines[direction]!;
      const sine = directions.sines[direction]!;
      const start = radiusMinPx - windowPx + 0.5;
      const wanted = radii + 2 * windowPx;
      const length = sampleRay(samples, ray, { x: x + cosine * start, y: y + sine * start, cosine, sine, wanted });
      writeJumps(ray, length, search, { jumps, offset: arranged.placeOf[direction]!, stride: count });
    }
    for (let index = 0; index < radii; index += 1) {
      weighRing(jumps, index * count, weighing, weighed);
      strengths[index] = weighed.strength;
      means[index] = weighed.mean;
    }
    return strongestOf(strengths, means, radii, radiusMinPx);
  };
}

/** The strongest radius, between whole pixels by a parabola through its neighbours. */
function strongestOf(strengths: Float64Array, means: Float64Array, radii: number, radiusMinPx: number): CircleEdge {
  let best = 0;
  for (let index = 1; index < radii; index += 1) if (strengths[index]! > strengths[best]!) best = index;
  if (radii === 0) return { radius: radiusMinPx, jump: 0, strength: 0 };
  const here = strengths[best]!;
  const isInside = best > 0 && best < radii - 1;
  const before = isInside ? strengths[best - 1]! : here;
  const after = isInside ? strengths[best + 1]! : here;
  const bend = before - 2 * here + after;
  const shift = bend < 0 ? (before - after) / (2 * bend) : 0;
  return { radius: radiusMinPx + best + shift, jump: means[best]!, strength: here };
}

/** Where each direction on its own has its steepest rise from dark to light, by radius and jump; NaN where it has none. */
export type EdgePoints = { readonly radii: Float64Array; readonly jumps: Float64Array };

/** One point a direction; a direction that leaves the image before the range ends has none. */
export function traceEdgePoints(
  samples: Samples,
  centre: { readonly x: number; readonly y: number },
  { directions, windowPx, radiusMinPx, radiusMaxPx }: Pick<EdgeSearch, "directions" | "windowPx"> & RadiusRange,
): EdgePoints {
  const count = directions.cosines.length;
  const steps = Math.max(0, Math.floor(radiusMaxPx - radiusMinPx) + 1);
  const wanted = steps + 2 * windowPx;
  const ray = new Float64Array(wanted);
  const along = new Float64Array(steps);
  const points = { radii: new Float64Array(count).fill(Number.NaN), jumps: new Float64Array(count).fill(Number.NaN) };
  const start = radiusMinPx - windowPx + 0.5;
  for (let direction = 0; direction < count && steps > 0; direction += 1) {
    const cosine = directions.cosines[direction]!;
    const sine = directions.sines[direction]!;
    const from = { x: centre.x + cosine * start, y: centre.y + sine * start, cosine, sine, wanted };
    if (sampleRay(samples, ray, from) < wanted) continue;
    writeJumps(ray, wanted, { windowPx, jumpCap: 255 }, { jumps: along, offset: 0, stride: 1 });
    const { radius, jump } = strongestOf(along, along, steps, radiusMinPx);
    points.radii[direction] = radius;
    points.jumps[direction] = jump;
  }
  return points;
}

type RayStart = {
  readonly x: number;
  readonly y: number;
  readonly cosine: number;
  readonly sine: number;
  readonly wanted: number;
};

/** Bilinear samples outward, one a pixel, until there are as many as wanted or the image ends. Returns how many. */
export function sampleRay({ values, widthPx, heightPx }: Samples, ray: Float64Array, from: RayStart): number {
  const { cosine, sine, wanted } = from;
  let { x, y } = from;
  for (let step = 0; step < wanted; step += 1) {
    if (!(x >= 0 && y >= 0 && x < widthPx - 1 && y < heightPx - 1)) return step;
    const left = x | 0;
    const top = y | 0;
    const index = top * widthPx + left;
    const shareX = x - left;
    const above = values[index]! + (values[index + 1]! - values[index]!) * shareX;
    const below = values[index + widthPx]! + (values[index + widthPx + 1]! - values[index + widthPx]!) * shareX;
    ray[step] = above + (below - above) * (y - top);
    x += cosine;
    y += sine;
  }
  return wanted;
}

function writeJumps(
  ray: Float64Array,
  length: number,
  { windowPx, jumpCap }: Pick<EdgeSearch, "windowPx" | "jumpCap">,
  into: { readonly jumps: Float64Array; readonly offset: number; readonly stride: number },
): void {
  if (length < 2 * windowPx) return;
  let inner = 0;
  let outer = 0;
  for (let step = 0; step < windowPx; step += 1) {
    inner += ray[step]!;
    outer += ray[windowPx + step]!;
  }
  for (let index = 0; index + 2 * windowPx <= length; index += 1) {
    const difference = (outer - inner) / windowPx;
    into.jumps[index * into.stride + into.offset] = Math.max(-jumpCap, Math.min(jumpCap, difference));
    inner += ray[index + windowPx]! - ray[index]!;
    if (index + 2 * windowPx < length) outer += ray[index + 2 * windowPx]! - ray[index + windowPx]!;
  }
}
