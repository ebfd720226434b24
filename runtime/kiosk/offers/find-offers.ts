import { type Role, roles } from "../../procedure/service.ts";
import type { Actor, VisitDeed } from "../../visit/visit-event.ts";
import type { Refusal, VisitPolicy, VisitState } from "../../visit/visit-state.ts";
import { transition } from "../../visit/visit-transition.ts";
import type { CandidateDeed, DeedInputs, DeedOffer } from "./candidate-deed.ts";
import { listCandidates } from "./list-candidates.ts";

/** An offer with the deed behind it. */
export type OpenOffer = { readonly offer: DeedOffer; readonly candidate: CandidateDeed; readonly isResidents: boolean };

export type OfferQuestion = {
  readonly state: VisitState;
  readonly visitId: string;
  readonly policy: VisitPolicy;
  /** Whoever is logged in, or null. */
  readonly officer: Actor | null;
  /** That the resident has said that the data are right, which an officer may then witness. */
  readonly hasResidentConfirmed: boolean;
};

export const residentActor: Actor = { role: "resident", id: "pemohon" };

/** Deeds of the officer that always ask for a fresh proof of who it is. */
const provedDeeds: readonly VisitDeed["kind"][] = ["operator-attested"];

/** What people who are not named yet would be called; no officer may have these ids. */
const somebody = "-";
const somebodyElse = "+";
const sampleInputs: Omit<DeedInputs, "by"> = {
  second: { role: "kasi", id: somebodyElse },
  witness: { role: "operator", id: somebodyElse },
  reason: "-",
  exceptionReason: "unable",
  papers: [],
};

const residentsPrefix = "resident:";

/** Whether an offer of that id is put before the resident. */
export function isResidentsOffer(id: string): boolean {
  return id.startsWith(residentsPrefix);
}

/** What may be done now: each candidate is put to the procedure, and those that it would take are offered. */
export function findOffers(question: OfferQuestion): readonly OpenOffer[] {
  const candidates = listCandidates(question.state);
  return [...findForResident(candidates, question), ...findForOfficer(candidates, question)];
}

/** What an officer alone decides is not put before the resident, also where the procedure lets anybody do it. */
const notAtTheScreen: readonly VisitDeed["kind"][] = ["step-taken", "suspended", "cancelled", "resumed"];

function findForResident(candidates: readonly CandidateDeed[], question: OfferQuestion): OpenOffer[] {
  return (
    candidates
      .filter(({ kind }) => !notAtTheScreen.includes(kind))
      .filter(({ kind }) => kind !== "data-confirmed" || !question.hasResidentConfirmed)
      // What needs an officer is on the officers' side of the screen.
      .filter(({ needs }) => needs.length === 0)
      .filter((candidate) => isTaken(candidate, residentActor, question))
      .map((candidate) => open(candidate, [], true))
  );
}

function findForOfficer(candidates: readonly CandidateDeed[], question: OfferQuestion): OpenOffer[] {
  const { officer, hasResidentConfirmed } = question;
  if (officer === null) return [];
  return candidates.flatMap((candidate): OpenOffer[] => {
    if (candidate.kind === "data-confirmed") {
      return hasResidentConfirmed && isTaken(candidate, residentActor, question) ? [open(candidate, [], false)] : [];
    }
    const isOwn = isTaken(candidate, officer, question);
    if (isOwn && !provedDeeds.includes(candidate.kind)) return [open(candidate, [], false)];
    const others = isOwn
      ? [officer.role]
      : staffRoles.filter((role) => isTaken(candidate, { role, id: somebody }, question));
    return others.length === 0 ? [] : [open(candidate, others, false)];
  });
}

/** Who may log in; a clerk has nothing to prove. */
const staffRoles: readonly Role[] = roles.filter((role) => role !== "resident" && role !== "clerk");

function open(candidate: CandidateDeed, officerRoles: readonly Role[], isResidents: boolean): OpenOffer {
  const { id, kind, target, paper, part, needs } = candidate;
  const proof = officerRoles.length === 0 ? [] : [{ kind: "officer" as const, roles: officerRoles }];
  const offer = {
    id: isResidents ? `${residentsPrefix}${id}` : id,
    deed: kind,
    target,
    paper,
    part,
    needs: [...proof, ...needs],
  };
  return { offer, candidate, isResidents };
}

function isTaken(candidate: CandidateDeed, by: Actor, question: OfferQuestion): boolean {
  return askProcedure(candidate.make({ ...sampleInputs, by }), question) === null;
}

function askProcedure(deed: VisitDeed, { state, visitId, policy }: OfferQuestion): Refusal | null {
  // The moment only dates what would be; nothing here happens.
  return transition(state, { visitId, at: new Date(0).toISOString(), ms: Number.MAX_SAFE_INTEGER, deed }, policy)
    .refusal;
}
