import type { CaptureTarget } from "../capture-target.ts";
import type { ActState, OpenVisit } from "../visit-state.ts";
import { type ActRule, notNow, refuse } from "./act-outcome.ts";

type VerificationAct = Extract<ActState, { readonly act: "resident-verification" }>;

/** Both index fingers where they were captured, else the first finger that was; none when there is no finger. */
export function startVerification(visit: Pick<OpenVisit, "captures">): VerificationAct {
  const fingers = visit.captures.map(({ target }) => target).filter((target) => target.startsWith("finger-"));
  const indexFingers: readonly CaptureTarget[] = ["finger-02", "finger-07"];
  const chosen = indexFingers.filter((finger) => fingers.includes(finger));
  const pending = chosen.length > 0 ? chosen : fingers.slice(0, 1);
  return { act: "resident-verification", pending, attempts: 0, isUndecided: pending.length === 0 };
}

/** Every pending finger must match what was just captured; after the last attempt two people decide. */
export const ruleVerification: ActRule<VerificationAct> = (visit, act, { deed }, policy) => {
  switch (deed.kind) {
    case "resident-compared": {
      const isExpected = !act.isUndecided && deed.target === act.pending[0] && deed.attempt === act.attempts + 1;
      if (!isExpected) return notNow;
      if (deed.decision === "match") return matched(visit, act);
      const attempts = deed.attempt;
      const isUndecided = attempts >= policy.verificationAttemptsMax || deed.decision === "no-probe";
      return { kind: "stay", visit: { ...visit, act: { ...act, attempts, isUndecided } } };
    }
    case "verification-retried":
      if (!act.isUndecided) return refuse("already-comparing", "wait");
      if (act.pending.length === 0) return refuse("no-finger-captured", "waive-verification", "operator");
      return { kind: "stay", visit: { ...visit, act: { ...act, isUndecided: false } } };
    case "verification-waived":
      if (!act.isUndecided) return refuse("attempts-left", "try-again");
      return { kind: "done", visit };
    default:
      return notNow;
  }
};

function matched(visit: OpenVisit, act: VerificationAct): ReturnType<typeof ruleVerification> {
  const pending = act.pending.slice(1);
  const next: VerificationAct = { ...act, pending, attempts: 0 };
  return { kind: pending.length === 0 ? "done" : "stay", visit: { ...visit, act: next } };
}
