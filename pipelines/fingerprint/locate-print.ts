import type { Box } from "../../runtime/kernel/geometry.ts";
import { blockPx, type TileSums } from "./kernels/tile-sums.ts";

/** How the contact area lies in its image. */
export type PrintPlace = {
  /** Centre of mass, in pixels of the image measured. */
  readonly x: number;
  readonly y: number;
  /** Clockwise turn of the long axis against upright, above −90 to 90. */
  readonly axisDeg: number;
  /** Long against short axis, 1 where the area has no direction. */
  readonly elongationRatio: number;
};

/**
 * Finds centre and long axis of the contact area by its moments. Tiles stand for their pixels, which moves the centre by
 * a pixel or two at most. An empty area lies upright in the middle of the image.
 */
export function locatePrint(tiles: TileSums, tilePixels: Int32Array, image: Pick<Box, "width" | "height">): PrintPlace {
  const centres = Array.from(tilePixels, (weight, at) => {
    const left = (at % tiles.columns) * blockPx;
    const top = Math.floor(at / tiles.columns) * blockPx;
    return {
      weight,
      x: (left + Math.min(left + blockPx, image.width)) / 2,
      y: (top + Math.min(top + blockPx, image.height)) / 2,
    };
  });
  const total = centres.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return { x: image.width / 2, y: image.height / 2, axisDeg: 0, elongationRatio: 1 };
  const mean = (read: (centre: { readonly x: number; readonly y: number }) => number) =>
    centres.reduce((sum, centre) => sum + centre.weight * read(centre), 0) / total;
  const x = mean((centre) => centre.x);
  const y = mean((centre) => centre.y);
  // What a tile's own extent adds is the same both ways: it tempers the elongation and leaves the axis.
  const own = (blockPx * blockPx) / 12;
  const xx = mean((centre) => (centre.x - x) ** 2) + own;
  const yy = mean((centre) => (centre.y - y) ** 2) + own;
  const xy = mean((centre) => (centre.x - x) * (centre.y - y));
  const root = Math.hypot(xx - yy, 2 * xy);
  // Rows run down, so an angle that grows from right to down turns clockwise; upright is 90° of it.
  const alongDeg = (Math.atan2(2 * xy, xx - yy) * 90) / Math.PI;
  const axisDeg = alongDeg > 0 ? alongDeg - 90 : alongDeg + 90;
  return { x, y, axisDeg, elongationRatio: Math.sqrt((xx + yy + root) / (xx + yy - root)) };
}
