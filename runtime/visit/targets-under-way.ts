import { type SlapTarget, slapFingers, slapTargets } from "../kernel/biometric.ts";
import { fingerTarget, modalityOf } from "./capture-target.ts";
import type { CaptureProgress, FingersBy } from "./visit-state.ts";

/** What the device looks at now: one target, or all that are still to be captured of one slap. */
export function targetsUnderWay(
  progress: readonly CaptureProgress[],
  fingersBy: FingersBy,
): readonly CaptureProgress[] {
  const capturing = progress.filter(({ status }) => status.kind === "capturing");
  const slap = slapUnderWay(progress, fingersBy);
  return slap === null ? capturing.slice(0, 1) : capturing.filter((one) => isOf(slap, one));
}

/** The slap that is asked for now, in the order of ISO/IEC 19794-4:2011 positions 13, 14, 15; null where none is. */
export function slapUnderWay(progress: readonly CaptureProgress[], fingersBy: FingersBy): SlapTarget | null {
  if (fingersBy === "finger") return null;
  const capturing = progress.filter(
    ({ target, status }) => status.kind === "capturing" && modalityOf(target) === "fingerprint",
  );
  return slapTargets.find((slap) => capturing.some((one) => isOf(slap, one))) ?? null;
}

function isOf(slap: SlapTarget, { target }: CaptureProgress): boolean {
  return slapFingers[slap].some((position) => fingerTarget(position) === target);
}
