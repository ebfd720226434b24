import type { Reason } from "../kernel/assessment.ts";
import { type CaptureTarget, captureTargets } from "./capture-target.ts";

/** The code of a finger that looks like another one of the same visit; value and limit are the match's. */
export type SameFingerCode = `same-as-${CaptureTarget}`;

export function sameFingerCode(other: CaptureTarget): SameFingerCode {
  return `same-as-${other}`;
}

/** The other finger that a capture looks like, or null where nothing says so. */
export function findLookalike(reasons: readonly Pick<Reason, "code">[]): CaptureTarget | null {
  for (const { code } of reasons) {
    const other = captureTargets.find((target) => code === sameFingerCode(target));
    if (other !== undefined) return other;
  }
  return null;
}
