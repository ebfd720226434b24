import type { GrayRaster } from "../../image/kernels/reduce-to-gray.ts";

/** Places where ink ends and paper begins below it (`rows`), or to its right (`columns`); in pixels. */
export type InkEdges = { readonly x: Float32Array; readonly y: Float32Array };

/** Lower (`rows`) or right (`columns`) edges of the ink, every so many of them, at most `edgesMax`. */
export function findInkEdges(
  { widthPx, heightPx, pixels }: GrayRaster,
  isInkLevel: (x: number, y: number, level: number) => boolean,
  { along, edgesMax }: { readonly along: "rows" | "columns"; readonly edgesMax: number },
): InkEdges {
  const right = along === "columns" ? 1 : 0;
  const below = along === "rows" ? 1 : 0;
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y < heightPx - below; y += 1) {
    for (let x = 0; x < widthPx - right; x += 1) {
      const at = y * widthPx + x;
      if (!isInkLevel(x, y, pixels[at]!)) continue;
      if (isInkLevel(x + right, y + below, pixels[at + right + below * widthPx]!)) continue;
      xs.push(x);
      ys.push(y);
    }
  }
  const every = Math.max(1, Math.ceil(xs.length / edgesMax));
  const isKept = (_: number, index: number) => index % every === 0;
  return { x: Float32Array.from(xs.filter(isKept)), y: Float32Array.from(ys.filter(isKept)) };
}

/**
 * How sharply the edges fall into lines when projected at an angle: the sum of squares of the counts a pixel of the
 * profile (Postl 1986, Baird 1987). Largest where the projection runs along the lines of text.
 */
export function measureProfile({ x, y }: InkEdges, angleRad: number, lengthPx: number): number {
  const cosine = Math.cos(angleRad);
  const sine = Math.sin(angleRad);
  const counts = new Float64Array(2 * lengthPx + 2);
  for (let index = 0; index < x.length; index += 1) {
    const place = y[index]! * cosine - x[index]! * sine + lengthPx;
    const bin = Math.floor(place);
    const share = place - bin;
    // Split between two bins, or the score jumps with the angle.
    counts[bin]! += 1 - share;
    counts[bin + 1]! += share;
  }
  let sum = 0;
  for (const count of counts) sum += count * count;
  return sum;
}
