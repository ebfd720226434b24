import {
  extendWhole,
  extendWholePairs,
  gather,
  interleave,
  type PlaneLines,
  reachMax,
  stripLines,
} from "./line-strip.ts";

/**
 * The two symmetric filters of a pass, centre first and five taps each: `even` makes the samples 0, 2, 4 … and `odd`
 * the samples 1, 3, 5 …, each centred on the sample it makes.
 */
export type NineTaps = { readonly even: Float64Array; readonly odd: Float64Array };

/** Splits each line into its low and high half, in place. */
export function analyseLines(lines: PlaneLines, taps: NineTaps, strip: Float64Array): void {
  const { plane, length, step, lineStep, isInverted } = lines;
  const highLength = length >> 1;
  const lowAt = isInverted ? highLength * step : 0;
  const highAt = isInverted ? 0 : (length - highLength) * step;
  for (let first = 0; first < lines.lines; first += stripLines) {
    const width = Math.min(stripLines, lines.lines - first);
    const start = lines.start + first * lineStep;
    gather(lines, start, strip, width);
    extendWhole(strip, length, 5);
    filterNine(strip, length, taps, width, plane, start + lowAt, start + highAt, step, lineStep);
  }
}

/** Puts each line together from its low and high half, in place. */
export function synthesiseLines(lines: PlaneLines, taps: NineTaps, strip: Float64Array): void {
  const { plane, length, step, lineStep } = lines;
  for (let first = 0; first < lines.lines; first += stripLines) {
    const width = Math.min(stripLines, lines.lines - first);
    const start = lines.start + first * lineStep;
    interleave(lines, start, strip, width);
    extendWholePairs(strip, length, 5);
    filterNine(strip, length, taps, width, plane, start, start + step, 2 * step, lineStep);
  }
}

function filterNine(
  strip: Float64Array,
  length: number,
  { even, odd }: NineTaps,
  width: number,
  plane: Float64Array,
  evenStart: number,
  oddStart: number,
  step: number,
  lineStep: number,
): void {
  const [e0, e1, e2, e3, e4] = [even[0]!, even[1]!, even[2]!, even[3]!, even[4]!];
  const [o0, o1, o2, o3, o4] = [odd[0]!, odd[1]!, odd[2]!, odd[3]!, odd[4]!];
  const pairs = (length + 1) >> 1;
  const hasLastOdd = length % 2 === 0;
  let evenAt = evenStart;
  let oddAt = oddStart;
  let sample = reachMax * stripLines;
  for (let pair = 0; pair < pairs; pair += 1) {
    const hasOdd = hasLastOdd || pair < pairs - 1;
    for (let line = 0, at = sample, to = 0; line < width; line += 1, at += 1, to += lineStep) {
      const left3 = strip[at - 3 * stripLines]!;
      const left2 = strip[at - 2 * stripLines]!;
      const left1 = strip[at - stripLines]!;
      const here = strip[at]!;
      const right1 = strip[at + stripLines]!;
      const right2 = strip[at + 2 * stripLines]!;
      const right3 = strip[at + 3 * stripLines]!;
      const right4 = strip[at + 4 * stripLines]!;
      plane[evenAt + to] =
        e0 * here +
        e1 * (left1 + right1) +
        e2 * (left2 + right2) +
        e3 * (left3 + right3) +
        e4 * (strip[at - 4 * stripLines]! + right4);
      if (hasOdd)
        plane[oddAt + to] =
          o0 * right1 +
          o1 * (here + right2) +
          o2 * (left1 + right3) +
          o3 * (left2 + right4) +
          o4 * (left3 + strip[at + 5 * stripLines]!);
    }
    evenAt += step;
    oddAt += step;
    sample += 2 * stripLines;
  }
}
