import { isDriverFailure } from "../../kernel/errors.ts";
import type { Actor, VisitDeed } from "../../visit/visit-event.ts";
import type { Refusal } from "../../visit/visit-state.ts";
import type { KioskParts } from "../kiosk-parts.ts";
import type { Meanwhile } from "../session/intent-turns.ts";
import type { IntentOf, OfficerProof } from "../wire/page-message.ts";
import type { IntentOutcome } from "../wire/runtime-message.ts";
import type { DeedInputs, DeedNeed } from "./candidate-deed.ts";
import { type OpenOffer, residentActor } from "./find-offers.ts";

type TakeOffer = IntentOf<"take-offer">;

export type OfferTaking = {
  readonly visitId: string;
  readonly found: OpenOffer;
  readonly intent: TakeOffer;
  /** Whoever is logged in, or null. */
  readonly officer: Actor | null;
  /** The resident says that the data are right and nobody of the office is logged in to witness it. */
  readonly onUnwitnessed: () => void;
  /** Waits for a finger while others have their turn. */
  readonly meanwhile: Meanwhile;
};

/** Does what was offered, once everybody it needs has proved who they are. Whatever is lacking, nothing happens. */
export async function takeOffer(taking: OfferTaking, parts: KioskParts): Promise<IntentOutcome> {
  try {
    return await takeProved(taking, parts);
  } catch (error) {
    // No finger came, or its reader is away.
    if (!isDriverFailure(error)) throw error;
    return { kind: "refused", cause: error.code, nextAction: "log-in", override: null };
  }
}

async function takeProved(taking: OfferTaking, parts: KioskParts): Promise<IntentOutcome> {
  const { found, intent, officer, visitId } = taking;
  const { candidate, offer, isResidents } = found;
  if (offer.needs.some((need) => isLacking(need, intent))) return { kind: "invalid", problem: "missing-need" };
  if (candidate.kind === "operator-attested") return attest(taking, parts);
  const isResidentsDeed = isResidents || candidate.kind === "data-confirmed";
  if (candidate.kind === "data-confirmed" && officer === null) {
    taking.onUnwitnessed();
    return { kind: "done" };
  }
  const by = isResidentsDeed ? residentActor : await identify(taking, parts);
  if ("kind" in by) return by;
  const second = intent.second === undefined ? null : await prove(intent.second, taking, parts);
  if (second !== null && "kind" in second) return second;
  return submit(candidate.make(fillIn(intent, { by, second, witness: officer })), visitId, parts);
}

function isLacking(need: DeedNeed, intent: TakeOffer): boolean {
  switch (need.kind) {
    case "reason":
      return intent.reason === undefined;
    case "exception-reason":
      return intent.exceptionReason === undefined || !need.reasons.includes(intent.exceptionReason);
    case "papers":
      return (intent.papers ?? []).some((paper) => !need.papers.includes(paper));
    case "officer":
      return intent.officer === undefined;
    case "second":
      return intent.second === undefined;
    default:
      return need satisfies never;
  }
}

/** The officer whose deed it is: whoever is logged in, or whoever proves it now because the office of another is needed. */
async function identify(taking: OfferTaking, parts: KioskParts): Promise<Actor | IntentOutcome> {
  const { found, intent, officer } = taking;
  const needsProof = found.offer.needs.some(({ kind }) => kind === "officer");
  if (needsProof && intent.officer !== undefined) return prove(intent.officer, taking, parts);
  return officer ?? { kind: "invalid", problem: "not-offered" };
}

async function prove(
  proof: OfficerProof,
  { meanwhile }: OfferTaking,
  { people }: KioskParts,
): Promise<Actor | IntentOutcome> {
  const result = await ("pin" in proof
    ? people.verifyPin(proof.id, proof.pin)
    : meanwhile(() => people.verifyFinger(proof.id)));
  return result.kind === "granted" ? { role: result.role, id: result.id } : refuseLogIn(result.kind);
}

async function attest(
  { visitId, intent: { officer }, meanwhile }: OfferTaking,
  { people }: KioskParts,
): Promise<IntentOutcome> {
  if (officer === undefined) return { kind: "invalid", problem: "missing-need" };
  const prove = () => people.attest(visitId, officer);
  const result = await ("pin" in officer ? prove() : meanwhile(prove));
  if (result.kind === "not-taken") return refuse(result.refusal);
  return result.kind === "refused" || result.kind === "locked" ? refuseLogIn(result.kind) : { kind: "done" };
}

function fillIn(
  { reason = "", exceptionReason = "unable", papers = [] }: TakeOffer,
  { by, second, witness }: { readonly by: Actor; readonly second: Actor | null; readonly witness: Actor | null },
): DeedInputs {
  // Who is not needed is not read; a deed that does read it is refused by the procedure, as this is nobody.
  const nobody: Actor = residentActor;
  return { by, second: second ?? nobody, witness: witness ?? nobody, reason, exceptionReason, papers };
}

async function submit(deed: VisitDeed, visitId: string, { desk }: KioskParts): Promise<IntentOutcome> {
  const refusal = await desk.submit(visitId, deed);
  return refusal === null ? { kind: "done" } : refuse(refusal);
}

function refuse({ cause, nextAction, override }: Refusal): IntentOutcome {
  return { kind: "refused", cause, nextAction, override };
}

function refuseLogIn(kind: "refused" | "locked"): IntentOutcome {
  return { kind: "refused", cause: `log-in-${kind}`, nextAction: "log-in", override: null };
}
