import type { Minutia } from "../pipelines/fingerprint/extract-minutiae.ts";
import { createAttestationProofs } from "./access/attestation-proofs.ts";
import { type Access, type AccessResult, openAccess } from "./access/open-access.ts";
import { emptyOperatorBook, type OperatorBook, operatorBookSchema } from "./access/operator-book.ts";
import type { CredentialSeal } from "./access/seal-credentials.ts";
import { unattendedPeople } from "./attendant/attendance-plan.ts";
import type { Pipelines } from "./capture/pipelines.ts";
import type { Journal } from "./journal/journal.ts";
import type { Clock } from "./kernel/clock.ts";
import { matchPolicy } from "./matching/match-policy.ts";
import { openSettings } from "./settings/open-settings.ts";
import type { Settings } from "./settings/settings.ts";
import type { VisitDesk } from "./visit/visit-desk.ts";
import type { VisitDeed } from "./visit/visit-event.ts";
import type { Refusal } from "./visit/visit-state.ts";

/** How an officer attests: by id and PIN, or by a finger, of the id that is given or of whoever it is. */
export type AttestationClaim =
  | { readonly method: "pin"; readonly id: string; readonly pin: string }
  | { readonly method: "fingerprint"; readonly id?: string; readonly probe: readonly Minutia[] };

export type Attestation =
  | { readonly kind: "attested"; readonly id: string }
  /** Logged in, but the procedure does not take it: another role, another step. */
  | { readonly kind: "not-taken"; readonly refusal: Refusal }
  | Exclude<AccessResult, { readonly kind: "granted" }>;

export type BoothAccess = {
  readonly access: Access;
  /** For the desk: an attestation is taken with a fresh proof of log-in, or from the program of an unattended visit. */
  readonly admit: (visitId: string, deed: VisitDeed) => Refusal | null;
  /** Logs in and attests in one. @param probe minutiae at 500 pixels an inch */
  readonly attest: (desk: VisitDesk, visitId: string, claim: AttestationClaim) => Promise<Attestation>;
};

export type BoothAccessParts = {
  readonly book: Settings<OperatorBook>;
  readonly seal: CredentialSeal;
  readonly journal: Pick<Journal, "append">;
  readonly pipelines: Pick<Pipelines, "describePrint" | "scorePrints">;
  readonly clock: Clock;
};

const standardPpi = 500;
const proofNeeded: Refusal = { cause: "log-in-needed", nextAction: "log-in", override: null };

/** @throws BoothError `state.in-use`, `state.corrupt`, `state.poisoned`, `disk.full`, `file.unreadable` */
export function openOperatorBook(settingsDir: string): Promise<Settings<OperatorBook>> {
  const parse = (input: unknown) => operatorBookSchema.parse(input);
  return openSettings({ dir: settingsDir, name: "operators", parse, initial: emptyOperatorBook });
}

export function composeAccess({ book, seal, journal, pipelines, clock }: BoothAccessParts): BoothAccess {
  const proofs = createAttestationProofs(clock);
  const access = openAccess({
    book,
    seal,
    journal,
    scoreFingers: async (probe, prints) => {
      const describe = (minutiae: readonly Minutia[]) => pipelines.describePrint(minutiae, standardPpi);
      return pipelines.scorePrints(await describe(probe), await Promise.all(prints.map(describe)));
    },
    limits: matchPolicy,
    clock,
  });
  return {
    access,
    admit: (visitId, deed) => {
      if (deed.kind !== "operator-attested") return null;
      const { by, method } = deed;
      if (method === "unattended") return by.id === unattendedPeople.operator.id ? null : proofNeeded;
      return proofs.take(visitId, { ...by, method }) ? null : proofNeeded;
    },
    attest: async (desk, visitId, claim) => {
      const { method } = claim;
      const result = await (method === "pin"
        ? access.verifyPin(claim.id, claim.pin)
        : access.verifyFingerprint(claim.probe, claim.id));
      if (result.kind !== "granted") return result;
      const { id, role } = result;
      proofs.grant(visitId, { id, role, method });
      const refusal = await desk.submit(visitId, { kind: "operator-attested", by: { role, id }, method });
      return refusal === null ? { kind: "attested", id } : { kind: "not-taken", refusal };
    },
  };
}
