import type { Clock } from "../kernel/clock.ts";
import type { AccessMethod } from "./open-access.ts";

/** Who has logged in, as what, and how. */
export type AttestationProof = { readonly id: string; readonly role: string; readonly method: AccessMethod };

/** Proofs that an officer has just logged in for one visit. Each is good once, for a minute, and lies in memory only. */
export type AttestationProofs = {
  /** A newer proof for the same visit takes the older one's place. */
  readonly grant: (visitId: string, proof: AttestationProof) => void;
  /** Uses the proof up. */
  readonly take: (visitId: string, proof: AttestationProof) => boolean;
};

const goodForMs = 60_000;
/** Visits in hand are few; whatever is more than this is forgotten, oldest first. */
const proofsMax = 32;

export function createAttestationProofs(clock: Pick<Clock, "monotonicMs">): AttestationProofs {
  const proofs = new Map<string, AttestationProof & { readonly atMs: number }>();
  return {
    grant: (visitId, { id, role, method }) => {
      proofs.delete(visitId);
      proofs.set(visitId, { id, role, method, atMs: clock.monotonicMs() });
      const [oldest] = proofs.keys();
      if (proofs.size > proofsMax && oldest !== undefined) proofs.delete(oldest);
    },
    take: (visitId, { id, role, method }) => {
      const proof = proofs.get(visitId);
      if (proof?.id !== id || proof.role !== role || proof.method !== method) return false;
      proofs.delete(visitId);
      return clock.monotonicMs() - proof.atMs <= goodForMs;
    },
  };
}
