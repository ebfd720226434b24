import {
  extendWhole,
  extendWholePairs,
  firstOf,
  gather,
  interleave,
  type PlaneLines,
  type Strip,
  stripLines,
} from "./line-strip.ts";

/**
 * The two symmetric filters of a pass, centre first and five taps each: `even` makes the samples 0, 2, 4 … and `odd`
 * the samples 1, 3, 5 …, each centred on the sample it makes.
 */
export type NineTaps = { readonly even: Float64Array; readonly odd: Float64Array };

/** Splits each line into its low and high half, in place, by the taps chosen. */
export function analyseLines(lines: PlaneLines, strip: Strip): void {
  const { plane, length, step, lineStep, isInverted } = lines;
  const highLength = length >> 1;
  const lowAt = isInverted ? highLength * step : 0;
  const highAt = isInverted ? 0 : (length - highLength) * step;
  for (let first = 0; first < lines.lines; first += stripLines) {
    const width = Math.min(stripLines, lines.lines - first);
    const start = lines.start + first * lineStep;
    gather(lines, start, strip, width);
    extendWhole(strip, length, 5);
    const [low, high] = [plane.byteOffset + 8 * (start + lowAt), plane.byteOffset + 8 * (start + highAt)];
    strip.simd.filterNine(firstOf(strip), length, width, low, high, 8 * step, 8 * lineStep);
  }
}

/** Puts each line together from its low and high half, in place, by the taps chosen. */
export function synthesiseLines(lines: PlaneLines, strip: Strip): void {
  const { plane, length, step, lineStep } = lines;
  for (let first = 0; first < lines.lines; first += stripLines) {
    const width = Math.min(stripLines, lines.lines - first);
    const start = lines.start + first * lineStep;
    interleave(lines, start, strip, width);
    extendWholePairs(strip, length, 5);
    const [even, odd] = [plane.byteOffset + 8 * start, plane.byteOffset + 8 * (start + step)];
    strip.simd.filterNine(firstOf(strip), length, width, even, odd, 16 * step, 8 * lineStep);
  }
}
