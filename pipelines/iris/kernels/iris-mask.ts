import type { Box, Circle } from "../../../runtime/kernel/geometry.ts";
import { type EyeLidCurves, openRows } from "../eye-lid-curves.ts";
import { region } from "./eye-region.ts";
import type { FilledImage } from "./fill-speculars.ts";
import type { FittedBoundary } from "./fit-boundary.ts";
import { markLashes } from "./mark-lashes.ts";

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
  const top = new Float64Array(box.width);
  const bottom = new Float64Array(box.width);
  for (let column = 0; column < box.width; column += 1) {
    const { topY, bottomY } = openRows(eye.limbus, eye.lids, box.x + column);
    top[column] = topY;
    bottom[column] = bottomY;
  }
  const reachPx = eye.limbus.radius * reachRatio;
  const edges = { pupil: edgeOf(eye.pupilShape), limbus: edgeOf(eye.limbusShape) };
  for (let row = 0; row < box.height; row += 1) {
    const y = box.y + row;
    const halfPx = Math.sqrt(Math.max(0, reachPx * reachPx - (y - eye.limbus.y) ** 2));
    const from = Math.max(0, Math.ceil(eye.limbus.x - halfPx) - box.x);
    const to = Math.min(box.width - 1, Math.floor(eye.limbus.x + halfPx) - box.x);
    const specularAt = y * filled.image.widthPx + box.x;
    for (let column = from; column <= to; column += 1) {
      const isOpen = y >= top[column]! && y <= bottom[column]!;
      const isPainted = filled.isSpecular[specularAt + column] === 1;
      regions[row * box.width + column] = isOpen ? regionAt(edges, isPainted, box.x + column, y) : region.lid;
    }
  }
  markLashes(filled.image, eye.limbus, { box, regions });
  return { box, regions, ringPixels: countRing(eye) };
}

/** A boundary, and between which squared distances from its centre it has to be followed. */
type Edge = FittedBoundary & { readonly insideSquare: number; readonly outsideSquare: number };

/** Harmonics bend a boundary by less than this share of its radius. */
const flatnessMax = 0.15;

function edgeOf(boundary: FittedBoundary): Edge {
  const squareOf = (ratio: number) => (boundary.meanPx * ratio) ** 2;
  return { ...boundary, insideSquare: squareOf(1 - flatnessMax), outsideSquare: squareOf(1 + flatnessMax) };
}

type EyeEdges = { readonly pupil: Edge; readonly limbus: Edge };

function regionAt({ pupil, limbus }: EyeEdges, isPainted: boolean, x: number, y: number): number {
  if (isPainted) return region.reflection;
  if (isWithin(pupil, x, y)) return region.pupil;
  return isWithin(limbus, x, y) ? region.iris : region.sclera;
}

function isWithin(edge: Edge, atX: number, atY: number): boolean {
  const across = atX - edge.x;
  const down = atY - edge.y;
  const squared = across * across + down * down;
  if (squared > edge.outsideSquare) return false;
  if (squared < edge.insideSquare) return true;
  const stretch = edge.stretchX * (across * across - down * down) + edge.stretchY * 2 * across * down;
  return Math.sqrt(squared) <= edge.meanPx + stretch / squared;
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
