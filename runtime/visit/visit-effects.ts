import { nextSearch } from "./acts/duplicates.ts";
import type { ActState, VisitEffect, VisitState } from "./visit-state.ts";

/**
 * Everything the machine owes the visit in this state. It is a function of the state alone, so that after a power cut
 * the replayed state asks for exactly the work that was under way.
 */
export function outstandingEffects(state: VisitState): readonly VisitEffect[] {
  if (state.phase === "finished") return [{ kind: "seal-package" }];
  if (state.phase !== "open" || state.visit.gallery.suspects.length > 0) return [];
  const { act } = state.visit;
  const finger = nextSearch(state.visit);
  const search: VisitEffect[] = finger === null ? [] : [{ kind: "search-gallery", target: finger }];
  // The resident is compared only when it is clear that this is nobody else.
  if (act.act === "resident-verification" && finger !== null) return search;
  return [...search, ...outstandingOf(act)];
}

function outstandingOf(act: ActState): readonly VisitEffect[] {
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
      const next = act.progress.find(({ status }) => status.kind === "capturing");
      return next === undefined ? [] : [{ kind: "capture", target: next.target, attempt: next.attempts + 1 }];
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
