import { signal } from "@preact/signals";
import type { Offer } from "../../wire/view/offer.ts";
import { Button } from "../parts/button.tsx";
import { IntentButton } from "../parts/intent-button.tsx";
import type { IconName } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";

/** The offer whose dialog is open, by id; null when none is. */
export const chosenOffer = signal<string | null>(null);

/** Signs of deeds, where one helps to find them. */
const icons: Readonly<Record<string, IconName>> = {
  "step-taken": "play",
  suspended: "pause",
  resumed: "resume",
  cancelled: "cancel",
  "paper-waived": "disagree",
  "scan-requested": "scan",
  "papers-confirmed": "papers",
  "look-up-requested": "again",
  "data-validated": "data",
  "data-confirmed": "agree",
  "enrolment-opened": "unlock",
  "retry-requested": "again",
  "below-limit-accepted": "agree",
  "capture-excepted": "disagree",
  "line-allowed": "pen",
  "finger-reopened": "again",
  "duplicate-dismissed": "people",
  "verification-retried": "again",
  "operator-attested": "verify",
  initialled: "pen",
  "kasi-signed": "pen",
  stamped: "stamp",
  "letter-verified": "pen",
  "letter-returned": "back",
  "letter-validated": "stamp",
  "handed-over": "hand",
};

/** A button for something that an officer may do: at once, or in a dialog for what it needs. */
export function OfferAction({ offer, label }: { readonly offer: Offer; readonly label?: string }) {
  const named = label ?? nameDeed(offer);
  const icon = lookUp(icons, offer.deed) ?? "actions";
  if (offer.needs.length === 0) {
    return <IntentButton icon={icon} label={named} intent={{ kind: "take-offer", offer: offer.id }} />;
  }
  return (
    <Button icon={icon} label={named} onPress={() => (chosenOffer.value = offer.id)}>
      <Needs offer={offer} />
    </Button>
  );
}

export function nameDeed({ deed }: Offer): string {
  const { deeds, desk } = words.value;
  return lookUp<{ readonly action: string }>(deeds, deed)?.action ?? desk.actions;
}

/** What it will ask for, so that nobody begins without the second person. */
function Needs({ offer }: { readonly offer: Offer }) {
  const { desk, roles } = words.value;
  const named = offer.needs.map((need) => {
    switch (need.kind) {
      case "reason":
      case "exception-reason":
        return desk.reason;
      case "papers":
        return desk.papers;
      case "officer":
        return need.roles.map((role) => roles[role]).join(" / ");
      case "second":
        return desk.secondPerson;
      default:
        return need satisfies never;
    }
  });
  return <small>{named.join(" · ")}</small>;
}
