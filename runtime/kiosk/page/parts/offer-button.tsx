import type { CaptureTarget } from "../../wire/view/terms.ts";
import { findOffer } from "../intents.ts";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";
import type { ButtonProps } from "./button.tsx";
import { IntentButton } from "./intent-button.tsx";

export type OfferButtonProps = Omit<ButtonProps, "onPress" | "isBusy" | "label"> & {
  readonly deed: string;
  readonly target?: CaptureTarget;
  readonly paper?: string;
  /** Where the screen has a better word than the deed's own. */
  readonly label?: string;
};

/** A button for something that is offered to the resident, under the name of its deed; nothing while it is not. */
export function OfferButton({ deed, target, paper, label, ...button }: OfferButtonProps) {
  const about = { ...(target !== undefined && { target }), ...(paper !== undefined && { paper }) };
  const offer = findOffer(deed, about);
  if (offer === null) return null;
  const named =
    label ?? lookUp<{ readonly action: string }>(words.value.deeds, deed)?.action ?? words.value.chrome.next;
  return <IntentButton {...button} label={named} intent={{ kind: "take-offer", offer: offer.id }} />;
}
