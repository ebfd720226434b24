import type { Point } from "../../../runtime/kernel/geometry.ts";
import type { GrayRaster } from "../../image/kernels/reduce-to-gray.ts";

export type SideSearch = {
  readonly from: Point;
  readonly to: Point;
  /** How far to either side of the line the edge is looked for. */
  readonly reachPx: number;
  /** The step that counts: inwards lighter (+1) or darker (-1). */
  readonly polarity: 1 | -1;
};

/** Points on an edge of the raster, x and y in turn, and how steep each is, in gray levels a pixel. */
export type SidePoints = { readonly xy: Float64Array; readonly steepness: Float64Array };

/** Levels are compared this far apart, which takes out a sensor's noise. */
const halfStepPx = 1.5;

/**
 * Looks across a line, which has the sheet on its right when walked from `from` to `to` in a picture whose y grows
 * downwards, for the steepest step at each of `count` places, to a part of a pixel.
 */
export function followSide(raster: GrayRaster, search: SideSearch, count: number): SidePoints {
  const { from, to, reachPx, polarity } = search;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  // Inwards: a quarter turn clockwise in the image from the walking direction.
  const [nx, ny] = [-(to.y - from.y) / length, (to.x - from.x) / length];
  const steps = 2 * Math.ceil(reachPx) + 1;
  const slopes = new Float64Array(steps);
  const xy = new Float64Array(2 * count);
  const steepness = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    const share = (index + 0.5) / count;
    const [x, y] = [from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)];
    let best = 1;
    for (let step = 0; step < steps; step += 1) {
      const away = step - (steps - 1) / 2;
      const inner = levelAt(raster, x + nx * (away + halfStepPx), y + ny * (away + halfStepPx));
      const outer = levelAt(raster, x + nx * (away - halfStepPx), y + ny * (away - halfStepPx));
      slopes[step] = (polarity * (inner - outer)) / (2 * halfStepPx);
      if (step > 0 && step < steps - 1 && slopes[step]! > slopes[best]!) best = step;
    }
    const [before, peak, after] = [slopes[best - 1]!, slopes[best]!, slopes[best + 1]!];
    const bend = before - 2 * peak + after;
    const part = bend < 0 ? Math.min(0.5, Math.max(-0.5, (before - after) / (2 * bend))) : 0;
    const away = best + part - (steps - 1) / 2;
    xy[2 * index] = x + nx * away;
    xy[2 * index + 1] = y + ny * away;
    steepness[index] = Math.max(0, peak);
  }
  return { xy, steepness };
}

/** Bilinear, at continuous coordinates; the frame goes on beyond itself. */
function levelAt({ widthPx, heightPx, pixels }: GrayRaster, x: number, y: number): number {
  const left = Math.min(widthPx - 1, Math.max(0, x - 0.5));
  const top = Math.min(heightPx - 1, Math.max(0, y - 0.5));
  const [x0, y0] = [Math.floor(left), Math.floor(top)];
  const [fx, fy] = [left - x0, top - y0];
  const x1 = Math.min(widthPx - 1, x0 + 1);
  const below = Math.min(heightPx - 1, y0 + 1) * widthPx;
  const above = pixels[y0 * widthPx + x0]! * (1 - fx) + pixels[y0 * widthPx + x1]! * fx;
  return above * (1 - fy) + (pixels[below + x0]! * (1 - fx) + pixels[below + x1]! * fx) * fy;
}
