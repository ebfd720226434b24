import type { Confirmation, Decision, FinishedVisit } from "./visit-state.ts";

const gate = "signature-line-allowed";

/** That two people have let a bare line stand for the signature of somebody who cannot write; null while they have not. */
export function lineAllowance({ confirmations }: Pick<FinishedVisit, "confirmations">): Decision | null {
  return confirmations.find((one) => one.gate === gate)?.decision ?? null;
}

/** Their decision, as the visit and its package keep it. */
export function confirmLine(decision: Decision, at: string): Confirmation {
  return { gate, by: decision.by, at, decision };
}
