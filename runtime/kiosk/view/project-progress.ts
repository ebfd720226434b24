import type { ActId, ServiceId } from "../../procedure/service.ts";
import type { VisitState } from "../../visit/visit-state.ts";
import type { SessionStage } from "../session/kiosk-session.ts";
import type { Progress } from "../wire/kiosk-view.ts";

type Place = "letter-kind" | "identify" | "papers" | "data" | "photo" | "fingers" | "signature" | "irises" | "end";

/** A resident's own way, in their words and not the procedure's; what is done at one place counts as one. */
const ways: Readonly<Record<ServiceId, readonly Place[]>> = {
  "ktp-el": ["identify", "papers", "data", "photo", "fingers", "signature", "irises", "end"],
  "surat-pengantar": ["letter-kind", "identify", "papers", "end"],
  "ahli-waris": ["identify", "papers", "end"],
  "izin-keramaian": ["identify", "papers", "end"],
};

/** Before a visit is open; elsewhere counting says nothing yet. */
const stages: Partial<Record<SessionStage, Place>> = {
  "letter-kind": "letter-kind",
  identify: "identify",
  "data-entry": "identify",
};

/** Also while somebody else is at work: the resident waits where they are, whoever has been away meanwhile. */
const acts: Readonly<Record<ActId, Place>> = {
  papers: "papers",
  "register-look-up": "data",
  "data-validation": "data",
  "data-confirmation": "data",
  eligibility: "data",
  photo: "photo",
  "photo-approval": "photo",
  fingers: "fingers",
  signature: "signature",
  irises: "irises",
  "data-approval": "end",
  "resident-verification": "end",
  "operator-attestation": "end",
  "operator-initials": "end",
  "kasi-signature": "end",
  "official-stamp": "end",
  "register-number": "end",
  "letter-check": "end",
  "letter-validation": "end",
  "hand-over": "end",
};

export type ProgressFacts = {
  readonly stage: SessionStage;
  readonly service: ServiceId | null;
  readonly state: VisitState | null;
};

/** Where on their way the resident is; null before it begins, and once it has been left. */
export function projectProgress({ stage, service, state }: ProgressFacts): Progress | null {
  const place = stage === "visit" ? placeIn(state) : (stages[stage] ?? null);
  if (service === null || place === null) return null;
  const way = ways[service];
  return { number: way.indexOf(place) + 1, count: way.length };
}

/** That somebody is on their way, and not through yet. */
export function canLeave({ stage, state }: ProgressFacts): boolean {
  if (stage !== "visit") return stages[stage] !== undefined;
  return state === null || state.phase === "open" || state.phase === "finished";
}

function placeIn(state: VisitState | null): Place | null {
  switch (state?.phase) {
    case "open":
      return acts[state.visit.act.act];
    case "finished":
    case "sealed":
    case "closed":
      return "end";
    default:
      return null;
  }
}
