import {
  extendHalf,
  extendWholePairs,
  interleave,
  type PlaneLines,
  reachMax,
  type Strip,
  stripLines,
} from "./line-strip.ts";

/**
 * Filters of any length: tap `reach + t` weighs the sample `t` after the one that is made. For odd lengths the ends are
 * mirrored as with `NineTaps`; for even lengths the mirror stands half a sample further out, and turns the high half's sign.
 */
export type AnyTaps = {
  readonly reach: number;
  readonly even: Float64Array;
  readonly odd: Float64Array;
  readonly isHalfSample: boolean;
};

/** As `synthesiseLines`, for filters of any length up to 32. */
export function synthesiseLinesByAny(lines: PlaneLines, taps: AnyTaps, strip: Strip): void {
  const { plane, length, step, lineStep } = lines;
  for (let first = 0; first < lines.lines; first += stripLines) {
    const width = Math.min(stripLines, lines.lines - first);
    const start = lines.start + first * lineStep;
    interleave(lines, start, strip, width);
    if (taps.isHalfSample) extendHalf(strip, length, taps.reach);
    else extendWholePairs(strip, length, taps.reach);
    filterAny(strip.samples, length, taps, width, plane, start, step, lineStep);
  }
}

function filterAny(
  strip: Float64Array,
  length: number,
  { reach, even, odd }: AnyTaps,
  width: number,
  plane: Float64Array,
  start: number,
  step: number,
  lineStep: number,
): void {
  for (let sample = 0, at = start; sample < length; sample += 1, at += step) {
    const taps = sample % 2 === 0 ? even : odd;
    const first = (sample + reachMax - reach) * stripLines;
    for (let line = 0, to = at; line < width; line += 1, to += lineStep) {
      let sum = 0;
      for (let tap = 0, from = first + line; tap <= 2 * reach; tap += 1, from += stripLines)
        sum += taps[tap]! * strip[from]!;
      plane[to] = sum;
    }
  }
}
