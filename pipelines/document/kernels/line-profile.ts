import type { GrayRaster } from "../../image/kernels/reduce-to-gray.ts";

/** In pixels. */
export type InkEdges = { readonly x: Float32Array; readonly y: Float32Array };

/** In each block, row-major, levels below this are ink; 0 for a block that is not to be looked at. */
export type InkLevels = { readonly columns: number; readonly blockPx: number; readonly below: Int16Array };

/** Where ink ends and paper begins below it (`rows`) or to its right (`columns`); evenly thinned out to `edgesMax`. */
export function findInkEdges(
  gray: GrayRaster,
  ink: InkLevels,
  { along, edgesMax }: { readonly along: "rows" | "columns"; readonly edgesMax: number },
): InkEdges {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let block = 0; block < ink.below.length; block += 1) {
    if (ink.below[block]! > 0) collectEdges(gray, ink, { block, along }, { xs, ys });
  }
  const every = Math.max(1, Math.ceil(xs.length / edgesMax));
  const isKept = (_: number, index: number) => index % every === 0;
  return { x: Float32Array.from(xs.filter(isKept)), y: Float32Array.from(ys.filter(isKept)) };
}

function collectEdges(
  { widthPx, heightPx, pixels }: GrayRaster,
  { columns, blockPx, below }: InkLevels,
  { block, along }: { readonly block: number; readonly along: "rows" | "columns" },
  { xs, ys }: { readonly xs: number[]; readonly ys: number[] },
): void {
  const left = (block % columns) * blockPx;
  const top = Math.floor(block / columns) * blockPx;
  const right = Math.min(left + blockPx, along === "rows" ? widthPx : widthPx - 1);
  const bottom = Math.min(top + blockPx, along === "rows" ? heightPx - 1 : heightPx);
  const next = along === "rows" ? widthPx : 1;
  const inkBelow = below[block]!;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = y * widthPx + x;
      if (pixels[at]! >= inkBelow || pixels[at + next]! < inkBelow) continue;
      xs.push(x);
      ys.push(y);
    }
  }
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
