import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import type { FilledImage } from "./fill-speculars.ts";

export type LidSide = "upper" | "lower";

/**
 * Gray level steps across possible lid edges in one half of the limbus, on a grid that looks outward from its centre:
 * column `u` runs left to right, row `v` away from the centre. A step is the level further out less the level further in;
 * at most `stepCap` either way; NaN where the pupil's own edge or a painted reflection would answer.
 */
export type LidSteps = {
  readonly columns: number;
  readonly rows: number;
  /** Pixels between neighbouring columns, and between neighbouring rows. */
  readonly stepPx: number;
  /** `v` of the first row, in pixels; negative lies beyond the centre. */
  readonly firstRowPx: number;
  readonly steps: Float32Array;
  /** How many points of a column, from each on outwards, lie in the pupil's disc, and how many of them are dark as a pupil. */
  readonly discBeyond: Uint8Array;
  readonly darkBeyond: Uint8Array;
};

/** A lash or a reflection on an edge counts no more than this many gray levels. */
const stepCap = 30;

/** The lowest an upper lid and the highest a lower lid is looked for, in limbus radii outward of the centre. */
const firstRowRatio = { upper: -0.25, lower: 0.15 } as const;
const beyondRimRatio = 0.1;
/** Grid cells a limbus radius. */
const cellsPerRadius = 24;

export function traceLidSteps(picture: FilledPicture, limbus: Circle, pupil: Circle, side: LidSide): LidSteps {
  const { image } = picture;
  const stepPx = limbus.radius / cellsPerRadius;
  const columns = 2 * cellsPerRadius + 1;
  const firstRowPx = firstRowRatio[side] * limbus.radius;
  const rows = Math.ceil((1 + beyondRimRatio - firstRowRatio[side]) * cellsPerRadius);
  const windowPx = Math.max(2, Math.round(limbus.radius * 0.05));
  const outward = side === "upper" ? -1 : 1;
  const steps = new Float32Array(columns * rows);
  const discBeyond = new Uint8Array(columns * rows);
  const darkBeyond = new Uint8Array(columns * rows);
  const darkMax = pupilLevelMax(image, limbus, pupil);

  for (let column = 0; column < columns; column += 1) {
    const x = Math.round(limbus.x + (column - cellsPerRadius) * stepPx);
    let disc = 0;
    let dark = 0;
    for (let row = rows - 1; row >= 0; row -= 1) {
      const at = column * rows + row;
      const y = limbus.y + outward * (firstRowPx + row * stepPx);
      const fromPupilPx = Math.sqrt((x - pupil.x) ** 2 + (y - pupil.y) ** 2);
      const isAtRim = Math.abs(fromPupilPx - pupil.radius) < windowPx + 2;
      if (fromPupilPx < pupil.radius * 0.95) {
        disc += 1;
        if (levelAt(image, x, Math.round(y)) < darkMax) dark += 1;
      }
      discBeyond[at] = disc;
      darkBeyond[at] = dark;
      steps[at] = isAtRim ? Number.NaN : stepAcross(picture, { x, y, outward, windowPx });
    }
  }
  return { columns, rows, stepPx, firstRowPx, steps, discBeyond, darkBeyond };
}

type FilledPicture = Pick<FilledImage, "image" | "isSpecular">;

type Crossing = { readonly x: number; readonly y: number; readonly outward: number; readonly windowPx: number };

/** Means over a few columns, so that one lash does not decide. */
function stepAcross({ image, isSpecular }: FilledPicture, { x, y, outward, windowPx }: Crossing): number {
  const { pixels, widthPx, heightPx } = image;
  let outer = 0;
  let inner = 0;
  let count = 0;
  const left = Math.max(0, x - 1);
  const right = Math.min(widthPx - 1, x + 1);
  for (let distance = 1; distance <= windowPx; distance += 1) {
    const outerRow = Math.round(y + outward * distance);
    const innerRow = Math.round(y - outward * (distance - 1));
    if (Math.min(outerRow, innerRow) < 0 || Math.max(outerRow, innerRow) >= heightPx) continue;
    for (let column = left; column <= right; column += 1) {
      const outerIndex = outerRow * widthPx + column;
      const innerIndex = innerRow * widthPx + column;
      if (isSpecular[outerIndex] === 1 || isSpecular[innerIndex] === 1) return Number.NaN;
      outer += pixels[outerIndex]!;
      inner += pixels[innerIndex]!;
      count += 1;
    }
  }
  if (count === 0) return Number.NaN;
  return Math.max(-stepCap, Math.min(stepCap, (outer - inner) / count));
}

/** Half way between the pupil's level and the iris' beside it. */
function pupilLevelMax(image: GrayImage, limbus: Circle, pupil: Circle): number {
  const besides = (pupil.radius + limbus.radius) / 2;
  const y = Math.round(pupil.y);
  const iris = [-besides, besides].map((offset) => levelAt(image, Math.round(pupil.x + offset), y));
  const inner = [-0.6, -0.3, 0, 0.3, 0.6].map((share) => levelAt(image, Math.round(pupil.x + share * pupil.radius), y));
  inner.sort((one, other) => one - other);
  return ((iris[0]! + iris[1]!) / 2 + inner[1]!) / 2;
}

function levelAt({ pixels, widthPx, heightPx }: GrayImage, x: number, y: number): number {
  const column = Math.max(0, Math.min(widthPx - 1, x));
  const row = Math.max(0, Math.min(heightPx - 1, y));
  return pixels[row * widthPx + column] ?? 0;
}
