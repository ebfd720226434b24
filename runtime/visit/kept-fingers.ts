import { type CaptureTarget, modalityOf } from "./capture-target.ts";
import type { Capture } from "./visit-event.ts";
import type { FinishedVisit, OpenVisit } from "./visit-state.ts";

export type KeptFinger = { readonly target: CaptureTarget; readonly capture: Capture };

/** The fingers that a visit has so far: those settled, and the best of those still undecided. */
export function keptFingers(visit: OpenVisit | FinishedVisit): readonly KeptFinger[] {
  const progress = "act" in visit && "progress" in visit.act ? visit.act.progress : [];
  const undecided = progress.flatMap(({ target, best }) => (best === null ? [] : [{ target, capture: best }]));
  return [...visit.captures, ...undecided].filter(({ target }) => modalityOf(target) === "fingerprint");
}
