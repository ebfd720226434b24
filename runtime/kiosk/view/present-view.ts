import type { VisitState } from "../../visit/visit-state.ts";
import type { KioskParts } from "../kiosk-parts.ts";
import { findOffers, type OpenOffer } from "../offers/find-offers.ts";
import { readTimeLeft } from "../session/expire-session.ts";
import type { KioskMemory } from "../session/kiosk-memory.ts";
import type { KioskView } from "../wire/kiosk-view.ts";
import { projectView } from "./project-view.ts";

/** The view as it is now, under a position that changes with what a tap on it would mean. */
export type Presenter = {
  readonly view: () => KioskView;
  /** The visit at the screen, or null. */
  readonly state: () => VisitState | null;
  readonly offers: () => readonly OpenOffer[];
  /** Somebody has done something: the next tap must have seen what came of it. */
  readonly advance: () => void;
};

export function createPresenter(parts: KioskParts, memory: KioskMemory): Presenter {
  const { desk, policy } = parts;
  let position = 1;
  let meaning = "";

  const state = (): VisitState | null => {
    const { visitId } = memory.session;
    return visitId === null ? null : (desk.find(visitId) ?? memory.ended);
  };
  const offers = (): readonly OpenOffer[] => {
    const { visitId, hasConfirmed } = memory.session;
    const now = state();
    if (now === null || visitId === null) return [];
    return findOffers({ state: now, visitId, policy, officer: memory.officer, hasResidentConfirmed: hasConfirmed });
  };
  return {
    state,
    offers,
    view: () => {
      const now = state();
      const facts = { parts, memory, state: now, offers: offers(), endsInMs: readTimeLeft(memory, now, parts) };
      const view = projectView(facts, position);
      const { screen, operator } = view;
      const means = JSON.stringify([screen.kind, view.offers, memory.session.visitId, operator.state]);
      if (means === meaning) return view;
      meaning = means;
      position += 1;
      return { ...view, position };
    },
    advance: () => {
      position += 1;
    },
  };
}
