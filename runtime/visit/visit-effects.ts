import { nextSearch } from "./acts/duplicates.ts";
import { nextReading } from "./acts/page-readings.ts";
import { lineAllowance } from "./line-allowance.ts";
import { slapUnderWay, targetsUnderWay } from "./targets-under-way.ts";
import type { FingersBy, OpenVisit, VisitEffect, VisitPolicy, VisitState } from "./visit-state.ts";

/**
 * Everything the machine owes the visit in this state. It is a function of the state and of how the booth reads fingers,
 * so that after a power cut the replayed state asks for exactly the work that was under way.
 */
export function outstandingEffects(
  state: VisitState,
  { fingersBy }: Pick<VisitPolicy, "fingersBy">,
): readonly VisitEffect[] {
  if (state.phase === "finished") return [{ kind: "seal-package" }];
  if (state.phase !== "open" || state.visit.gallery.suspects.length > 0) return [];
  const { act } = state.visit;
  const finger = nextSearch(state.visit);
  const search: VisitEffect[] = finger === null ? [] : [{ kind: "search-gallery", target: finger }];
  // The resident is compared only when it is clear that this is nobody else.
  if (act.act === "resident-verification" && finger !== null) return search;
  const page = nextReading(state.visit);
  const reading: VisitEffect[] = page === null ? [] : [{ kind: "read-page", ...page }];
  return [...search, ...reading, ...outstandingOf(state.visit, fingersBy)];
}

function outstandingOf(visit: OpenVisit, fingersBy: FingersBy): readonly VisitEffect[] {
  const { act } = visit;
  switch (act.act) {
    case "papers":
    case "data-confirmation":
      return act.scanning === null ? [] : [{ kind: "scan-paper", paper: act.scanning }];
    case "register-look-up":
      return [{ kind: "look-up-resident" }];
    case "photo":
    case "fingers":
    case "signature":
    case "irises": {
      const slap = slapUnderWay(act.progress, fingersBy);
      const wanted = targetsUnderWay(act.progress, fingersBy).map(({ target, attempts }) => ({
        target,
        attempt: attempts + 1,
      }));
      if (slap !== null) return [{ kind: "capture-slap", slap, fingers: wanted }];
      // Work of its own: a pad that waits for a signature is asked anew, by the other measure.
      const measure = act.act === "signature" && lineAllowance(visit) !== null ? { isLineAllowed: true as const } : {};
      return wanted.map((next) => ({ kind: "capture", ...next, ...measure }));
    }
    case "resident-verification": {
      const [target] = act.pending;
      if (act.isUndecided || target === undefined) return [];
      return [{ kind: "compare-resident", target, attempt: act.attempts + 1 }];
    }
    case "register-number":
      return [{ kind: "assign-register-number" }];
    default:
      return [];
  }
}
