import type { Plane } from "../../image/plane.ts";

/** Pixels with any storage; `Plane` and `GrayImage` both fit. */
export type Samples = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly values: Plane["values"] | Uint8Array;
};

export type EdgeSearch = {
  /** Directions as cosine and sine, one pair a direction. */
  readonly directions: Directions;
  readonly radiusMinPx: number;
  readonly radiusMaxPx: number;
  /** Inner and outer level are means over this many pixels either side of the edge. */
  readonly windowPx: number;
  /** A single direction's jump counts no more than this: lashes and lids must not decide. */
  readonly jumpCap: number;
  /** Gray levels of unevenness that are expected anyway; keeps faint noise from looking like a perfect edge. */
  readonly noiseFloor: number;
};

export type Directions = { readonly cosines: Float64Array; readonly sines: Float64Array };

/** How strongly a circle is an edge from dark inside to light outside. */
export type CircleEdge = {
  readonly radius: number;
  /** Mean jump over the directions in gray levels, each capped. */
  readonly jump: number;
  /** The jump over its own unevenness along the circle plus the noise floor; no unit. */
  readonly strength: number;
};

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

/** What every radius of one centre is worth; index `k` belongs to radius `radiusMinPx + k`. */
export type EdgeTrace = {
  readonly radiusMinPx: number;
  readonly strengths: Float64Array;
  readonly jumps: Float64Array;
};

/**
 * The integro-differential operator of Daugman (1993) at one centre, over all radii at once. Directions that leave the
 * image do not count; fewer than half of them left gives 0.
 */
export function traceEdges(samples: Samples, centreX: number, centreY: number, search: EdgeSearch): EdgeTrace {
  const radii = Math.max(0, Math.floor(search.radiusMaxPx - search.radiusMinPx) + 1);
  const count = search.directions.cosines.length;
  const ray = new Float64Array(radii + 2 * search.windowPx);
  const jumps = new Float64Array(radii * count).fill(Number.NaN);

  for (let direction = 0; direction < count; direction += 1) {
    const cosine = search.directions.cosines[direction]!;
    const sine = search.directions.sines[direction]!;
    const start = search.radiusMinPx - search.windowPx + 0.5;
    const length = sampleRay(samples, ray, { x: centreX, y: centreY, cosine, sine, start });
    writeJumps(ray, length, search, { jumps, offset: direction, stride: count });
  }

  const trace = { radiusMinPx: search.radiusMinPx, strengths: new Float64Array(radii), jumps: new Float64Array(radii) };
  for (let index = 0; index < radii; index += 1) {
    const around = jumps.subarray(index * count, (index + 1) * count);
    const { mean, strength } = weighJumps(around, search.noiseFloor);
    trace.jumps[index] = mean;
    trace.strengths[index] = strength;
  }
  return trace;
}

/**
 * The mean jump over its unevenness, of the directions that are not far below the others: a lid covers part of a
 * boundary without making the rest less of one. What is left out is paid for by the square of the share that remains.
 */
function weighJumps(around: Float64Array, noiseFloor: number): { mean: number; strength: number } {
  const all = momentsAbove(around, Number.NEGATIVE_INFINITY);
  if (all.count * 2 < around.length) return { mean: 0, strength: 0 };
  const kept = momentsAbove(around, all.mean - all.deviation);
  const share = kept.count / around.length;
  return { mean: kept.mean, strength: (share * share * kept.mean) / (kept.deviation + noiseFloor) };
}

function momentsAbove(values: Float64Array, floor: number): { count: number; mean: number; deviation: number } {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    // A missing direction is NaN, and no comparison with NaN holds.
    if (!(value >= floor)) continue;
    count += 1;
    sum += value;
    squares += value * value;
  }
  if (count === 0) return { count, mean: 0, deviation: 0 };
  const mean = sum / count;
  return { count, mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}

/** Where each direction on its own has its steepest rise from dark to light within the search, and by how much. */
export type EdgePoint = { readonly x: number; readonly y: number; readonly radius: number; readonly jump: number };

/** One point a direction; a direction that leaves the image has none. */
export function traceEdgePoints(samples: Samples, centreX: number, centreY: number, search: EdgeSearch): EdgePoint[] {
  const radii = Math.max(0, Math.floor(search.radiusMaxPx - search.radiusMinPx) + 1);
  const ray = new Float64Array(radii + 2 * search.windowPx);
  const jumps = new Float64Array(radii);
  const points: EdgePoint[] = [];
  for (let direction = 0; direction < search.directions.cosines.length; direction += 1) {
    const cosine = search.directions.cosines[direction]!;
    const sine = search.directions.sines[direction]!;
    const start = search.radiusMinPx - search.windowPx + 0.5;
    const length = sampleRay(samples, ray, { x: centreX, y: centreY, cosine, sine, start });
    if (length < ray.length || radii === 0) continue;
    writeJumps(ray, length, search, { jumps, offset: 0, stride: 1 });
    const { radius, jump } = strongestEdge({ radiusMinPx: search.radiusMinPx, strengths: jumps, jumps });
    points.push({ x: centreX + cosine * radius, y: centreY + sine * radius, radius, jump });
  }
  return points;
}

/** The strongest radius of a trace, between whole pixels by a parabola through its neighbours. */
export function strongestEdge(trace: EdgeTrace): CircleEdge {
  let best = 0;
  for (let index = 1; index < trace.strengths.length; index += 1) {
    if (trace.strengths[index]! > trace.strengths[best]!) best = index;
  }
  const here = trace.strengths[best] ?? 0;
  const before = trace.strengths[best - 1] ?? here;
  const after = trace.strengths[best + 1] ?? here;
  const bend = before - 2 * here + after;
  const isInside = best > 0 && best < trace.strengths.length - 1;
  const shift = isInside && bend < 0 ? (before - after) / (2 * bend) : 0;
  return { radius: trace.radiusMinPx + best + shift, jump: trace.jumps[best] ?? 0, strength: here };
}

type RayStart = {
  readonly x: number;
  readonly y: number;
  readonly cosine: number;
  readonly sine: number;
  readonly start: number;
};

/** Bilinear samples outward, one a pixel, until the ray is full or leaves the image. Returns how many. */
function sampleRay({ values, widthPx, heightPx }: Samples, ray: Float64Array, from: RayStart): number {
  for (let step = 0; step < ray.length; step += 1) {
    const x = from.x + from.cosine * (from.start + step);
    const y = from.y + from.sine * (from.start + step);
    const left = Math.floor(x);
    const top = Math.floor(y);
    if (left < 0 || top < 0 || left + 1 >= widthPx || top + 1 >= heightPx) return step;
    const index = top * widthPx + left;
    const shareX = x - left;
    const above = values[index]! + (values[index + 1]! - values[index]!) * shareX;
    const below = values[index + widthPx]! + (values[index + widthPx + 1]! - values[index + widthPx]!) * shareX;
    ray[step] = above + (below - above) * (y - top);
  }
  return ray.length;
}

function writeJumps(
  ray: Float64Array,
  length: number,
  { windowPx, jumpCap }: EdgeSearch,
  into: { readonly jumps: Float64Array; readonly offset: number; readonly stride: number },
): void {
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
    outer += (ray[index + 2 * windowPx] ?? 0) - ray[index + windowPx]!;
  }
}
