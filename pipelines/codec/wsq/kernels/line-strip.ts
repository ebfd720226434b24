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

/**
 * Memory that the passes over a plane share: one strip, with room beyond both ends of its lines.
 * @param lengthMax the longest line
 */
export function createStrip(lengthMax: number): Float64Array {
  return new Float64Array((lengthMax + 2 * reachMax) * stripLines);
}

/** Fills the strip with samples of the lines as they stand. */
export function gather(
  { plane, length, step, lineStep }: PlaneLines,
  start: number,
  strip: Float64Array,
  width: number,
): void {
  for (let sample = 0, from = start; sample < length; sample += 1, from += step) {
    copyAcross(plane, from, lineStep, strip, (sample + reachMax) * stripLines, width);
  }
}

/** Fills the strip with low and high samples of the lines in turn. */
export function interleave(lines: PlaneLines, start: number, strip: Float64Array, width: number): void {
  const { plane, length, step, lineStep, isInverted } = lines;
  const highLength = length >> 1;
  let low = start + (isInverted ? highLength * step : 0);
  let high = start + (isInverted ? 0 : (length - highLength) * step);
  let to = reachMax * stripLines;
  for (let pair = 0; pair < highLength; pair += 1) {
    copyAcross(plane, low, lineStep, strip, to, width);
    copyAcross(plane, high, lineStep, strip, to + stripLines, width);
    low += step;
    high += step;
    to += 2 * stripLines;
  }
  if (length % 2 === 1) copyAcross(plane, low, lineStep, strip, to, width);
}

/** Mirrors about the first and the last sample, to and fro where the line is shorter than the filter. */
export function extendWhole(strip: Float64Array, length: number, reach: number): void {
  for (let out = 1; out <= reach; out += 1) {
    copySample(strip, foldWhole(-out, length), -out, 1);
    copySample(strip, foldWhole(length - 1 + out, length), length - 1 + out, 1);
  }
}

/** The same for low and high samples in turn, of which a line of one sample has no high ones. */
export function extendWholePairs(strip: Float64Array, length: number, reach: number): void {
  extendWhole(strip, length, reach);
  for (let out = 1; length === 1 && out <= reach; out += 2) {
    copySample(strip, 0, -out, 0);
    copySample(strip, 0, out, 0);
  }
}

function foldWhole(sample: number, length: number): number {
  const period = Math.max(1, 2 * length - 2);
  const folded = ((sample % period) + period) % period;
  return folded < length ? folded : period - folded;
}

/** Mirrors half a sample before the first and after the last; high samples, which stand at odd places, change sign. */
export function extendHalf(strip: Float64Array, length: number, reach: number): void {
  for (let out = 1; out <= reach; out += 1) {
    extendHalfTo(strip, length, -out);
    extendHalfTo(strip, length, length - 1 + out);
  }
}

function extendHalfTo(strip: Float64Array, length: number, sample: number): void {
  const isHigh = sample % 2 !== 0;
  let at = sample;
  let sign = 1;
  while (sign !== 0 && (at < 0 || at >= length)) {
    // The high sample on the mirror of an odd length is its own negative.
    if (isHigh) sign = at === length ? 0 : -sign;
    const mirrored = isHigh ? -at : -2 - at;
    at = at < 0 ? mirrored : 2 * length + mirrored;
  }
  copySample(strip, sign === 0 ? 0 : at, sample, sign);
}

function copyAcross(
  from: Float64Array,
  fromStart: number,
  fromStep: number,
  to: Float64Array,
  toStart: number,
  width: number,
): void {
  for (let line = 0, at = fromStart; line < width; line += 1, at += fromStep) to[toStart + line] = from[at]!;
}

function copySample(strip: Float64Array, from: number, to: number, sign: number): void {
  const source = (from + reachMax) * stripLines;
  const target = (to + reachMax) * stripLines;
  for (let line = 0; line < stripLines; line += 1) strip[target + line] = sign * strip[source + line]!;
}
