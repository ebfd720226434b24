import type { Role } from "../procedure/service.ts";
import type { Actor, VisitDeed } from "./visit-event.ts";
import type { Refusal } from "./visit-state.ts";

const staff: readonly Role[] = ["operator", "clerk", "kasi", "camat", "sekcam"];
const anybody: readonly Role[] = ["resident", ...staff];

/** Who may say that a thing has happened. Deeds of the machine itself are not listed. */
const authority: Partial<Record<VisitDeed["kind"], readonly Role[]>> = {
  opened: anybody,
  "step-taken": anybody,
  "step-left": anybody,
  suspended: anybody,
  resumed: anybody,
  cancelled: anybody,
  "paper-checked": ["clerk", "operator"],
  "paper-waived": ["clerk", "operator"],
  "scan-requested": anybody,
  "papers-confirmed": ["clerk", "operator"],
  "look-up-requested": ["operator"],
  "data-validated": ["operator"],
  "register-overridden": ["operator"],
  "data-confirmed": ["resident"],
  "enrolment-opened": ["operator"],
  "eligibility-overridden": ["operator"],
  "retry-requested": anybody,
  "below-limit-accepted": ["operator"],
  "capture-excepted": ["operator"],
  "line-allowed": ["operator"],
  "finger-reopened": ["operator"],
  "duplicate-dismissed": ["operator"],
  "photo-approved": ["resident"],
  "photo-refused": ["resident"],
  "data-approved": ["resident"],
  "verification-retried": anybody,
  "verification-waived": ["operator"],
  "operator-attested": ["operator"],
  initialled: ["operator"],
  "kasi-signed": ["kasi"],
  stamped: ["operator", "kasi"],
  "letter-verified": ["kasi"],
  "letter-returned": ["kasi"],
  "letter-validated": ["camat", "sekcam", "kasi"],
  "handed-over": ["clerk", "operator"],
};

/** Null when the deed's actors may do it; a decision needs a second member of staff who is somebody else. */
export function checkAuthority(deed: VisitDeed): Refusal | null {
  const allowed = authority[deed.kind];
  if (allowed === undefined || !("by" in deed)) return null;
  if (!allowed.includes(deed.by.role))
    return { cause: "role-not-allowed", nextAction: "call-staff", override: allowed[0] ?? null };
  if ("second" in deed && !isSecondPerson(deed.by, deed.second)) {
    return { cause: "second-person-needed", nextAction: "call-second-person", override: null };
  }
  if ("witness" in deed && !staff.includes(deed.witness.role)) {
    return { cause: "witness-needed", nextAction: "call-operator", override: null };
  }
  return null;
}

function isSecondPerson(first: Actor, second: Actor): boolean {
  return second.id !== first.id && staff.includes(second.role);
}
