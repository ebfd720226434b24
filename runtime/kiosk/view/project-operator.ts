import type { DeedNeed, DeedOffer } from "../offers/candidate-deed.ts";
import { showForm } from "../session/data-entry.ts";
import type { DeskView } from "../wire/view/desk-view.ts";
import type { Offer, OfferNeed, OfficerView } from "../wire/view/offer.ts";
import type { DeskSide, OperatorView } from "../wire/view/operator-view.ts";
import { projectDesk } from "./project-desk.ts";
import { projectQueue } from "./project-queue.ts";
import { projectSearch } from "./project-search.ts";
import type { ViewFacts } from "./view-facts.ts";

type OpenView = Extract<OperatorView, { readonly state: "open" }>;

/** The officers' side: locked, or what the officer who is logged in sees. */
export function projectOperator(facts: ViewFacts, nowMs: number): OperatorView {
  const { parts, memory, offers } = facts;
  const officers = parts.people
    .list()
    .map(({ id, role, hasPin, fingers }): OfficerView => ({ id, role, hasPin, hasFinger: fingers.length > 0 }));
  const officer = officers.find(({ id }) => id === memory.officer?.id);
  if (officer === undefined) {
    const { logInFailure } = memory;
    const waitMs = logInFailure === null ? 0 : Math.max(0, Math.ceil(logInFailure.untilMs - parts.clock.monotonicMs()));
    const canLogInByFinger = officers.some(({ hasFinger }) => hasFinger);
    return { state: "locked", officers, canLogInByFinger, failure: logInFailure?.kind ?? null, waitMs };
  }
  const { stage, entry, unknownNik } = memory.session;
  const side = {
    queue: projectQueue(parts, memory.session.visitId),
    desk: projectVisit(facts, nowMs),
    search: projectSearch(memory, parts),
    entry: stage === "data-entry" ? showForm(entry, unknownNik, parts.clock.nowAt()) : null,
    offers: offers
      .filter(({ isResidents }) => !isResidents)
      .map(({ offer }) => nameOfficers(offer, { officer, officers })),
  };
  return { state: "open", officer, ...side, sides: listSides(side), suggestedSide: suggestSide(side) };
}

function projectVisit({ parts, memory, state }: ViewFacts, nowMs: number): DeskView | null {
  const { visitId } = memory.session;
  if (state === null) return null;
  const { biodata, registered } = memory;
  const letter = visitId === null ? null : parts.letters.stateOf(visitId);
  const { limits, portraitEyes } = parts;
  return projectDesk({ state, nowMs, biodata, registered, limits, portraitEyes, letter });
}

type Staff = { readonly officer: OfficerView; readonly officers: readonly OfficerView[] };

/** Who may meet each need of an offer. Whoever is logged in is the first, and so never the second person. */
function nameOfficers(offer: DeedOffer, staff: Staff): Offer {
  const isByAnother = offer.needs.some(({ kind }) => kind === "officer");
  return { ...offer, needs: offer.needs.map((need) => nameForNeed(need, staff, isByAnother)) };
}

function nameForNeed(need: DeedNeed, { officer, officers }: Staff, isByAnother: boolean): OfferNeed {
  if (need.kind === "officer") {
    const able = officers.filter(({ role }) => need.roles.includes(role));
    const own = able.filter(({ id }) => id === officer.id);
    return { ...need, officers: [...own, ...able.filter(({ id }) => id !== officer.id)] };
  }
  if (need.kind !== "second") return need;
  return { ...need, officers: isByAnother ? officers : officers.filter(({ id }) => id !== officer.id) };
}

type Side = Pick<OpenView, "queue" | "desk" | "search" | "offers">;

function listSides({ queue, desk, search }: Side): OpenView["sides"] {
  const sides: OpenView["sides"] = [
    { side: "overview", open: 0 },
    { side: "papers", open: desk?.papers.filter(({ isSettled }) => !isSettled).length ?? 0 },
    { side: "data", open: desk?.data.filter(({ comparison }) => comparison === "differs").length ?? 0 },
    { side: "captures", open: desk?.targets.filter(({ isToDecide }) => isToDecide).length ?? 0 },
    { side: "queue", open: queue.length },
  ];
  return search === null ? sides : [{ side: "search", open: 0 }, ...sides];
}

/** Where something is to be decided, or else where one sees how things are. */
function suggestSide({ desk, offers, search }: Side): DeskSide {
  if (search !== null) return "search";
  if (desk === null) return "queue";
  if (desk.targets.some(({ isToDecide }) => isToDecide)) return "captures";
  if (offers.some(({ paper }) => paper !== null)) return "papers";
  const isComparing = desk.act === "data-validation" && desk.data.some(({ comparison }) => comparison === "differs");
  return isComparing ? "data" : "overview";
}
