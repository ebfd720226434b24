import type { Box } from "../../runtime/kernel/geometry.ts";
import { toLab } from "../image/cielab.ts";
import type { AlignedFace } from "./align-face.ts";
import { findCheeks } from "./find-cheeks.ts";
import { sumColour } from "./kernels/sum-colour.ts";

export type SkinColour = {
  /** Distance of the cheeks' mean colour from the range of skin in CIELAB; 100 where a* or b* is below 0. */
  readonly naturalColourDistance: number;
  /** Chroma C*ab of the cheeks' mean colour. A gray picture has none. */
  readonly chroma: number;
};

/** Ranges of a* and b* that ISO/IEC 29794-5 takes for skin. */
const aRange = [5, 25] as const;
const bRange = [5, 35] as const;
/** What the standard puts for colours that are greenish or bluish. */
const noSkinDistance = 100;

/** Natural colour after ISO/IEC 29794-5, and the chroma that tells a monochrome picture, which that measure cannot. */
export function measureSkinColour(face: AlignedFace): SkinColour {
  const [red, green, blue] = meanColour(face, findCheeks(face.geometry));
  const { a, b } = toLab(red, green, blue);
  return {
    naturalColourDistance: a < 0 || b < 0 ? noSkinDistance : Math.hypot(beyond(a, aRange), beyond(b, bRange)),
    chroma: Math.hypot(a, b),
  };
}

function meanColour(face: AlignedFace, boxes: readonly Box[]): readonly [number, number, number] {
  const sums = boxes.map((box) => sumColour(face.planes, face.sidePx, box));
  const total = (pick: (sum: (typeof sums)[number]) => number) => sums.reduce((all, sum) => all + pick(sum), 0);
  const count = total((sum) => sum.count) || 1;
  return [total((sum) => sum.red) / count, total((sum) => sum.green) / count, total((sum) => sum.blue) / count];
}

function beyond(value: number, [low, high]: readonly [number, number]): number {
  return Math.max(low - value, 0, value - high);
}
