import type { GrayImage } from "../../../runtime/kernel/image.ts";

/** A print at two thirds of its size. */
export type ShrunkPrint = {
  /** Multiples of 4. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixels: Uint8Array;
  /** What was left out to its left and above it, in its pixels. */
  readonly leftPx: number;
  readonly topPx: number;
};

const widthMaxPx = 256;
const heightMaxPx = 400;

/** Shrinks every 3 × 3 pixels to 2 × 2, and keeps the middle 256 × 400 of what is larger. */
export function shrinkPrint({ widthPx, heightPx, pixels }: GrayImage): ShrunkPrint {
  const across = fitSide(widthPx, widthMaxPx);
  const down = fitSide(heightPx, heightMaxPx);
  const width = across.side;
  const shrunk = new Uint8Array(width * down.side);
  for (let y = 0; y < down.side; y += 2) {
    const upper = (down.from + (y / 2) * 3) * widthPx + across.from;
    for (let x = 0; x < width; x += 2) {
      shrinkNine(pixels, upper + (x / 2) * 3, widthPx, shrunk, y * width + x, width);
    }
  }
  return { widthPx: width, heightPx: down.side, pixels: shrunk, leftPx: across.left, topPx: down.left };
}

function fitSide(sidePx: number, maxPx: number) {
  const side = 4 * Math.floor(sidePx / 6);
  if (side <= maxPx) return { side, from: 0, left: 0 };
  return { side: maxPx, from: Math.floor((sidePx - (maxPx * 3) / 2) / 2), left: (side - maxPx) / 2 };
}

/** Each of the four takes its corner by 4, the edges beside it by 2 and the middle by 1, of 256 / 28. */
function shrinkNine(
  source: Uint8Array,
  upper: number,
  stride: number,
  target: Uint8Array,
  at: number,
  targetStride: number,
): void {
  const middle = upper + stride;
  const lower = middle + stride;
  const centre = source[middle + 1]!;
  const top = 2 * source[upper + 1]! + centre;
  const bottom = 2 * source[lower + 1]! + centre;
  const left = 2 * source[middle]!;
  const right = 2 * source[middle + 2]!;
  target[at] = (28 * (4 * source[upper]! + top + left)) >> 8;
  target[at + 1] = (28 * (4 * source[upper + 2]! + top + right)) >> 8;
  target[at + targetStride] = (28 * (4 * source[lower]! + bottom + left)) >> 8;
  target[at + targetStride + 1] = (28 * (4 * source[lower + 2]! + bottom + right)) >> 8;
}
