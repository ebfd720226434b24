import type { PaperView } from "../../wire/view/paper-view.ts";
import { OfferButton } from "../parts/offer-button.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";
import type { ScreenOf } from "./screen-of.ts";

/** Which papers the service needs, in which form, and which are there; each can be scanned where that is offered. */
export function PapersScreen({ screen }: ScreenOf<"papers">) {
  const { screens, failures } = words.value;
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
          <Paper key={paper.paper} paper={paper} />
        ))}
      </ul>
      {failure !== null && (
        <p class="problem" role="alert">
          <Icon name="attention" size={44} />
          {failure.resident}
        </p>
      )}
    </ScreenFrame>
  );
}

function Paper({ paper }: { readonly paper: PaperView }) {
  const { papers, paperForms, paperConditions, chrome } = words.value;
  const { isSettled, state, pages } = paper;
  const states = {
    missing: chrome.ahead,
    scanning: chrome.scanning,
    scanned: chrome.undecided,
    settled: chrome.settled,
    waived: chrome.excepted,
  };
  const isScanning = state === "scanning";
  return (
    <li class={`paper ${isSettled ? "settled" : ""} ${isScanning ? "scanning" : ""}`}>
      <Icon name={isSettled ? "agree" : "paper"} size={56} />
      <div class="paper-words">
        <h2>{lookUp(papers, paper.paper) ?? paper.paper}</h2>
        <p>
          {paperForms[paper.form]} · {paperConditions[paper.condition]}
        </p>
        <p class="paper-state">
          {states[state]}
          {pages > 0 && ` · ${chrome.pages(pages)}`}
        </p>
      </div>
      {!isScanning && <OfferButton deed="scan-requested" paper={paper.paper} icon="scan" label={chrome.scan} />}
    </li>
  );
}
