import type { Plane } from "../../image/plane.ts";
import { arrangeByHeight, type RingDirections, type WeighedJumps, weighRing } from "./weigh-ring.ts";

/** The best pair of circles around one centre, in pixels of the plane; a strength is a jump over its unevenness. */
export type TracedRings = {
  pupilPx: number;
  pupilStrength: number;
  limbusPx: number;
  limbusStrength: number;
  /** How much the pair looks like an eye; 0 where there is none. */
  strength: number;
};

export type RingLimits = {
  readonly pupilPx: { readonly min: number; readonly max: number };
  readonly limbusPx: { readonly min: number; readonly max: number };
  /** Pupil to limbus radius. */
  readonly ratio: { readonly min: number; readonly max: number };
  /** Beyond this an edge is simply certain; a perfect pupil must not make up for a missing limbus. */
  readonly strengthCap: number;
};

export type TraceRings = (x: number, y: number, into: TracedRings) => void;

const directionsCount = 32;
/** Lids hide the top and bottom of the limbus; y down. */
const limbusSine = { upper: -0.5, lower: 0.71 } as const;
const pupilEdge = { windowPx: 2, jumpCap: 40, noiseFloor: 4 } as const;
const limbusEdge = { windowPx: 3, jumpCap: 30, noiseFloor: 4 } as const;

/**
 * Daugman's operator for both boundaries at once, around whole pixels: every direction is walked once, over the nearest
 * pixels, and both boundaries are read from it. One tracer serves one search at a time: it keeps its room.
 */
export function createRingTracer(plane: Plane, limits: RingLimits): TraceRings {
  const reach = limits.limbusPx.max + limbusEdge.windowPx;
  const rays = layRays(plane, reach);
  const levels = new Float64Array(reach + 1);
  const pupil = createRing(limits.pupilPx.max, pupilEdge, rays.sines);
  const limbus = createRing(
    limits.limbusPx.max,
    limbusEdge,
    rays.sides.map((side) => rays.sines[side]!),
  );
  const sideOf = new Int32Array(directionsCount).fill(-1);
  rays.sides.forEach((direction, side) => {
    sideOf[direction] = side;
  });

  return (x, y, into) => {
    const start = y * plane.widthPx + x;
    for (let direction = 0; direction < directionsCount; direction += 1) {
      const length = Math.min(reach, stepsInside(rays, direction, plane, x, y));
      const from = direction * (reach + 1);
      for (let step = 0; step <= length; step += 1) levels[step] = plane.values[start + rays.offsets[from + step]!]!;
      writeJumps(levels, length, pupil, direction);
      const side = sideOf[direction]!;
      if (side >= 0) writeJumps(levels, length, limbus, side);
    }
    weighRadii(pupil, limits.pupilPx);
    weighRadii(limbus, limits.limbusPx);
    choosePair(pupil.strengths, limbus.strengths, limits, into);
  };
}

type Rays = {
  /** For each direction and step the distance in memory from the centre. */
  readonly offsets: Int32Array;
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
  /** Directions in which a limbus is rarely covered. */
  readonly sides: readonly number[];
};

function layRays({ widthPx }: Plane, reach: number): Rays {
  const offsets = new Int32Array(directionsCount * (reach + 1));
  const cosines = new Float64Array(directionsCount);
  const sines = new Float64Array(directionsCount);
  for (let direction = 0; direction < directionsCount; direction += 1) {
    const angle = (2 * Math.PI * (direction + 0.5)) / directionsCount;
    cosines[direction] = Math.cos(angle);
    sines[direction] = Math.sin(angle);
    for (let step = 0; step <= reach; step += 1) {
      const across = Math.round(cosines[direction]! * step);
      const down = Math.round(sines[direction]! * step);
      offsets[direction * (reach + 1) + step] = down * widthPx + across;
    }
  }
  const all = Array.from({ length: directionsCount }, (_, direction) => direction);
  const sides = all.filter((each) => sines[each]! >= limbusSine.upper && sines[each]! <= limbusSine.lower);
  return { offsets, cosines, sines, sides };
}

/** How many steps a direction stays in the picture. */
function stepsInside(
  { cosines, sines }: Rays,
  direction: number,
  { widthPx, heightPx }: Plane,
  x: number,
  y: number,
): number {
  const cosine = cosines[direction]!;
  const sine = sines[direction]!;
  const across = cosine > 0 ? (widthPx - 1 - x) / cosine : -x / cosine;
  const down = sine > 0 ? (heightPx - 1 - y) / sine : -y / sine;
  return Math.floor(Math.min(across, down));
}

type Ring = {
  readonly windowPx: number;
  readonly jumpCap: number;
  /** `jumps[radius · count + direction]`: the step from the pixels before the radius to those from it on. */
  readonly jumps: Float64Array;
  readonly strengths: Float64Array;
  readonly noiseFloor: number;
  readonly directions: RingDirections;
};

function createRing(
  radiusMaxPx: number,
  edge: { readonly windowPx: number; readonly jumpCap: number; readonly noiseFloor: number },
  sines: ArrayLike<number>,
): Ring {
  const directions = arrangeByHeight(sines);
  const jumps = new Float64Array((radiusMaxPx + 1) * sines.length);
  return { ...edge, jumps, strengths: new Float64Array(radiusMaxPx + 1), directions };
}

/** An edge at radius r lies between the pixels at r - 1 and at r. */
function writeJumps(levels: Float64Array, length: number, ring: Ring, direction: number): void {
  const { windowPx, jumpCap, jumps, strengths, directions } = ring;
  const { count } = directions;
  const place = directions.placeOf[direction]!;
  const radii = strengths.length;
  let inner = 0;
  let outer = 0;
  for (let step = 0; step < windowPx; step += 1) {
    inner += levels[step]!;
    outer += levels[step + windowPx]!;
  }
  for (let radius = windowPx; radius < radii; radius += 1) {
    const last = radius + windowPx - 1;
    if (last > length) {
      // Beyond the picture's end a direction is missing.
      jumps[radius * count + place] = Number.NaN;
      continue;
    }
    const jump = (outer - inner) / windowPx;
    jumps[radius * count + place] = Math.max(-jumpCap, Math.min(jumpCap, jump));
    inner += levels[radius]! - levels[radius - windowPx]!;
    outer += levels[last + 1]! - levels[radius]!;
  }
}

const weighed: WeighedJumps = { mean: 0, strength: 0 };

function weighRadii(
  { jumps, strengths, directions, noiseFloor }: Ring,
  { min, max }: { readonly min: number; readonly max: number },
): void {
  const weighing = { directions, noiseFloor, canHide: directions.isWhole };
  for (let radius = min; radius <= max; radius += 1) {
    weighRing(jumps, radius * directions.count, weighing, weighed);
    strengths[radius] = weighed.strength;
  }
}

/** Small circles are everywhere; a large one as even as they are is worth more, as more pixels bear it out. */
const usualLimbusPx = 25;
/** The limbus' inner window keeps clear of the pupil's edge by this. */
const ringPx = limbusEdge.windowPx + 2;

/**
 * For each limbus the best pupil inside it. Where that lies so near that both would be one edge there is no pair: a
 * fainter pupil further in must not make a limbus of the pupil's own rim.
 */
function choosePair(
  pupils: Float64Array,
  limbi: Float64Array,
  { pupilPx, limbusPx, ratio, strengthCap }: RingLimits,
  into: TracedRings,
): void {
  into.strength = 0;
  for (let limbus = limbusPx.min; limbus <= limbusPx.max; limbus += 1) {
    const outer = Math.min(strengthCap, limbi[limbus]! * Math.sqrt(limbus / usualLimbusPx));
    if (outer <= 0) continue;
    let best = Math.max(pupilPx.min, Math.ceil(ratio.min * limbus));
    const last = Math.min(pupilPx.max, limbus - pupilEdge.windowPx - 1);
    for (let pupil = best + 1; pupil <= last; pupil += 1) if (pupils[pupil]! > pupils[best]!) best = pupil;
    if (best > Math.min(limbus - ringPx, ratio.max * limbus)) continue;
    const inner = Math.min(strengthCap, pupils[best]!);
    const strength = Math.sqrt(inner * outer);
    if (!(strength > into.strength)) continue;
    into.strength = strength;
    into.pupilPx = best;
    into.limbusPx = limbus;
    into.pupilStrength = inner;
    into.limbusStrength = outer;
  }
}
