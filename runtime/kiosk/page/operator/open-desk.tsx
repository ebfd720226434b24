import { useEffect, useState } from "preact/hooks";
import type { TargetView } from "../../wire/kiosk-view.ts";
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
import { Warnings } from "./warnings.tsx";

type Tab = "overview" | "papers" | "data" | "captures" | "queue";
const tabs: readonly (readonly [tab: Tab, icon: IconName])[] = [
  ["overview", "steps"],
  ["papers", "papers"],
  ["data", "data"],
  ["captures", "finger"],
  ["queue", "queue"],
];

/** The visit at the screen from every side, what may be done with it, and the others in hand. */
export function OpenDesk({ operator }: { readonly operator: OpenView }) {
  const { desk, entry, offers } = operator;
  // Until somebody chooses, the side that has something to decide is shown.
  const [chosen, setChosen] = useState<Tab | null>(null);
  const tab = chosen ?? suggestTab(operator);
  const dialogOffer = offers.find(({ id }) => id === chosenOffer.value) ?? null;
  useForgottenDialog(dialogOffer === null);
  return (
    <>
      {entry !== null ? (
        <EntryForm fields={entry} />
      ) : (
        <div class="desk-body">
          <TabRail tab={tab} operator={operator} onChoose={setChosen} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.2, 2.1.1) */}
          <section class="desk-panel" role="tabpanel" id="desk-panel" aria-labelledby={`desk-tab-${tab}`} tabIndex={0}>
            {desk !== null && <Warnings desk={desk} />}
            <Panel tab={tab} operator={operator} />
          </section>
          <ActionsPanel offers={offers} />
        </div>
      )}
      {dialogOffer !== null && <OfferDialog key={dialogOffer.id} offer={dialogOffer} operator={operator} />}
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

function Panel({ tab, operator }: { readonly tab: Tab; readonly operator: OpenView }) {
  const { desk, offers, queue } = operator;
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
  readonly tab: Tab;
  readonly operator: OpenView;
  readonly onChoose: (tab: Tab) => void;
};

function TabRail({ tab, operator, onChoose }: TabRailProps) {
  const { desk } = words.value;
  return (
    <div class="desk-tabs" role="tablist" aria-label={desk.visit}>
      {tabs.map(([name, icon]) => {
        const count = countIn(name, operator);
        return (
          <button
            key={name}
            type="button"
            role="tab"
            id={`desk-tab-${name}`}
            class="desk-tab"
            aria-selected={name === tab}
            aria-controls="desk-panel"
            onClick={() => onChoose(name)}
          >
            <Icon name={icon} size={32} />
            <span>{desk[name]}</span>
            {count > 0 && <span class="desk-count figure">{count}</span>}
          </button>
        );
      })}
    </div>
  );
}

/** What is open on a side: papers, differences, captures to decide on; on the queue, visits. */
function countIn(tab: Tab, { queue, desk }: OpenView): number {
  switch (tab) {
    case "papers":
      return desk?.papers.filter(({ isSettled }) => !isSettled).length ?? 0;
    case "captures":
      return desk?.targets.filter(isToDecide).length ?? 0;
    case "data":
      return desk?.data.filter(({ isDifferent }) => isDifferent).length ?? 0;
    case "queue":
      return queue.length;
    case "overview":
      return 0;
    default:
      return tab satisfies never;
  }
}

/** Attempts used up, or a device that failed: nothing goes on by itself. */
function isToDecide({ state }: TargetView): boolean {
  return state === "undecided" || state === "blocked";
}

function suggestTab({ desk, offers }: OpenView): Tab {
  if (desk === null) return "queue";
  if (desk.targets.some(isToDecide)) return "captures";
  if (offers.some(({ paper }) => paper !== null)) return "papers";
  return desk.data.some(({ isDifferent }) => isDifferent) && desk.act === "data-validation" ? "data" : "overview";
}
