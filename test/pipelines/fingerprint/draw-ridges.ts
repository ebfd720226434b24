import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { flatImage } from "./read-print.ts";

/**
 * Upright ridges of 9 pixels' period, dark in the middle of each period; one ridge ends at (`x`, `y`) and the two beside
 * it close the gap below, as they do around a true minutia: a phase that winds once around the point.
 */
export function drawRidgesWithMinutia(x: number, y: number, sizePx = 256, resolutionPpi = 500): GrayImage {
  return drawRidgesWithMinutiae([{ x, y, turns: 1 }], sizePx, resolutionPpi);
}

export type PlantedMinutia = { readonly x: number; readonly y: number; readonly turns: 1 | -1 };

/** Well apart from each other in a square of 300 pixels. */
export const fivePlanted: readonly PlantedMinutia[] = [
  { x: 80, y: 90, turns: 1 },
  { x: 190, y: 70, turns: -1 },
  { x: 130, y: 150, turns: -1 },
  { x: 70, y: 215, turns: 1 },
  { x: 215, y: 220, turns: 1 },
];

/** The same with several minutiae: a ridge ends downwards where `turns` is 1, and upwards where it is −1. */
export function drawRidgesWithMinutiae(
  minutiae: readonly PlantedMinutia[],
  sizePx = 256,
  resolutionPpi = 500,
): GrayImage {
  const image = flatImage(sizePx, sizePx, 0, resolutionPpi);
  for (let row = 0; row < sizePx; row += 1) {
    for (let column = 0; column < sizePx; column += 1) {
      const origin = minutiae[0]?.x ?? 0;
      const winding = minutiae.reduce((sum, { x, y, turns }) => sum + turns * Math.atan2(row - y, column - x), 0);
      const phase = (2 * Math.PI * (column - origin)) / 9 + winding;
      image.pixels[row * sizePx + column] = Math.round(128 - 100 * Math.cos(phase));
    }
  }
  return image;
}

/** Turns an image about its middle, clockwise, moves it, and fills what comes in from outside with `level`. */
export function turnImage(
  image: GrayImage,
  angleDeg: number,
  shiftXPx: number,
  shiftYPx: number,
  level = 245,
): GrayImage {
  const { widthPx, heightPx } = image;
  const turned = flatImage(widthPx, heightPx, level, image.resolutionPpi);
  const angle = (angleDeg * Math.PI) / 180;
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1) {
      const x = column - widthPx / 2 - shiftXPx;
      const y = row - heightPx / 2 - shiftYPx;
      const sourceX = Math.cos(angle) * x + Math.sin(angle) * y + widthPx / 2;
      const sourceY = -Math.sin(angle) * x + Math.cos(angle) * y + heightPx / 2;
      const level4 = readLinear(image, sourceX, sourceY);
      if (level4 !== null) turned.pixels[row * widthPx + column] = Math.round(level4);
    }
  }
  return turned;
}

function readLinear({ widthPx, heightPx, pixels }: GrayImage, x: number, y: number): number | null {
  if (x < 0 || y < 0 || x >= widthPx - 1 || y >= heightPx - 1) return null;
  const at = Math.floor(y) * widthPx + Math.floor(x);
  const right = x - Math.floor(x);
  const down = y - Math.floor(y);
  const upper = pixels[at]! * (1 - right) + pixels[at + 1]! * right;
  const lower = pixels[at + widthPx]! * (1 - right) + pixels[at + widthPx + 1]! * right;
  return upper * (1 - down) + lower * down;
}
