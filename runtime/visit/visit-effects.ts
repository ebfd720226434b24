import type { VisitEffect, VisitState } from "./visit-state.ts";

/**
 * Everything the machine owes the visit in this state. It is a function of the state alone, so that after a power cut
 * the replayed state asks for exactly the work that was under way.
 */
export function outstandingEffects(state: VisitState): readonly VisitEffect[] {
  if (state.phase === "finished") return [{ kind: "seal-package" }];
  if (state.phase !== "open") return [];
  const { act } = state.visit;
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
