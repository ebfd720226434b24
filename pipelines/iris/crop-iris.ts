import type { Box, Circle } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { cropGray } from "../image/crop-gray.ts";
import { marginRatio } from "./measure-framing.ts";

/** The part of a picture around the iris, and where its top left pixel lies in the picture. */
export type IrisCrop = { readonly image: GrayImage; readonly x: number; readonly y: number };

/** A camera that crops by itself finds the iris a pixel or two beside where we find it: that is a crop all the same. */
const slackPx = 2;

/**
 * Cuts the picture down to the iris with the margins of the cropped image kind of ISO/IEC 19794-6, 0.6 radii at the sides
 * and 0.2 above and below. Nothing is resampled. Null where the picture ends before the margins do.
 */
export function cropIris(image: GrayImage, limbus: Circle): IrisCrop | null {
  const box = boxAroundIris(limbus, image);
  return box === null ? null : { image: cropGray(image, box), x: box.x, y: box.y };
}

/** The whole pixels that such a crop takes, or null where they are not all there. */
export function boxAroundIris(
  { x, y, radius }: Circle,
  frame: { readonly widthPx: number; readonly heightPx: number },
): Box | null {
  if (!(radius > 0)) return null;
  const across = spanOf(x, radius * (1 + marginRatio.side), frame.widthPx);
  const down = spanOf(y, radius * (1 + marginRatio.end), frame.heightPx);
  if (across === null || down === null) return null;
  return { x: across.from, y: down.from, width: across.length, height: down.length };
}

/** `reach` to both sides of `centre`, in whole pixels of a line of `lengthPx`. */
function spanOf(centre: number, reach: number, lengthPx: number): { from: number; length: number } | null {
  const from = Math.floor(centre - reach);
  const to = Math.ceil(centre + reach);
  const lastPx = lengthPx - 1;
  if (!(from >= -slackPx && to <= lastPx + slackPx)) return null;
  const first = Math.max(0, from);
  return { from: first, length: Math.min(lastPx, to) - first + 1 };
}
