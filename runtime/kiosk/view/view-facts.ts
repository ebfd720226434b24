import type { VisitState } from "../../visit/visit-state.ts";
import type { KioskParts } from "../kiosk-parts.ts";
import type { OpenOffer } from "../offers/find-offers.ts";
import type { KioskMemory } from "../session/kiosk-memory.ts";

/** All that a view is made of. */
export type ViewFacts = {
  readonly parts: KioskParts;
  readonly memory: KioskMemory;
  /** The visit at the screen, or null. */
  readonly state: VisitState | null;
  readonly offers: readonly OpenOffer[];
  readonly endsInMs: number | null;
};
