import type { GrayRaster } from "../../image/kernels/reduce-to-gray.ts";

/** Turns by quarters, clockwise. */
export function turnRaster(raster: GrayRaster, quarterTurns: 0 | 1 | 2 | 3): GrayRaster {
  const { widthPx, heightPx, pixels } = raster;
  if (quarterTurns === 0) return raster;
  if (quarterTurns === 2) return { widthPx, heightPx, pixels: pixels.toReversed() };
  const turned = new Uint8Array(pixels.length);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const to = quarterTurns === 1 ? x * heightPx + (heightPx - 1 - y) : (widthPx - 1 - x) * heightPx + y;
      turned[to] = pixels[y * widthPx + x]!;
    }
  }
  return { widthPx: heightPx, heightPx: widthPx, pixels: turned };
}
