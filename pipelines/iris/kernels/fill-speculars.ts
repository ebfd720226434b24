import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { halvePlane } from "../../image/kernels/halve-plane.ts";
import { reduceByArea } from "../../image/kernels/reduce-by-area.ts";
import type { Plane } from "../../image/plane.ts";
import { markSpeculars } from "./mark-speculars.ts";
import { markReflections, type SpecularMarks } from "./specular-marks.ts";

export type FilledImage = {
  readonly image: GrayImage;
  /** 1 where a reflection was painted over, 0 elsewhere; row-major like the pixels. */
  readonly isSpecular: Uint8Array;
  readonly specularPixels: number;
  /** The filled picture reduced by `factor` both ways. */
  readonly reduced: Plane;
  readonly factor: number;
};

/** Paints the lamp's reflections over, row by row, from the level left of each to the level right of it. */
export function fillSpeculars(image: GrayImage, factor: number): FilledImage {
  const reduced = reduceByArea(image, factor);
  const cells = markSpeculars(halvePlane(reduced));
  const marks = markReflections(image, cells, 2 * factor);
  const { isSpecular } = marks;
  if (!cells.isSpot.includes(1)) return { image, isSpecular, specularPixels: 0, reduced, factor };

  const filled = { ...image, pixels: image.pixels.slice() };
  const specularPixels = paintMarked(filled, marks);
  repairReduced(reduced, filled, factor, marks);
  return { image: filled, isSpecular, specularPixels, reduced, factor };
}

/** Returns how many pixels were painted. */
function paintMarked({ pixels, widthPx, heightPx }: GrayImage, { isSpecular, from, to }: SpecularMarks): number {
  let painted = 0;
  for (let row = 0; row < heightPx; row += 1) {
    const line = { pixels, start: row * widthPx, widthPx };
    const last = to[row]!;
    let x = from[row]!;
    while (x < last) {
      const first = x;
      while (x < last && isSpecular[line.start + x] === 1) x += 1;
      paintRun(line, first, x);
      painted += x - first;
      while (x < last && isSpecular[line.start + x] === 0) x += 1;
    }
  }
  return painted;
}

type PixelLine = { readonly pixels: Uint8Array; readonly start: number; readonly widthPx: number };

function paintRun({ pixels, start, widthPx }: PixelLine, from: number, to: number): void {
  const hasLeft = from > 0;
  const hasRight = to < widthPx;
  if (!hasLeft && !hasRight) return;
  const left = hasLeft ? pixels[start + from - 1]! : pixels[start + to]!;
  const right = hasRight ? pixels[start + to]! : left;
  const span = to - from + 1;
  for (let x = from; x < to; x += 1) {
    pixels[start + x] = Math.round(left + ((right - left) * (x - from + 1)) / span);
  }
}

/** Recomputes the reduced pixels that a painted one lies in. */
function repairReduced(reduced: Plane, { pixels, widthPx }: GrayImage, factor: number, marks: SpecularMarks): void {
  const share = 1 / (factor * factor);
  let lastCell = -1;
  for (let y = 0; y < reduced.heightPx * factor; y += 1) {
    const row = Math.floor(y / factor);
    for (let x = marks.from[y]!; x < Math.min(marks.to[y]!, reduced.widthPx * factor); x += 1) {
      const column = Math.floor(x / factor);
      const cell = row * reduced.widthPx + column;
      if (cell === lastCell || marks.isSpecular[y * widthPx + x] === 0) continue;
      lastCell = cell;
      let sum = 0;
      for (let down = 0; down < factor; down += 1) {
        const from = (row * factor + down) * widthPx + column * factor;
        for (let index = from; index < from + factor; index += 1) sum += pixels[index]!;
      }
      reduced.values[cell] = sum * share;
    }
  }
}
