import type { Eye } from "../../runtime/kernel/biometric.ts";
import type { Circle } from "../../runtime/kernel/geometry.ts";
import type { LocatedEye } from "./locate-eye.ts";

/** Which eye is asked for, and whether the camera gives pictures as a mirror does. */
export type IrisWish = { readonly eye: Eye; readonly isMirrored: boolean };

export type ChosenEye = {
  readonly eye: LocatedEye;
  /** The resident's other eye; null where the frame does not show it. */
  readonly other: LocatedEye | null;
  /** Whether the person holds the other eye before the camera. */
  readonly isWrong: boolean;
};

/**
 * The eye that was asked for. Seen from a camera the right eye is at the image's left; in a mirror at its right.
 *
 * Left and right are told from each other only where both are seen. One eye alone is taken for the one asked for: its
 * corners do not tell surely, a lid's fold hides the flesh at the nose in many people, and an eye that is shut or lost is
 * not in the frame either. The other eye is held before the camera when it stands whole in the frame and the one asked for
 * is cut off by its edge.
 * @param eyes from the image's left to its right
 */
export function chooseEye(
  eyes: readonly LocatedEye[],
  { eye, isMirrored }: IrisWish,
  frame: { readonly widthPx: number; readonly heightPx: number },
): ChosenEye | null {
  const [first, second] = eyes;
  if (first === undefined) return null;
  if (second === undefined) return { eye: first, other: null, isWrong: false };
  const isFirst = (eye === "right") !== isMirrored;
  const [asked, other] = isFirst ? [first, second] : [second, first];
  return { eye: asked, other, isWrong: !isWhole(asked.limbus, frame) && isWhole(other.limbus, frame) };
}

function isWhole(
  { x, y, radius }: Circle,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): boolean {
  return x - radius >= 0 && y - radius >= 0 && x + radius <= widthPx - 1 && y + radius <= heightPx - 1;
}
