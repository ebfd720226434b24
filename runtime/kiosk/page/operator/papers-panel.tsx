import type { DeskView, Offer, PaperView } from "../../wire/kiosk-view.ts";
import { IntentButton } from "../parts/intent-button.tsx";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";
import { OfferAction } from "./offer-action.tsx";

/** Every paper in the form that the procedure asks for, with two ticks: original sighted, copy kept. */
export function PapersPanel({ desk, offers }: { readonly desk: DeskView; readonly offers: readonly Offer[] }) {
  return (
    <ul class="desk-papers">
      {desk.papers.map((paper) => (
        <PaperRow key={paper.paper} paper={paper} offers={offers.filter((offer) => offer.paper === paper.paper)} />
      ))}
    </ul>
  );
}

function PaperRow({ paper, offers }: { readonly paper: PaperView; readonly offers: readonly Offer[] }) {
  const { papers, paperForms, paperConditions, desk, chrome } = words.value;
  const status = paper.isWaived ? desk.waived : paper.isSettled ? desk.settled : desk.missing;
  return (
    <li class={`desk-paper ${paper.isSettled ? "settled" : ""}`}>
      <div class="desk-paper-name">
        <Icon name={paper.isSettled ? "agree" : "paper"} size={36} />
        <strong>{lookUp(papers, paper.paper) ?? paper.paper}</strong>
        <span>
          {paperForms[paper.form]} · {paperConditions[paper.condition]} · {status}
          {paper.pages > 0 && ` · ${chrome.pages(paper.pages)}`}
        </span>
      </div>
      <div class="desk-paper-actions">
        <Tick label={desk.original} isTicked={paper.isOriginalSighted} offer={findTick(offers, "original")} />
        <Tick label={desk.copy} isTicked={paper.isCopyKept} offer={findTick(offers, "copy")} />
        {offers
          .filter((offer) => !isTick(offer))
          .map((offer) => (
            <OfferAction key={offer.id} offer={offer} />
          ))}
      </div>
    </li>
  );
}

/** A tick that may be set or taken back now is a button; one that is set and may not be changed still shows. */
function Tick(props: { readonly label: string; readonly isTicked: boolean; readonly offer: Offer | null }) {
  const { label, isTicked, offer } = props;
  if (offer !== null) {
    const intent = { kind: "take-offer", offer: offer.id } as const;
    return <IntentButton label={label} isPressed={isTicked} intent={intent} {...(isTicked && { icon: "agree" })} />;
  }
  if (!isTicked) return null;
  return (
    <p class="desk-tick">
      <Icon name="agree" size={28} />
      {label}
    </p>
  );
}

/** Ticks are offers whose id ends in the form that they are about. */
function isTick({ deed }: Offer): boolean {
  return deed === "paper-checked";
}

function findTick(offers: readonly Offer[], form: "original" | "copy"): Offer | null {
  return offers.find((offer) => isTick(offer) && offer.id.endsWith(`:${form}`)) ?? null;
}
