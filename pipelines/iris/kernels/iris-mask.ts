import type { Box, Circle } from "../../../runtime/kernel/geometry.ts";
import { type EyeLidCurves, openRows } from "../eye-lid-curves.ts";
import type { FilledImage } from "./fill-speculars.ts";

/** What a pixel near the eye belongs to. Only `iris`, `pupil` and `sclera` pixels are seen unobstructed. */
export const region = { other: 0, iris: 1, pupil: 2, sclera: 3, lid: 4, lash: 5, reflection: 6 } as const;

/** A `region` for every pixel of the box around the limbus, and how much of the iris ring the frame should hold. */
export type IrisMask = {
  readonly box: Box;
  readonly regions: Uint8Array;
  /** All pixels between the circles, those outside the frame and under lids included. */
  readonly ringPixels: number;
};

/** The mask reaches past the limbus far enough for the sclera ring of ISO/IEC 29794-6:2015, 6.2.2. */
const reachRatio = 1.25;
/** A lash is darker than its surroundings by this many of their standard deviations, and at least by so many levels. */
const lashDeviations = 2;
const lashDepthMin = 14;
/** Half the side of the square that a pixel is compared with, in limbus radii. */
const surroundingsRatio = 0.1;

/** Sorts the pixels around an eye. Lashes are a first estimate: dark, thin and in the upper half of the ring. */
export function paintIrisMask(
  filled: FilledImage,
  eye: { readonly limbus: Circle; readonly pupil: Circle },
  lids: EyeLidCurves,
): IrisMask {
  const box = boxAround(filled, eye.limbus);
  const regions = new Uint8Array(box.width * box.height);
  for (let column = 0; column < box.width; column += 1) {
    const { topY, bottomY } = openRows(eye.limbus, lids, box.x + column);
    for (let row = 0; row < box.height; row += 1) {
      const kind = regionAt(eye, box.x + column, box.y + row);
      if (kind === region.other) continue;
      const y = box.y + row;
      const isOpen = y >= topY && y <= bottomY;
      const isSpecular = filled.isSpecular[y * filled.image.widthPx + box.x + column] === 1;
      regions[row * box.width + column] = isOpen ? (isSpecular ? region.reflection : kind) : region.lid;
    }
  }
  markLashes(filled, eye.limbus, { box, regions });
  return { box, regions, ringPixels: countRing(eye) };
}

function boxAround({ image }: FilledImage, limbus: Circle): Box {
  const reach = limbus.radius * reachRatio;
  const x = Math.max(0, Math.floor(limbus.x - reach));
  const y = Math.max(0, Math.floor(limbus.y - reach));
  const right = Math.min(image.widthPx, Math.ceil(limbus.x + reach) + 1);
  const bottom = Math.min(image.heightPx, Math.ceil(limbus.y + reach) + 1);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

function regionAt({ limbus, pupil }: { limbus: Circle; pupil: Circle }, x: number, y: number): number {
  const fromPupil = (x - pupil.x) ** 2 + (y - pupil.y) ** 2;
  if (fromPupil <= pupil.radius ** 2) return region.pupil;
  const fromLimbus = (x - limbus.x) ** 2 + (y - limbus.y) ** 2;
  if (fromLimbus <= limbus.radius ** 2) return region.iris;
  return fromLimbus <= (limbus.radius * reachRatio) ** 2 ? region.sclera : region.other;
}

function countRing({ limbus, pupil }: { limbus: Circle; pupil: Circle }): number {
  return Math.max(1, Math.round(Math.PI * (limbus.radius ** 2 - pupil.radius ** 2)));
}

/** Compares every iris pixel above the centre with the other iris pixels around it. */
function markLashes({ image }: FilledImage, limbus: Circle, painted: Painted): void {
  const { box, regions } = painted;
  const tables = sumTables(image, painted);
  const reachPx = Math.max(2, Math.round(limbus.radius * surroundingsRatio));
  const lastRow = Math.min(box.height, Math.ceil(limbus.y - box.y));
  for (let row = 0; row < lastRow; row += 1) {
    for (let column = 0; column < box.width; column += 1) {
      const index = row * box.width + column;
      if (regions[index] !== region.iris) continue;
      const level = image.pixels[(box.y + row) * image.widthPx + box.x + column]!;
      if (level < darkestWithoutLash(tables, box, { row, column, reachPx })) regions[index] = region.lash;
    }
  }
}

type Painted = { readonly box: Box; readonly regions: Uint8Array };

/** Sums over everything above and left, of the iris pixels alone, with an empty first row and column. */
type SumTables = {
  readonly levels: Float64Array;
  readonly squares: Float64Array;
  readonly counts: Float64Array;
};

function sumTables(image: FilledImage["image"], { box, regions }: Painted): SumTables {
  const stride = box.width + 1;
  const size = stride * (box.height + 1);
  const levels = new Float64Array(size);
  const squares = new Float64Array(size);
  const counts = new Float64Array(size);
  for (let row = 0; row < box.height; row += 1) {
    for (let column = 0; column < box.width; column += 1) {
      const isIris = regions[row * box.width + column] === region.iris;
      const level = isIris ? image.pixels[(box.y + row) * image.widthPx + box.x + column]! : 0;
      const at = (row + 1) * stride + column + 1;
      levels[at] = level + levels[at - 1]! + levels[at - stride]! - levels[at - stride - 1]!;
      squares[at] = level * level + squares[at - 1]! + squares[at - stride]! - squares[at - stride - 1]!;
      counts[at] = (isIris ? 1 : 0) + counts[at - 1]! + counts[at - stride]! - counts[at - stride - 1]!;
    }
  }
  return { levels, squares, counts };
}

type Spot = { readonly row: number; readonly column: number; readonly reachPx: number };

function darkestWithoutLash({ levels, squares, counts }: SumTables, box: Box, { row, column, reachPx }: Spot): number {
  const stride = box.width + 1;
  const top = Math.max(0, row - reachPx) * stride;
  const bottom = Math.min(box.height, row + reachPx + 1) * stride;
  const left = Math.max(0, column - reachPx);
  const right = Math.min(box.width, column + reachPx + 1);
  const a = bottom + right;
  const b = bottom + left;
  const c = top + right;
  const d = top + left;
  const count = counts[a]! - counts[b]! - counts[c]! + counts[d]!;
  const mean = (levels[a]! - levels[b]! - levels[c]! + levels[d]!) / count;
  const square = (squares[a]! - squares[b]! - squares[c]! + squares[d]!) / count;
  const deviation = Math.sqrt(Math.max(0, square - mean * mean));
  return mean - Math.max(lashDepthMin, lashDeviations * deviation);
}
