import type { KioskView } from "../../../runtime/kiosk/wire/kiosk-view.ts";
import type { Intent } from "../../../runtime/kiosk/wire/page-message.ts";
import type { Offer } from "../../../runtime/kiosk/wire/view/offer.ts";
import type { OperatorView } from "../../../runtime/kiosk/wire/view/operator-view.ts";
import type { PaperView } from "../../../runtime/kiosk/wire/view/paper-view.ts";
import type { ServiceId } from "../../../runtime/procedure/service.ts";
import { knownNik, pin } from "./make-kiosk-parts.ts";

type OpenDesk = Extract<OperatorView, { readonly state: "open" }>;

/** Deeds of the normal course: of an officer, and of the resident. */
const usualDeeds = [
  "papers-confirmed",
  "data-validated",
  "data-confirmed",
  "enrolment-opened",
  "photo-approved",
  "data-approved",
  "operator-attested",
  "initialled",
  "kasi-signed",
  "stamped",
  "letter-verified",
  "letter-validated",
  "handed-over",
];

/** What resident and officer do who see this view and want no more than to go on; null where they can only wait. */
export function nextIntent(view: KioskView, service: ServiceId): Intent | null {
  switch (view.screen.kind) {
    case "attract":
      return { kind: "start" };
    case "language":
      return { kind: "choose-language", language: "id" };
    case "service":
      return { kind: "choose-service", service };
    case "notice":
      return { kind: "accept-notice", hash: view.screen.hash };
    case "identify":
      return view.screen.isLookingUp ? null : { kind: "identify", nik: knownNik };
    case "thanks":
      return null;
    default:
      return nextInVisit(view);
  }
}

function nextInVisit({ operator, offers }: KioskView): Intent | null {
  if (operator.state === "locked") return { kind: "log-in", id: "operator-satu", pin };
  const tick = nextTick(operator);
  if (tick !== null) return { kind: "take-offer", offer: tick.id };
  // The resident's own word comes before the officer's, who may only witness it.
  const usual = [...offers, ...operator.offers].find(({ deed }) => usualDeeds.includes(deed));
  return usual === undefined ? null : take(usual);
}

/** A paper is sighted and kept as the procedure asks, one tick after another; a second tick would take the first back. */
function nextTick({ desk, offers }: OpenDesk): Offer | null {
  const lacks = (paper: PaperView, part: Offer["part"]) =>
    !paper.isSettled && !(part === "original" ? paper.isOriginalSighted : paper.isCopyKept);
  const isLacking = ({ paper: named, part }: Offer) =>
    part !== null && desk?.papers.some((paper) => paper.paper === named && lacks(paper, part));
  return offers.find((offer) => offer.deed === "paper-checked" && isLacking(offer)) ?? null;
}

function take({ id: offer, needs }: Offer): Intent {
  const need = needs.find(({ kind }) => kind === "officer");
  const by = need?.kind === "officer" ? need.officers[0] : undefined;
  return { kind: "take-offer", offer, ...(by === undefined ? {} : { officer: { id: by.id, pin } }) };
}
