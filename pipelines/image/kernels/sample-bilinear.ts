import type { RgbImage } from "../../../runtime/kernel/image.ts";
import { openSimd, putData } from "../../simd/open-simd.ts";
import type { Region } from "../region.ts";

/** What a level of 0 to 255 becomes: level · gain + offset. */
export type Stretch = { readonly gain: number; readonly offset: number };

/** Bilinear samples at the middles of the region's pixels, as three planes. */
export function sampleBilinear(image: RgbImage, region: Region, { gain, offset }: Stretch): Float32Array {
  const { widthPx, heightPx, toImage, outside } = region;
  const simd = openSimd();
  const source = putData(simd, image.pixels);
  const planeBytes = 4 * widthPx * heightPx;
  const at = simd.reserve(3 * planeBytes);
  const planes = new Float32Array(simd.memory.buffer, at, 3 * widthPx * heightPx);
  planes.fill(outside === "black" ? offset : 0);
  const right = image.widthPx - 1;
  const bottom = image.heightPx - 1;
  const row: Row = { x: 0, y: 0, xStep: toImage.xx, yStep: toImage.yx, target: 0, gain, offset };

  for (let line = 0; line < heightPx; line += 1) {
    row.x = toImage.xx * 0.5 + toImage.xy * (line + 0.5) + toImage.x0 - 0.5;
    row.y = toImage.yx * 0.5 + toImage.yy * (line + 0.5) + toImage.y0 - 0.5;
    row.target = line * widthPx;
    // Where all four neighbours lie in the image nothing needs to be asked of a pixel, and that is nearly everywhere.
    const start = clamp(
      Math.ceil(Math.max(enters(row.x, row.xStep, right), enters(row.y, row.yStep, bottom))),
      widthPx,
    );
    const end = clamp(Math.floor(Math.min(leaves(row.x, row.xStep, right), leaves(row.y, row.yStep, bottom))), widthPx);
    if (start >= end) {
      sampleRim(image, planes, row, 0, widthPx, outside);
      continue;
    }
    sampleRim(image, planes, row, 0, start, outside);
    const { x, y, xStep, yStep } = row;
    const target = at + 4 * row.target;
    simd.sampleRow(source, 3 * image.widthPx, target, planeBytes, x, y, xStep, yStep, start, end, gain, offset);
    sampleRim(image, planes, row, end, widthPx, outside);
  }
  return planes.slice();
}

/** One row of the region, from the image's place of its first pixel on; changed in place from row to row. */
type Row = Stretch & { x: number; y: number; readonly xStep: number; readonly yStep: number; target: number };

/** Kept off the last column and row, so that rounding cannot lead beyond them. */
const rimPx = 1e-6;

/** The step at which a place comes between 0 and `last`; infinite when it never does. */
function enters(from: number, step: number, last: number): number {
  const high = last - rimPx;
  if (step === 0) return from >= 0 && from < high ? 0 : Number.POSITIVE_INFINITY;
  return step > 0 ? -from / step : (high - from) / step;
}

/** The step at which it is no longer there. */
function leaves(from: number, step: number, last: number): number {
  if (step === 0) return Number.POSITIVE_INFINITY;
  return step > 0 ? (last - rimPx - from) / step : -from / step;
}

function clamp(column: number, widthPx: number): number {
  return Math.max(0, Math.min(widthPx, column));
}

/** One row's places from `start` to `end`, with every neighbour beyond the image asked for; what lies more than half a pixel beyond it may stay black. */
function sampleRim(
  image: RgbImage,
  planes: Float32Array,
  row: Row,
  start: number,
  end: number,
  outside: Region["outside"],
): void {
  const { pixels, widthPx } = image;
  const area = planes.length / 3;
  const right = widthPx - 1;
  const bottom = image.heightPx - 1;
  for (let column = start; column < end; column += 1) {
    const x = row.x + column * row.xStep;
    const y = row.y + column * row.yStep;
    if (outside === "black" && (x < -0.5 || y < -0.5 || x > right + 0.5 || y > bottom + 0.5)) continue;
    const left = Math.min(right, Math.max(0, x));
    const top = Math.min(bottom, Math.max(0, y));
    const x1 = Math.floor(left);
    const y1 = Math.floor(top);
    const a = (y1 * widthPx + x1) * 3;
    const b = a + (Math.min(x1 + 1, right) - x1) * 3;
    const below = (Math.min(y1 + 1, bottom) - y1) * widthPx * 3;
    for (let channel = 0; channel < 3; channel += 1) {
      const above = mix(pixels[a + channel]!, pixels[b + channel]!, left - x1);
      const under = mix(pixels[a + below + channel]!, pixels[b + below + channel]!, left - x1);
      planes[row.target + column + channel * area] = mix(above, under, top - y1) * row.gain + row.offset;
    }
  }
}

function mix(one: number, other: number, share: number): number {
  return one + share * (other - one);
}
