import type { SimdKernels } from "../../../simd/build/simd-code.ts";
import { openSimd, putData } from "../../../simd/open-simd.ts";

/** Lines of samples in the plane, all as long, that are filtered together. */
export type PlaneLines = {
  readonly plane: Float64Array;
  /** Index of the first sample of the first line. */
  readonly start: number;
  /** At least 1. */
  readonly length: number;
  /** From one sample of a line to its next. */
  readonly step: number;
  readonly lines: number;
  /** From one line to the next. */
  readonly lineStep: number;
  /** The high half is stored before the low half. */
  readonly isInverted: boolean;
};

/** Lines that go through a filter side by side: they fill the cache's lines, and the inner loop is over them. */
export const stripLines = 8;
/** Samples beyond each end of a line. Half of the longest filter. */
export const reachMax = 17;

/** One strip, with room beyond both ends of its lines, in the kernels' memory as the plane is. */
export type Strip = { readonly simd: SimdKernels; readonly samples: Float64Array };

/**
 * Memory that the passes over a plane share: a copy of the plane, and one strip.
 * @param lengthMax the longest line
 */
export function openPlane(
  plane: Float64Array,
  lengthMax: number,
): { readonly plane: Float64Array; readonly strip: Strip } {
  const simd = openSimd();
  const planeAt = putData(simd, plane);
  const length = (lengthMax + 2 * reachMax) * stripLines;
  const samplesAt = simd.reserve(8 * length);
  const samples = new Float64Array(simd.memory.buffer, samplesAt, length).fill(0);
  return { plane: new Float64Array(simd.memory.buffer, planeAt, plane.length), strip: { simd, samples } };
}

/** Fills the strip with samples of `width` lines as they stand. */
export function gather(
  { plane, length, step, lineStep }: PlaneLines,
  start: number,
  strip: Strip,
  width: number,
): void {
  const from = plane.byteOffset + 8 * start;
  strip.simd.gatherLines(from, length, width, 8 * step, 8 * lineStep, firstOf(strip), 8 * stripLines);
}

/** Fills the strip with low and high samples of the lines in turn. */
export function interleave(lines: PlaneLines, start: number, strip: Strip, width: number): void {
  const { plane, length, step, lineStep, isInverted } = lines;
  const highLength = length >> 1;
  const lowLength = length - highLength;
  const low = plane.byteOffset + 8 * (start + (isInverted ? highLength * step : 0));
  const high = plane.byteOffset + 8 * (start + (isInverted ? 0 : lowLength * step));
  const to = firstOf(strip);
  strip.simd.gatherLines(low, lowLength, width, 8 * step, 8 * lineStep, to, 16 * stripLines);
  strip.simd.gatherLines(high, highLength, width, 8 * step, 8 * lineStep, to + 8 * stripLines, 16 * stripLines);
}

/** Where sample 0 of the strip's lines stands in the kernels' memory. */
export function firstOf({ samples }: Strip): number {
  return samples.byteOffset + 8 * reachMax * stripLines;
}

/** Mirrors about the first and the last sample, to and fro where the line is shorter than the filter. */
export function extendWhole({ samples }: Strip, length: number, reach: number): void {
  for (let out = 1; out <= reach; out += 1) {
    copySample(samples, foldWhole(-out, length), -out, 1);
    copySample(samples, foldWhole(length - 1 + out, length), length - 1 + out, 1);
  }
}

/** The same for low and high samples in turn, of which a line of one sample has no high ones. */
export function extendWholePairs(strip: Strip, length: number, reach: number): void {
  extendWhole(strip, length, reach);
  for (let out = 1; length === 1 && out <= reach; out += 2) {
    copySample(strip.samples, 0, -out, 0);
    copySample(strip.samples, 0, out, 0);
  }
}

function foldWhole(sample: number, length: number): number {
  const period = Math.max(1, 2 * length - 2);
  const folded = ((sample % period) + period) % period;
  return folded < length ? folded : period - folded;
}

/** Mirrors half a sample before the first and after the last; high samples, which stand at odd places, change sign. */
export function extendHalf({ samples }: Strip, length: number, reach: number): void {
  for (let out = 1; out <= reach; out += 1) {
    extendHalfTo(samples, length, -out);
    extendHalfTo(samples, length, length - 1 + out);
  }
}

function extendHalfTo(samples: Float64Array, length: number, sample: number): void {
  const isHigh = sample % 2 !== 0;
  let at = sample;
  let sign = 1;
  while (sign !== 0 && (at < 0 || at >= length)) {
    // The high sample on the mirror of an odd length is its own negative.
    if (isHigh) sign = at === length ? 0 : -sign;
    const mirrored = isHigh ? -at : -2 - at;
    at = at < 0 ? mirrored : 2 * length + mirrored;
  }
  copySample(samples, sign === 0 ? 0 : at, sample, sign);
}

function copySample(samples: Float64Array, from: number, to: number, sign: number): void {
  const source = (from + reachMax) * stripLines;
  const target = (to + reachMax) * stripLines;
  for (let line = 0; line < stripLines; line += 1) samples[target + line] = sign * samples[source + line]!;
}
