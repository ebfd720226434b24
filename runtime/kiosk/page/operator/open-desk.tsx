import { useEffect, useState } from "preact/hooks";
import type { DeskSide } from "../../wire/view/operator-view.ts";
import { Icon, type IconName } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { ActionsPanel } from "./actions-panel.tsx";
import { CapturesPanel } from "./captures-panel.tsx";
import { DataPanel } from "./data-panel.tsx";
import { EntryForm } from "./entry-form.tsx";
import { chosenOffer } from "./offer-action.tsx";
import { OfferDialog } from "./offer-dialog.tsx";
import type { OpenView } from "./open-view.ts";
import { OverviewPanel } from "./overview-panel.tsx";
import { PapersPanel } from "./papers-panel.tsx";
import { QueuePanel } from "./queue-panel.tsx";
import { SearchPanel } from "./search-panel.tsx";
import { Warnings } from "./warnings.tsx";

const icons: Readonly<Record<DeskSide, IconName>> = {
  search: "people",
  overview: "steps",
  papers: "papers",
  data: "data",
  captures: "finger",
  queue: "queue",
};

/** The visit at the screen from every side, what may be done with it, and the others in hand. */
export function OpenDesk({ operator }: { readonly operator: OpenView }) {
  const { desk, entry, offers, sides, suggestedSide } = operator;
  // Until somebody chooses, the side that has something to decide is shown.
  const [chosen, setChosen] = useState<DeskSide | null>(null);
  const tab = sides.find(({ side }) => side === chosen)?.side ?? suggestedSide;
  const dialogOffer = offers.find(({ id }) => id === chosenOffer.value) ?? null;
  useForgottenDialog(dialogOffer === null);
  return (
    <>
      {entry !== null ? (
        <EntryForm fields={entry} />
      ) : (
        <div class={`desk-body ${tab === "search" ? "searching" : ""}`}>
          <TabRail tab={tab} operator={operator} onChoose={setChosen} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.2, 2.1.1) */}
          <section class="desk-panel" role="tabpanel" id="desk-panel" aria-labelledby={`desk-tab-${tab}`} tabIndex={0}>
            {desk !== null && <Warnings desk={desk} />}
            <Panel tab={tab} operator={operator} />
          </section>
          {tab !== "search" && <ActionsPanel offers={offers} />}
        </div>
      )}
      {dialogOffer !== null && <OfferDialog key={dialogOffer.id} offer={dialogOffer} />}
    </>
  );
}

/** A dialog whose offer is gone, or whose officer, does not come back by itself. */
function useForgottenDialog(isGone: boolean): void {
  useEffect(() => {
    if (isGone) chosenOffer.value = null;
  }, [isGone]);
  useEffect(
    () => () => {
      chosenOffer.value = null;
    },
    [],
  );
}

function Panel({ tab, operator }: { readonly tab: DeskSide; readonly operator: OpenView }) {
  const { desk, offers, queue, search } = operator;
  if (tab === "search") return search === null ? null : <SearchPanel search={search} />;
  if (tab === "queue") return <QueuePanel queue={queue} />;
  if (desk === null) return <p class="desk-empty">{words.value.desk.noVisit}</p>;
  switch (tab) {
    case "overview":
      return <OverviewPanel desk={desk} />;
    case "papers":
      return <PapersPanel desk={desk} offers={offers} />;
    case "data":
      return <DataPanel desk={desk} />;
    case "captures":
      return <CapturesPanel desk={desk} offers={offers} />;
    default:
      return tab satisfies never;
  }
}

type TabRailProps = {
  readonly tab: DeskSide;
  readonly operator: OpenView;
  readonly onChoose: (tab: DeskSide) => void;
};

function TabRail({ tab, operator, onChoose }: TabRailProps) {
  const { desk } = words.value;
  return (
    <div class="desk-tabs" role="tablist" aria-label={desk.visit}>
      {operator.sides.map(({ side, open }) => (
        <button
          key={side}
          type="button"
          role="tab"
          id={`desk-tab-${side}`}
          class="desk-tab"
          aria-selected={side === tab}
          aria-controls="desk-panel"
          onClick={() => onChoose(side)}
        >
          <Icon name={icons[side]} size={32} />
          <span>{desk[side]}</span>
          {open > 0 && <span class="desk-count figure">{open}</span>}
        </button>
      ))}
    </div>
  );
}
