import type { ActState } from "../visit-state.ts";
import { type ActRule, notNow, refuse } from "./act-outcome.ts";
import { isSatisfied, paperRequirements, rulePaperHandling } from "./papers.ts";

/** The register answers; whatever it says, a person decides next. */
export const ruleRegisterLookUp: ActRule<ActState> = (visit, _act, { deed }) => {
  if (deed.kind !== "register-answered") return notNow;
  return { kind: "done", visit: { ...visit, register: { outcome: deed.outcome, differences: deed.differences } } };
};

/**
 * The operator validates. An unreachable register does not stop the office; a resident it does not know, or who has
 * been recorded already, needs a decision of two.
 */
export const ruleDataValidation: ActRule<Extract<ActState, { readonly act: "data-validation" }>> = (
  visit,
  act,
  { deed },
) => {
  switch (deed.kind) {
    case "look-up-requested":
      return { kind: "back", visit, stepIndex: visit.stepIndex, actIndex: visit.actIndex - 1 };
    case "data-validated":
      if (act.register.outcome === "already-recorded") return refuse("already-recorded", "cancel-visit", "operator");
      if (act.register.outcome === "not-found") return refuse("not-in-register", "check-nik", "operator");
      return { kind: "done", visit };
    case "register-overridden":
      return { kind: "done", visit };
    default:
      return notNow;
  }
};

/** The resident confirms, an officer witnesses. Where the register differs, one supporting paper must show why. */
export const ruleDataConfirmation: ActRule<Extract<ActState, { readonly act: "data-confirmation" }>> = (
  visit,
  act,
  event,
) => {
  if (event.deed.kind !== "data-confirmed") return rulePaperHandling(visit, act, event);
  const supporting = paperRequirements(visit).filter(({ condition }) => condition === "when-data-differ");
  const isShown = supporting.some((requirement) => isSatisfied(requirement, visit.papers));
  if (act.differences.length > 0 && !isShown) return refuse("supporting-paper-missing", "bring-papers", "operator");
  return { kind: "done", visit };
};

/** The recording is opened for those who are of age, or by a decision of two. */
export const ruleEligibility: ActRule<ActState> = (visit, _act, { deed }) => {
  if (deed.kind === "eligibility-overridden") return { kind: "done", visit };
  if (deed.kind !== "enrolment-opened") return notNow;
  if (visit.eligibility === "under-age") return refuse("under-age", "cancel-visit", "operator");
  return { kind: "done", visit };
};
