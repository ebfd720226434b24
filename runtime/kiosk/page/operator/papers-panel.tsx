import type { DeskView } from "../../wire/view/desk-view.ts";
import type { Offer } from "../../wire/view/offer.ts";
import type { PaperPart, PaperView } from "../../wire/view/paper-view.ts";
import { IntentButton } from "../parts/intent-button.tsx";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { lookUp, wordReason } from "../words/look-up.ts";
import { OfferAction } from "./offer-action.tsx";

/** Every paper in the form that the procedure asks for, with two ticks: original sighted, copy kept. */
export function PapersPanel({ desk, offers }: { readonly desk: DeskView; readonly offers: readonly Offer[] }) {
  return (
    <ul class="desk-papers">
      {desk.papers.map((paper) => (
        <PaperRow
          key={paper.paper}
          paper={paper}
          faults={desk.pageFaults.find((fault) => fault.paper === paper.paper)?.reasons ?? []}
          offers={offers.filter((offer) => offer.paper === paper.paper)}
        />
      ))}
    </ul>
  );
}

type PaperRowProps = {
  readonly paper: PaperView;
  readonly faults: readonly string[];
  readonly offers: readonly Offer[];
};

function PaperRow({ paper, faults, offers }: PaperRowProps) {
  const { papers, paperForms, paperConditions, desk, chrome } = words.value;
  const states = {
    missing: desk.missing,
    scanning: chrome.scanning,
    scanned: desk.missing,
    settled: desk.settled,
    waived: desk.waived,
  };
  return (
    <li class={`desk-paper ${paper.isSettled ? "settled" : ""}`}>
      <div class="desk-paper-name">
        <Icon name={paper.isSettled ? "agree" : "paper"} size={36} />
        <strong>{lookUp(papers, paper.paper) ?? paper.paper}</strong>
        <span>
          {paperForms[paper.form]} · {paperConditions[paper.condition]} · {states[paper.state]}
          {paper.pages > 0 && ` · ${chrome.pages(paper.pages)}`}
        </span>
      </div>
      {faults.length > 0 && (
        <div class="desk-page-faults">
          <strong>{desk.scanAgain}</strong>
          <ul class="desk-reasons">
            {faults.map((code) => (
              <li key={code}>{wordReason(words.value, "page", code)}</li>
            ))}
          </ul>
        </div>
      )}
      <div class="desk-paper-actions">
        <Tick label={desk.original} isTicked={paper.isOriginalSighted} offer={findTick(offers, "original")} />
        <Tick label={desk.copy} isTicked={paper.isCopyKept} offer={findTick(offers, "copy")} />
        {offers
          .filter(({ part }) => part === null)
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

function findTick(offers: readonly Offer[], wanted: PaperPart): Offer | null {
  return offers.find(({ part }) => part === wanted) ?? null;
}
