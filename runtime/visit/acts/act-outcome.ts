import type { Role } from "../../procedure/service.ts";
import type { VisitEvent } from "../visit-event.ts";
import type { OpenVisit, Refusal, VisitPolicy } from "../visit-state.ts";

/** What one act makes of one event. */
export type ActOutcome =
  /** Accepted; the act still waits for something. */
  | { readonly kind: "stay"; readonly visit: OpenVisit }
  /** Accepted; the gate is passed. */
  | { readonly kind: "done"; readonly visit: OpenVisit }
  /** Accepted; the procedure goes back to an earlier act. */
  | { readonly kind: "back"; readonly visit: OpenVisit; readonly stepIndex: number; readonly actIndex: number }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Judges an event in one act. Events that the act does not know are answered with `notNow`. */
export type ActRule<S> = (visit: OpenVisit, act: S, event: VisitEvent, policy: VisitPolicy) => ActOutcome;

export function refuse(cause: string, nextAction: string, override: Role | null = null): ActOutcome {
  return { kind: "refused", refusal: { cause, nextAction, override } };
}

export const notNow: ActOutcome = refuse("not-now", "follow-the-current-step");
