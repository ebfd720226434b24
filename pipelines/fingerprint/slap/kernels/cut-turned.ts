import type { Box, Point } from "../../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../../runtime/kernel/image.ts";

/** A box turned clockwise about its middle, in pixels. */
export type TurnedBox = {
  readonly centre: Point;
  readonly width: number;
  readonly height: number;
  readonly angleDeg: number;
};

/** Copies the image's own pixels within `box` (whole numbers, inside the image); what lies outside `kept` becomes `fill`. */
export function cutUpright(image: GrayImage, box: Box, { kept, fill }: { kept: TurnedBox; fill: number }): GrayImage {
  const pixels = new Uint8Array(box.width * box.height).fill(fill);
  const cosine = Math.cos((kept.angleDeg * Math.PI) / 180);
  const sine = Math.sin((kept.angleDeg * Math.PI) / 180);
  for (let row = 0; row < box.height; row += 1) {
    const dy = box.y + row + 0.5 - kept.centre.y;
    for (let column = 0; column < box.width; column += 1) {
      const dx = box.x + column + 0.5 - kept.centre.x;
      const isKept =
        Math.abs(cosine * dx + sine * dy) <= kept.width / 2 && Math.abs(-sine * dx + cosine * dy) <= kept.height / 2;
      if (isKept) pixels[row * box.width + column] = image.pixels[(box.y + row) * image.widthPx + box.x + column]!;
    }
  }
  return { widthPx: box.width, heightPx: box.height, resolutionPpi: image.resolutionPpi, pixels };
}

/** The turned box set upright, by linear interpolation; what lies beyond the image becomes `fill`. */
export function cutStraightened(
  image: GrayImage,
  { centre, width, height, angleDeg }: TurnedBox,
  fill: number,
): GrayImage {
  const widthPx = Math.max(1, Math.round(width));
  const heightPx = Math.max(1, Math.round(height));
  const pixels = new Uint8Array(widthPx * heightPx).fill(fill);
  const cosine = Math.cos((angleDeg * Math.PI) / 180);
  const sine = Math.sin((angleDeg * Math.PI) / 180);
  for (let row = 0; row < heightPx; row += 1) {
    const along = row + 0.5 - heightPx / 2;
    for (let column = 0; column < widthPx; column += 1) {
      const across = column + 0.5 - widthPx / 2;
      const x = centre.x + cosine * across - sine * along - 0.5;
      const y = centre.y + sine * across + cosine * along - 0.5;
      const left = Math.floor(x);
      const top = Math.floor(y);
      if (left < 0 || top < 0 || left + 1 >= image.widthPx || top + 1 >= image.heightPx) continue;
      const at = top * image.widthPx + left;
      const above = image.pixels[at]! * (left + 1 - x) + image.pixels[at + 1]! * (x - left);
      const next = at + image.widthPx;
      const below = image.pixels[next]! * (left + 1 - x) + image.pixels[next + 1]! * (x - left);
      pixels[row * widthPx + column] = above * (top + 1 - y) + below * (y - top) + 0.5;
    }
  }
  return { widthPx, heightPx, resolutionPpi: image.resolutionPpi, pixels };
}

/** The grey level that `share` of the box's pixels do not exceed. */
export function findLevel(image: GrayImage, box: Box, share: number): number {
  const counts = new Uint32Array(256);
  for (let row = box.y; row < box.y + box.height; row += 1) {
    for (let column = box.x; column < box.x + box.width; column += 1) {
      const level = image.pixels[row * image.widthPx + column]!;
      counts[level] = counts[level]! + 1;
    }
  }
  let below = 0;
  for (let level = 0; level < 256; level += 1) {
    below += counts[level]!;
    if (below >= share * box.width * box.height) return level;
  }
  return 255;
}
