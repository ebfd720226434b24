import type { FingerPosition } from "../../runtime/kernel/biometric.ts";
import type { Random } from "../../runtime/kernel/random.ts";

export const fingerPatterns = ["arch", "tented-arch", "left-loop", "right-loop", "whorl", "double-loop"] as const;
/** A left loop enters and leaves at the left of the print, a right loop at the right. */
export type FingerPattern = (typeof fingerPatterns)[number];

type Shares = { readonly arch: number; readonly whorl: number };

/**
 * Arches and whorls in 100 of each finger, from the right thumb to the left little finger; the others are loops. Galton,
 * Finger Prints (1892), chapter VII, table I: 5,000 fingers of 500 persons.
 */
const shares: Readonly<Record<FingerPosition, Shares>> = {
  1: { arch: 3, whorl: 44 },
  2: { arch: 17, whorl: 30 },
  3: { arch: 7, whorl: 15 },
  4: { arch: 2, whorl: 45 },
  5: { arch: 1, whorl: 13 },
  6: { arch: 5, whorl: 30 },
  7: { arch: 17, whorl: 28 },
  8: { arch: 8, whorl: 16 },
  9: { arch: 3, whorl: 31 },
  10: { arch: 2, whorl: 8 },
};
/** The same for a finger of unknown position: the mean over both hands. */
const meanShares: Shares = { arch: 6.5, whorl: 26 };

/** Loops open to the little finger but for two in five of the forefinger's (Galton, chapter VII) and few of the others'. */
const radialOfForefinger = 0.4;
const radialOfOthers = 0.04;
/** Galton counts them among arches and whorls; these parts of them are our estimate. */
const tentedOfArches = 0.4;
const doubleOfWhorls = 0.2;

/** Draws a finger's pattern in its natural proportion; null stands for any finger. */
export function drawPattern(random: Random, position: FingerPosition | null): FingerPattern {
  const { arch, whorl } = position === null ? meanShares : shares[position];
  const drawn = random.between(0, 100);
  const variant = random.next();
  if (drawn < arch) return variant < tentedOfArches ? "tented-arch" : "arch";
  if (drawn < arch + whorl) return variant < doubleOfWhorls ? "double-loop" : "whorl";
  if (position === null) return variant < 0.5 ? "right-loop" : "left-loop";
  const isForefinger = position === 2 || position === 7;
  const isRadial = variant < (isForefinger ? radialOfForefinger : radialOfOthers);
  // On a print of the right hand the little finger's side is to the right.
  return position <= 5 !== isRadial ? "right-loop" : "left-loop";
}
