import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { Plane } from "../../image/plane.ts";

const directions = 24;
const discRings = [0.2, 0.45, 0.65, 0.85] as const;
const annulusRings = [0.25, 0.5, 0.75] as const;
/** Within this of the horizontal an annulus is rarely under a lid; what lies higher than the other often is. */
const sideSine = 0.7;
const lidSine = -0.6;

/**
 * How much two circles look like a dark disc in a lighter ring, 0 to 1. Tells a pupil from a circle drawn inside one,
 * whose surroundings are dark as well, and from a limbus taken for a pupil, whose inside is mostly light.
 */
export function weighLevels(plane: Plane, pupil: Circle, limbus: Circle): number {
  const disc: number[] = [];
  const annulus: number[] = [];
  const rim: number[] = [];
  for (let index = 0; index < directions; index += 1) {
    const angle = (2 * Math.PI * index) / directions;
    const cosine = Math.cos(angle);
    const sine = Math.sin(angle);
    if (sine < lidSine) continue;
    const at = (circle: Circle, radius: number, into: number[]) => {
      const level = nearest(plane, circle.x + cosine * radius, circle.y + sine * radius);
      if (level !== undefined) into.push(level);
    };
    for (const ring of discRings) at(pupil, ring * pupil.radius, disc);
    at(pupil, pupil.radius + 2, rim);
    if (Math.abs(sine) > sideSine) continue;
    for (const ring of annulusRings) at(pupil, pupil.radius + ring * (limbus.radius - pupil.radius), annulus);
  }
  if (annulus.length === 0 || rim.length === 0) return 0;
  const pupilLevel = quantile(disc, 0.2);
  const irisLevel = quantile(annulus, 0.5);
  const middle = (pupilLevel + irisLevel) / 2;
  if (irisLevel <= pupilLevel) return 0;
  const darkInside = disc.filter((level) => level < middle).length / disc.length;
  const lightRim = rim.filter((level) => level > middle).length / rim.length;
  const lightAnnulus = annulus.filter((level) => level > middle).length / annulus.length;
  return darkInside * lightRim * lightRim * lightAnnulus * lightAnnulus;
}

function nearest({ values, widthPx, heightPx }: Plane, x: number, y: number): number | undefined {
  const column = Math.round(x);
  const row = Math.round(y);
  if (column < 0 || row < 0 || column >= widthPx || row >= heightPx) return undefined;
  return values[row * widthPx + column]!;
}

function quantile(levels: number[], share: number): number {
  levels.sort((one, other) => one - other);
  return levels[Math.floor(share * (levels.length - 1))] ?? 0;
}
