import type { OtherFingers } from "../capture/check-sequence.ts";
import type { CaptureTarget } from "../visit/capture-target.ts";
import { keptFingers } from "../visit/kept-fingers.ts";
import type { FinishedVisit, OpenVisit } from "../visit/visit-state.ts";
import { matchPolicy } from "./match-policy.ts";
import type { VisitPrints } from "./visit-prints.ts";

/** Every finger that the visit has, except `target`: what an attempt at `target` must not look like. */
export async function readOtherFingers(
  prints: VisitPrints,
  visit: OpenVisit | FinishedVisit,
  target: CaptureTarget,
): Promise<OtherFingers> {
  const others: OtherFingers["prints"][number][] = [];
  for (const kept of keptFingers(visit)) {
    if (kept.target === target) continue;
    const template = await prints.read(visit.visitId, kept.capture.blob);
    if (template !== null) others.push({ target: kept.target, template });
  }
  return { prints: others, scoreMin: matchPolicy.sequenceScoreMin };
}
