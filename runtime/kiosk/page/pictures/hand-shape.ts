import type { CaptureTarget } from "../../wire/view/terms.ts";

/** One finger as a thick line with a round end, from knuckle to tip, on a grid of 100 × 120. */
export type FingerShape = {
  readonly target: CaptureTarget;
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly width: number;
};

type Digit = Omit<FingerShape, "target">;

/** Of a right hand laid palm down, as its owner sees it: thumb at the left. Lengths are those of an adult's hand. */
const rightDigits: readonly [Digit, Digit, Digit, Digit, Digit] = [
  { from: [33, 86], to: [11, 60], width: 15 },
  { from: [37, 60], to: [31, 23], width: 14 },
  { from: [52, 57], to: [52, 13], width: 14.5 },
  { from: [67, 60], to: [73, 21], width: 14 },
  { from: [79, 68], to: [91, 38], width: 12 },
];

/** The back of the hand between wrist and knuckles. */
export const palmPath = "M30 60 C36 50 68 50 82 62 C87 74 84 92 76 102 L74 119 L42 119 L39 104 C31 98 27 90 27 80 Z";
export const handWidth = 100;
export const handHeight = 120;

export type Side = "left" | "right";

/** Fingers of one hand from thumb to little finger. The left hand is the right one in a mirror. */
export function shapeFingers(side: Side): readonly FingerShape[] {
  const first = side === "right" ? 1 : 6;
  const mirror = ([x, y]: readonly [number, number]) => [side === "right" ? x : handWidth - x, y] as const;
  return rightDigits.map(({ from, to, width }, index) => ({
    target: nameFinger(first + index),
    from: mirror(from),
    to: mirror(to),
    width,
  }));
}

/** ISO/IEC 19794-4:2011 positions, under the name that the runtime gives them. */
function nameFinger(position: number): CaptureTarget {
  return `finger-${String(position).padStart(2, "0")}` as CaptureTarget;
}

export function sideOf(target: CaptureTarget): Side | null {
  const position = target.startsWith("finger-") ? Number(target.slice("finger-".length)) : 0;
  if (position === 0) return null;
  return position <= 5 ? "right" : "left";
}
