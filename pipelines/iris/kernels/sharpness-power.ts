import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { openSimd, putData } from "../../simd/open-simd.ts";
import { region } from "./eye-region.ts";
import type { IrisMask } from "./iris-mask.ts";
import { takeRank } from "./take-rank.ts";

const { other, sclera } = region;

/** How far the filter reaches. */
const half = 4;
/** Every fourth column and row is enough, as the standard has it. */
const stridePx = 4;
/** The pupil's own edge is the sharpest thing in an eye: the ring starts just inside it. */
const ringFromPupilRatio = 0.93;
const ringToLimbusRatio = 0.95;
const pupilCoreRatio = 0.75;

/**
 * Mean squared answer of the filter of ISO/IEC 29794-6:2015, 6.2.10 (9 × 9, centre -40), over the visible iris and the pupil's edge, less that inside the pupil: nothing is to be
 * seen there, so what the filter finds is the sensor's noise.
 */
export function measureSharpnessPower(image: GrayImage, eye: EyeCircles, mask: IrisMask): number {
  const ring = { power: 0, count: 0 };
  const core: number[] = [];
  const { box } = mask;
  const simd = openSimd();
  const { widthPx } = image;
  const pixels = putData(simd, image.pixels);
  for (let row = half; row < box.height - half; row += stridePx) {
    for (let column = half; column < box.width - half; column += stridePx) {
      const zone = zoneAt(eye, box.x + column, box.y + row);
      if (zone === null || !isClear(mask, column, row)) continue;
      const power = simd.filterLaplacian(pixels + (box.y + row) * widthPx + box.x + column, widthPx) ** 2;
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
  const fromPupil = Math.sqrt((x - pupil.x) ** 2 + (y - pupil.y) ** 2) / pupil.radius;
  if (fromPupil < pupilCoreRatio) return "core";
  const isInLimbus = Math.sqrt((x - limbus.x) ** 2 + (y - limbus.y) ** 2) < ringToLimbusRatio * limbus.radius;
  return fromPupil > ringFromPupilRatio && isInLimbus ? "ring" : null;
}

/** The middle of a squared normal deviate is 0.455 of its mean. A soft reflection left in the pupil cannot move it far. */
function noisePower(squares: readonly number[]): number {
  return squares.length === 0 ? 0 : takeRank(Float64Array.from(squares), squares.length >> 1) / 0.455;
}

/** Nothing under the filter may be a lid, a lash or a painted reflection: their edges are not the iris'. */
function isClear({ box, regions }: IrisMask, column: number, row: number): boolean {
  for (const down of [-half, 0, half]) {
    for (const across of [-half, 0, half]) {
      const kind = regions[(row + down) * box.width + column + across]!;
      if (kind > sclera || kind === other) return false;
    }
  }
  return true;
}
