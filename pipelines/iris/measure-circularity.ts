import type { Circle } from "../../runtime/kernel/geometry.ts";
import { directionsIn, type Samples, traceEdgePoints } from "./kernels/circle-edge.ts";

const directionCount = 256;
const harmonicsMax = 16;
const directions = directionsIn([{ fromDeg: 0, toDeg: 360 }], directionCount);
/** A direction whose edge is fainter than this share of the middle one lies under a lid or a reflection. */
const visibleJumpRatio = 0.4;
const reachRatio = 0.3;

/**
 * ISO/IEC 29794-6:2015, 6.2.4: 100 for a round pupil, less the power of the first 16 harmonics of its boundary's radius
 * over 256 directions, relative to the mean radius. Hidden directions count as round.
 */
export function measurePupilCircularity(samples: Samples, pupil: Circle): number {
  const radii = new Float64Array(directionCount).fill(1);
  const { jumps, radii: found } = traceEdgePoints(samples, pupil, {
    directions,
    radiusMinPx: Math.max(1, Math.floor(pupil.radius * (1 - reachRatio))),
    radiusMaxPx: Math.ceil(pupil.radius * (1 + reachRatio)),
    windowPx: Math.max(2, Math.round(pupil.radius * 0.06)),
  });
  const middle = Float64Array.from(jumps).sort()[directionCount >> 1] ?? Number.NaN;
  for (let index = 0; index < directionCount; index += 1) {
    const isVisible = (jumps[index] ?? Number.NaN) >= middle * visibleJumpRatio;
    if (isVisible) radii[index] = (found[index] ?? pupil.radius) / pupil.radius;
  }
  return boundaryCircularity(radii);
}

/** Of each harmonic the cosine and sine at each direction. */
const waves = Array.from({ length: harmonicsMax }, (_, index) => {
  const angles = Float64Array.from(
    { length: directionCount },
    (__, direction) => (2 * Math.PI * (index + 1) * direction) / directionCount,
  );
  return { cosines: angles.map(Math.cos), sines: angles.map(Math.sin) };
});

/** The measure itself, from radii relative to the mean radius at 256 evenly spaced directions. */
export function boundaryCircularity(radii: Float64Array): number {
  let power = 0;
  for (const { cosines, sines } of waves) {
    let real = 0;
    let imaginary = 0;
    for (let index = 0; index < radii.length; index += 1) {
      const radius = radii[index] ?? 0;
      real += radius * (cosines[index] ?? 0);
      imaginary -= radius * (sines[index] ?? 0);
    }
    power += real * real + imaginary * imaginary;
  }
  return Math.max(0, 100 - power / radii.length);
}
