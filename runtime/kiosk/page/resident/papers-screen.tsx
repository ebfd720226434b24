import type { PaperView } from "../../wire/kiosk-view.ts";
import { OfferButton } from "../parts/offer-button.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { Icon } from "../pictures/icon.tsx";
import { stills, words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";
import type { ScreenOf } from "./screen-of.ts";

/** Which papers the service needs, in which form, and which are there; each can be scanned where that is offered. */
export function PapersScreen({ screen }: ScreenOf<"papers">) {
  const { screens, failures } = words.value;
  const page = stills.value.get("page");
  const failure = screen.scanFailure === null ? null : (lookUp(failures, screen.scanFailure) ?? failures.other);
  return (
    <ScreenFrame
      title={screens.papers.title}
      guide={screens.papers.guide}
      class="papers"
      controls={
        <>
          <OtherOffers except={["scan-requested", "papers-confirmed"]} />
          <OfferButton deed="papers-confirmed" tone="primary" icon="agree" />
        </>
      }
    >
      <ul class="paper-list">
        {screen.papers.map((paper) => (
          <Paper key={paper.paper} paper={paper} isScanning={screen.scanning === paper.paper} />
        ))}
      </ul>
      {failure !== null && (
        <p class="problem" role="alert">
          <Icon name="attention" size={44} />
          {failure.resident}
        </p>
      )}
      {page !== undefined && <img class="page-still" src={page.url} alt={words.value.papers.kk} />}
    </ScreenFrame>
  );
}

function Paper({ paper, isScanning }: { readonly paper: PaperView; readonly isScanning: boolean }) {
  const { papers, paperForms, paperConditions, chrome, desk } = words.value;
  const { isSettled, isWaived, pages } = paper;
  // A page is there; whether it will do is for an officer to say.
  const open = pages > 0 ? chrome.undecided : chrome.ahead;
  const state = isScanning ? chrome.scanning : isWaived ? chrome.excepted : isSettled ? desk.settled : open;
  return (
    <li class={`paper ${isSettled ? "settled" : ""} ${isScanning ? "scanning" : ""}`}>
      <Icon name={isSettled ? "agree" : "paper"} size={56} />
      <div class="paper-words">
        <h2>{lookUp(papers, paper.paper) ?? paper.paper}</h2>
        <p>
          {paperForms[paper.form]} · {paperConditions[paper.condition]}
        </p>
        <p class="paper-state">
          {state}
          {pages > 0 && ` · ${chrome.pages(pages)}`}
        </p>
      </div>
      {!isScanning && <OfferButton deed="scan-requested" paper={paper.paper} icon="scan" label={chrome.scan} />}
    </li>
  );
}
