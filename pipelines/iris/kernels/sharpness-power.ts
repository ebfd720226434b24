import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { region } from "./eye-region.ts";
import type { IrisMask } from "./iris-mask.ts";

/** Laplacian of Gaussian with a deviation of 1.4 pixels, 9 × 9, centre -40, sum 0: the filter of ISO/IEC 29794-6:2015, 6.2.10. */
// biome-ignore format: the filter's shape is easier to check in rows
const filter = [
  0, 1, 1,   2,   2,   2, 1, 1, 0,
  1, 2, 4,   5,   5,   5, 4, 2, 1,
  1, 4, 5,   3,   0,   3, 5, 4, 1,
  2, 5, 3, -12, -24, -12, 3, 5, 2,
  2, 5, 0, -24, -40, -24, 0, 5, 2,
  2, 5, 3, -12, -24, -12, 3, 5, 2,
  1, 4, 5,   3,   0,   3, 5, 4, 1,
  1, 2, 4,   5,   5,   5, 4, 2, 1,
  0, 1, 1,   2,   2,   2, 1, 1, 0,
] as const;
const side = 9;
const half = 4;
/** Every fourth column and row is enough, as the standard has it. */
const stridePx = 4;
/** The pupil's own edge is the sharpest thing in an eye: the ring starts just inside it. */
const ringFromPupilRatio = 0.93;
const ringToLimbusRatio = 0.95;
const pupilCoreRatio = 0.75;

/**
 * Mean squared filter response over the visible iris and the pupil's edge, less that inside the pupil: nothing is to be
 * seen there, so what the filter finds is the sensor's noise.
 */
export function measureSharpnessPower(image: GrayImage, eye: EyeCircles, mask: IrisMask): number {
  const ring = { power: 0, count: 0 };
  const core: number[] = [];
  const { box } = mask;
  for (let row = half; row < box.height - half; row += stridePx) {
    for (let column = half; column < box.width - half; column += stridePx) {
      const zone = zoneAt(eye, box.x + column, box.y + row);
      if (zone === null || !isClear(mask, column, row)) continue;
      const power = filterAt(image, box.x + column, box.y + row) ** 2;
      if (zone === "core") core.push(power);
      else {
        ring.power += power;
        ring.count += 1;
      }
    }
  }
  if (ring.count === 0) return 0;
  return Math.max(0, ring.power / ring.count - noisePower(core));
}

type EyeCircles = { readonly limbus: Circle; readonly pupil: Circle };

function zoneAt({ limbus, pupil }: EyeCircles, x: number, y: number): "core" | "ring" | null {
  const fromPupil = Math.hypot(x - pupil.x, y - pupil.y) / pupil.radius;
  if (fromPupil < pupilCoreRatio) return "core";
  const isInLimbus = Math.hypot(x - limbus.x, y - limbus.y) < ringToLimbusRatio * limbus.radius;
  return fromPupil > ringFromPupilRatio && isInLimbus ? "ring" : null;
}

/** The middle of a squared normal deviate is 0.455 of its mean. A soft reflection left in the pupil cannot move it far. */
function noisePower(squares: number[]): number {
  squares.sort((one, other) => one - other);
  return (squares[squares.length >> 1] ?? 0) / 0.455;
}

/** Nothing under the filter may be a lid, a lash or a painted reflection: their edges are not the iris'. */
function isClear({ box, regions }: IrisMask, column: number, row: number): boolean {
  for (const down of [-half, 0, half]) {
    for (const across of [-half, 0, half]) {
      const kind = regions[(row + down) * box.width + column + across]!;
      if (kind > region.sclera || kind === region.other) return false;
    }
  }
  return true;
}

function filterAt({ pixels, widthPx }: GrayImage, x: number, y: number): number {
  let sum = 0;
  for (let row = 0; row < side; row += 1) {
    const start = (y + row - half) * widthPx + x - half;
    for (let column = 0; column < side; column += 1) sum += filter[row * side + column]! * pixels[start + column]!;
  }
  return sum;
}
