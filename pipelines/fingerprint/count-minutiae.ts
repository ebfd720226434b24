import type { Point } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { boostRidges } from "./kernels/boost-ridges.ts";
import { confirmMinutia } from "./kernels/confirm-minutia.ts";
import { findFootprint } from "./kernels/find-footprint.ts";
import { findPhaseBreaks, type PhaseBreak } from "./kernels/find-phase-breaks.ts";
import { flowCellPx, measureFlow } from "./kernels/flow-cells.ts";
import { mapRidgePhase } from "./kernels/map-ridge-phase.ts";
import { type ShrunkPrint, shrinkPrint } from "./kernels/shrink-print.ts";
import { smoothFlow } from "./kernels/smooth-flow.ts";

/** NFIQ 2 keeps no more minutiae than these, the surest. */
const minutiaeMax = 255;
/** Smaller prints are enlarged with white, on the right and below. */
const sideMinPx = 196;
/** Each place is looked at along two directions, this far to each side of the ridges', of 256 a turn. */
const swayAngle = 2;

/**
 * The minutiae that NFIQ 2 counts: those of FingerJetFX OSE, found by the same steps in the same whole numbers, so that
 * both find the same ones. At two thirds of its size the print is enhanced block by
 * block; where its ridges' phase runs two ways at once, a filter confirms that one ridge lies on one side and two on
 * the other. Whole pixels of the 500 ppi print given, only in its middle 384 × 600; of a print with a side of less than
 * 196 pixels some may lie beyond it. For quality only: `extractMinutiae` finds those that are recorded and matched.
 */
export function countMinutiae(image: GrayImage): readonly Point[] {
  const print = shrinkPrint(padPrint(image));
  const columns = print.widthPx / flowCellPx;
  const footprint = findFootprint(measureFlow(print.pixels, print.widthPx, print.heightPx), columns);
  const boosted = boostRidges(print);
  const flow = measureFlow(boosted, print.widthPx, print.heightPx);
  smoothFlow(flow, footprint, columns);
  const phases = mapRidgePhase(boosted, print.widthPx, flow);
  const strengthsOf = ({ x, y, angle }: PhaseBreak) => [
    () => confirmMinutia(phases, print.widthPx, { x, y, angle: angle - swayAngle }),
    () => confirmMinutia(phases, print.widthPx, { x, y, angle: angle + swayAngle }),
  ];
  const confirmed = findPhaseBreaks(phases, print.widthPx).filter((place) =>
    strengthsOf(place).some((strength) => strength() > 0),
  );
  const strongest = (place: PhaseBreak) => Math.max(...strengthsOf(place).map((strength) => strength()));
  return keepBest(confirmed, strongest).map((place) => placeInPrint(place, print));
}

function keepBest(places: readonly PhaseBreak[], strengthOf: (place: PhaseBreak) => number): readonly PhaseBreak[] {
  if (places.length <= minutiaeMax) return places;
  const rated = places.map((place) => ({ place, strength: strengthOf(place) }));
  return rated
    .toSorted((a, b) => b.strength - a.strength)
    .slice(0, minutiaeMax)
    .map(({ place }) => place);
}

/** The reference counts in units of 1/167 cm, and rounds on the way there and back. */
function placeInPrint({ x, y }: PhaseBreak, { leftPx, topPx }: ShrunkPrint): Point {
  const toUnits = (pixels: number) => Math.floor((pixels * 635) / 500);
  const place = (at: number, shift: number) => Math.floor(((toUnits(at) + toUnits(shift)) * 197) / 167 + 0.5);
  return { x: place(x, 1 + leftPx), y: place(y, 6 + topPx) };
}

function padPrint(image: GrayImage): GrayImage {
  const widthPx = Math.max(sideMinPx, image.widthPx);
  const heightPx = Math.max(sideMinPx, image.heightPx);
  if (widthPx === image.widthPx && heightPx === image.heightPx) return image;
  const pixels = new Uint8Array(widthPx * heightPx).fill(255);
  for (let y = 0; y < image.heightPx; y += 1) {
    pixels.set(image.pixels.subarray(y * image.widthPx, (y + 1) * image.widthPx), y * widthPx);
  }
  return { ...image, widthPx, heightPx, pixels };
}
