import type { Box, Circle } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { cropGray } from "../image/crop-gray.ts";
import { type FilledImage, fillSpeculars } from "./kernels/fill-speculars.ts";
import { type LocatedEye, locateEye } from "./locate-eye.ts";

/** The picture is searched at about this many pixels on its longer side, then refined at full size. */
const searchSidePx = 160;
/** In a frame wider than this to its height, an eye may be too small for one search of the whole. */
const wideRatio = 1.5;
/** Each half of a wide frame reaches so far across it, so that an eye in its middle is whole in both. */
const halfReachRatio = 0.6;

/** The picture with its reflections painted over, and the eyes in it from the image's left to its right: none, one or two. */
export type FoundEyes = { readonly filled: FilledImage; readonly eyes: readonly LocatedEye[] };

/** Finds one eye, then looks for the other where it must stand if the frame holds it. */
export function findEyes(image: GrayImage): FoundEyes {
  const filled = fill(image);
  const found = locateEye(filled) ?? locateInHalves(image);
  if (found === null) return { filled, eyes: [] };
  const first = lookCloser(image, found);
  const second = findPartner(image, first);
  const eyes = second === null ? [first] : [first, second].sort((one, other) => one.limbus.x - other.limbus.x);
  return { filled, eyes };
}

/** What is looked at again around a small eye, in radii of what was found, and how small it is for that. */
const closerRatio = 4;
const closerShareMax = 0.6;

/** An eye that was small in the search is searched for again in its own surroundings, where more of it is to be seen. */
function lookCloser(image: GrayImage, found: LocatedEye): LocatedEye {
  const { x, y, radius } = found.limbus;
  const reachPx = closerRatio * radius;
  if (2 * reachPx > closerShareMax * Math.max(image.widthPx, image.heightPx)) return found;
  const edges = { left: x - reachPx, right: x + reachPx, top: y - reachPx, bottom: y + reachPx };
  return locateIn(image, boxInFrame(image, edges)) ?? found;
}

function locateInHalves(image: GrayImage): LocatedEye | null {
  const { widthPx, heightPx } = image;
  if (widthPx < wideRatio * heightPx) return null;
  const reachPx = widthPx * halfReachRatio;
  const side = (left: number, right: number) =>
    locateIn(image, boxInFrame(image, { left, right, top: 0, bottom: heightPx }));
  return surer(side(0, reachPx), side(widthPx - reachPx, widthPx));
}

/**
 * Between the middles of two eyes lie some 54 to 74 mm in adults and down to 45 mm in children, of 11.8 mm wide irises; all
 * in iris radii. A tilted head lifts one of them.
 */
const apartRatio = { min: 7.5, max: 13 } as const;
const tiltedRatio = 1.6;
/** Room around where the eye's middle may be. */
const roomRatio = 1.5;
/** Both irises of a person are as wide, and as far from the camera but for a turned head. */
const alikeRatio = 1.2;
/** Surer than for an eye alone: a nostril or a brow must not pass for a second eye, and swap the first. */
const partnerCreditMin = 1;

function findPartner(image: GrayImage, { limbus }: LocatedEye): LocatedEye | null {
  const left = partnerAt(image, limbus, -1);
  const right = partnerAt(image, limbus, 1);
  // An eye has its partner on one side.
  return left !== null && right !== null ? null : (left ?? right);
}

function partnerAt(image: GrayImage, limbus: Circle, side: -1 | 1): LocatedEye | null {
  const { radius } = limbus;
  const near = limbus.x + side * (apartRatio.min - roomRatio) * radius;
  const far = limbus.x + side * (apartRatio.max + roomRatio) * radius;
  const upDown = (tiltedRatio + roomRatio) * radius;
  const box = boxInFrame(image, {
    left: Math.min(near, far),
    right: Math.max(near, far),
    top: limbus.y - upDown,
    bottom: limbus.y + upDown,
  });
  if (Math.min(box.width, box.height) < radius) return null;
  const partner = locateIn(image, box);
  if (partner === null || partner.credit < partnerCreditMin) return null;
  const ratio = partner.limbus.radius / radius;
  return ratio < alikeRatio && ratio > 1 / alikeRatio ? partner : null;
}

function locateIn(image: GrayImage, box: Box): LocatedEye | null {
  if (box.width === 0 || box.height === 0) return null;
  const eye = locateEye(fill(cropGray(image, box)));
  if (eye === null) return null;
  const shift = <T extends { readonly x: number; readonly y: number }>(shape: T): T => ({
    ...shape,
    x: shape.x + box.x,
    y: shape.y + box.y,
  });
  return {
    ...eye,
    limbus: shift(eye.limbus),
    pupil: shift(eye.pupil),
    limbusShape: shift(eye.limbusShape),
    pupilShape: shift(eye.pupilShape),
  };
}

function fill(image: GrayImage): FilledImage {
  return fillSpeculars(image, Math.max(1, Math.round(Math.max(image.widthPx, image.heightPx) / searchSidePx)));
}

function surer(one: LocatedEye | null, other: LocatedEye | null): LocatedEye | null {
  return (one?.credit ?? 0) >= (other?.credit ?? 0) ? one : other;
}

/** The whole pixels between these edges that the frame holds; a width or height of 0 when it holds none. */
function boxInFrame(
  frame: { readonly widthPx: number; readonly heightPx: number },
  edges: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): Box {
  const x = clamp(Math.floor(edges.left), frame.widthPx);
  const y = clamp(Math.floor(edges.top), frame.heightPx);
  const right = clamp(Math.ceil(edges.right) + 1, frame.widthPx);
  const bottom = clamp(Math.ceil(edges.bottom) + 1, frame.heightPx);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

function clamp(value: number, maximum: number): number {
  return Math.max(0, Math.min(maximum, value));
}
