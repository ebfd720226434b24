import type { Plane } from "../../image/plane.ts";

/** A reflection is narrower than this many cells across and down; a strip of white or skin is longer one way. */
const windowCells = { across: 9, down: 5 } as const;
/** A cell that stands out from its surroundings by this many gray levels holds a reflection, blurred or not. */
const heightMin = 32;

/** Cells with small bright spots: 1 where there is one, and the level that would be there without it. */
export type SpecularCells = { readonly isSpot: Uint8Array; readonly ground: Float32Array };

/**
 * A white top-hat by lines (Serra, 1982): what an opening along the row and one along the column both take away is small
 * in both directions. Relative to its surroundings, so that a blurred or dim reflection counts and an overexposed cheek
 * does not.
 */
export function markSpeculars(plane: Plane): SpecularCells {
  const { widthPx, heightPx, values } = plane;
  const across = openAlong(values, { count: heightPx, stride: widthPx, length: widthPx, step: 1 }, windowCells.across);
  const down = openAlong(values, { count: widthPx, stride: 1, length: heightPx, step: widthPx }, windowCells.down);
  const isSpot = new Uint8Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const ground = Math.max(across[index]!, down[index]!);
    across[index] = ground;
    if (values[index]! - ground >= heightMin) isSpot[index] = 1;
  }
  return { isSpot, ground: across };
}

/** Lines through the plane: `count` of them, `stride` apart, each of `length` values `step` apart. */
type Lines = { readonly count: number; readonly stride: number; readonly length: number; readonly step: number };

/** The smallest in a window, then the largest of these. */
function openAlong(values: Float32Array, { count, stride, length, step }: Lines, window: number): Float32Array {
  const opened = new Float32Array(values.length);
  const line = new Float32Array(length);
  const least = new Float32Array(length);
  const half = window >> 1;
  for (let index = 0; index < count; index += 1) {
    const from = index * stride;
    for (let at = 0; at < length; at += 1) line[at] = -values[from + at * step]!;
    takeLargest(line, half, least);
    for (let at = 0; at < length; at += 1) least[at] = -least[at]!;
    takeLargest(least, half, line);
    for (let at = 0; at < length; at += 1) opened[from + at * step] = line[at]!;
  }
  return opened;
}

/** At the line's end the window is cut short. */
function takeLargest(line: Float32Array, half: number, into: Float32Array): void {
  for (let at = 0; at < line.length; at += 1) {
    const to = Math.min(line.length - 1, at + half);
    let largest = line[at]!;
    for (let near = Math.max(0, at - half); near <= to; near += 1) if (line[near]! > largest) largest = line[near]!;
    into[at] = largest;
  }
}
