import { clearFrame } from "../../image/kernels/clear-frame.ts";
import type { InkMask } from "./drop-specks.ts";

/** A line this many pixels thick is thinned to its middle; anything thicker keeps a core. */
const roundsMax = 60;

/** Thins ink to lines one pixel wide (Zhang and Suen, 1984), in place. The outermost frame of pixels is cleared. */
export function thinInk({ widthPx, heightPx, ink }: InkMask): void {
  clearFrame(ink, widthPx, heightPx);
  let inked = indicesOf(ink);
  for (let round = 0; round < roundsMax; round += 1) {
    const before = inked.length;
    for (const pass of [0, 1] as const) {
      const removed = inked.filter((index) => isRemovable(ink, index, widthPx, pass));
      for (const index of removed) ink[index] = 0;
      inked = inked.filter((index) => ink[index] === 1);
    }
    if (inked.length === before) return;
  }
}

function indicesOf(ink: Uint8Array): number[] {
  const found: number[] = [];
  for (let index = 0; index < ink.length; index += 1) if (ink[index] === 1) found.push(index);
  return found;
}

function isRemovable(ink: Uint8Array, index: number, widthPx: number, pass: 0 | 1): boolean {
  const north = ink[index - widthPx]!;
  const northEast = ink[index - widthPx + 1]!;
  const east = ink[index + 1]!;
  const southEast = ink[index + widthPx + 1]!;
  const south = ink[index + widthPx]!;
  const southWest = ink[index + widthPx - 1]!;
  const west = ink[index - 1]!;
  const northWest = ink[index - widthPx - 1]!;

  const count = north + northEast + east + southEast + south + southWest + west + northWest;
  if (count < 2 || count > 6) return false;
  const rises =
    (1 - north) * northEast +
    (1 - northEast) * east +
    (1 - east) * southEast +
    (1 - southEast) * south +
    (1 - south) * southWest +
    (1 - southWest) * west +
    (1 - west) * northWest +
    (1 - northWest) * north;
  if (rises !== 1) return false;
  return pass === 0
    ? north * east * south === 0 && east * south * west === 0
    : north * east * west === 0 && north * south * west === 0;
}
