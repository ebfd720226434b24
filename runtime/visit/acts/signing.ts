import type { ActId } from "../../procedure/service.ts";
import type { VisitDeed } from "../visit-event.ts";
import type { ActState, PaperCheck } from "../visit-state.ts";
import { type ActRule, notNow, refuse } from "./act-outcome.ts";

/** Acts that wait for one word of one person. */
const signedBy: Partial<Record<ActId, VisitDeed["kind"]>> = {
  "data-approval": "data-approved",
  "operator-attestation": "operator-attested",
  "operator-initials": "initialled",
  "kasi-signature": "kasi-signed",
  "official-stamp": "stamped",
  "letter-validation": "letter-validated",
  "hand-over": "handed-over",
};

export const ruleSigning: ActRule<ActState> = (visit, { act }, { deed }) =>
  signedBy[act] === deed.kind ? { kind: "done", visit } : notNow;

export const ruleRegisterNumber: ActRule<ActState> = (visit, _act, { deed }) => {
  if (deed.kind !== "register-number-assigned") return notNow;
  return { kind: "done", visit: { ...visit, registerNumber: deed.number } };
};

/** The Kasi checks and initials the letter, or sends the file back to the counter for what is missing. */
export const ruleLetterCheck: ActRule<ActState> = (visit, _act, { deed }) => {
  if (deed.kind === "letter-verified") return { kind: "done", visit };
  if (deed.kind !== "letter-returned") return notNow;
  const unknown = deed.papers.filter((paper) => !visit.papers.some((check) => check.paper === paper));
  if (unknown.length > 0) return refuse(`paper-unknown:${unknown.join(",")}`, "choose-listed-paper");
  const papers = visit.papers.map((check) => (deed.papers.includes(check.paper) ? uncheck(check) : check));
  return { kind: "back", visit: { ...visit, papers }, stepIndex: 0, actIndex: 0 };
};

function uncheck(check: PaperCheck): PaperCheck {
  return { ...check, isOriginalSighted: false, isCopyKept: false, waiver: null };
}
