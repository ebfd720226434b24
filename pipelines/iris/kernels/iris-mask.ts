import type { Box, Circle } from "../../../runtime/kernel/geometry.ts";
import { type EyeLidCurves, openRows } from "../eye-lid-curves.ts";
import { region } from "./eye-region.ts";
import type { FilledImage } from "./fill-speculars.ts";
import type { FittedBoundary } from "./fit-boundary.ts";
import { markLashes } from "./mark-lashes.ts";
import { type MaskLine, spanWithin } from "./mask-line.ts";
import { edgeOf, paintWithin } from "./paint-within.ts";

/** A `region` for every pixel of the box around the limbus, and how much of the iris ring the frame should hold. */
export type IrisMask = {
  readonly box: Box;
  readonly regions: Uint8Array;
  /** All pixels between the boundaries, those outside the frame and under lids included. */
  readonly ringPixels: number;
};

export type MaskedEye = {
  readonly limbus: Circle;
  readonly limbusShape: FittedBoundary;
  readonly pupilShape: FittedBoundary;
  readonly lids: EyeLidCurves;
};

/** The mask reaches past the limbus far enough for the sclera ring of ISO/IEC 29794-6:2015, 6.2.2. */
const reachRatio = 1.25;

/** Sorts the pixels around an eye. Lashes are a first estimate: dark, thin and in the upper half of the ring. */
export function paintIrisMask(filled: FilledImage, eye: MaskedEye): IrisMask {
  const box = boxAround(filled, eye.limbus);
  const regions = new Uint8Array(box.width * box.height);
  const reach = { ...eye.limbus, radius: eye.limbus.radius * reachRatio };
  const limbus = edgeOf(eye.limbusShape);
  const pupil = edgeOf(eye.pupilShape);
  const open = openColumns(eye, box);
  const irisLines: MaskLine[] = [];
  for (let row = 0; row < box.height; row += 1) {
    const whole = { start: row * box.width, left: box.x, y: box.y + row, from: 0, to: box.width - 1 };
    const line = { ...whole, ...spanWithin(reach, whole) };
    irisLines.push({ ...line, ...spanWithin(limbus.outer, line) });
    if (line.from > line.to) continue;
    regions.fill(region.sclera, line.start + line.from, line.start + line.to + 1);
    paintWithin(regions, line, limbus, region.iris);
    paintWithin(regions, line, pupil, region.pupil);
    coverHidden(regions, line, filled, open);
  }
  markLashes(filled.image, eye.limbus, { regions, width: box.width, lines: irisLines });
  return { box, regions, ringPixels: countRing(eye) };
}

/** For each column of the box the rows of the picture between the lids. */
type OpenColumns = { readonly top: Float64Array; readonly bottom: Float64Array };

function openColumns({ limbus, lids }: MaskedEye, box: Box): OpenColumns {
  const top = new Float64Array(box.width);
  const bottom = new Float64Array(box.width);
  for (let column = 0; column < box.width; column += 1) {
    const { topY, bottomY } = openRows(limbus, lids, box.x + column);
    top[column] = topY;
    bottom[column] = bottomY;
  }
  return { top, bottom };
}

/** A reflection before what is behind it, a lid before all. */
function coverHidden(
  regions: Uint8Array,
  { start, left, y, from, to }: MaskLine,
  { image, isSpecular }: FilledImage,
  { top, bottom }: OpenColumns,
): void {
  const specularAt = y * image.widthPx + left;
  for (let column = from; column <= to; column += 1) {
    if (isSpecular[specularAt + column] === 1) regions[start + column] = region.reflection;
    if (!(y >= top[column]! && y <= bottom[column]!)) regions[start + column] = region.lid;
  }
}

function boxAround({ image }: FilledImage, limbus: Circle): Box {
  const reach = limbus.radius * reachRatio;
  const x = Math.max(0, Math.floor(limbus.x - reach));
  const y = Math.max(0, Math.floor(limbus.y - reach));
  const right = Math.min(image.widthPx, Math.ceil(limbus.x + reach) + 1);
  const bottom = Math.min(image.heightPx, Math.ceil(limbus.y + reach) + 1);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

function countRing({ limbusShape, pupilShape }: MaskedEye): number {
  return Math.max(1, Math.round(areaOf(limbusShape) - areaOf(pupilShape)));
}

function areaOf({ meanPx, stretchX, stretchY }: FittedBoundary): number {
  return Math.PI * (meanPx * meanPx + (stretchX * stretchX + stretchY * stretchY) / 2);
}
