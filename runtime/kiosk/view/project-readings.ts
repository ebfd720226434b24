import { type NumberField, type NumberHint, numberFields } from "../../visit/visit-event.ts";
import type { FinishedVisit } from "../../visit/visit-state.ts";
import type { DeskView } from "../wire/view/desk-view.ts";

const ranks: Readonly<Record<NumberHint["outcome"], number>> = { same: 0, differs: 1, "not-found": 2 };

/** What the papers say of each number that was typed: the best that any of them says. Empty until one has been read. */
export function projectNumberHints({ papers }: Pick<FinishedVisit, "papers">): DeskView["numberHints"] {
  const hints = papers.flatMap(({ readings }) => readings.flatMap((reading) => reading.hints));
  return numberFields.flatMap((field: NumberField) => {
    const [best] = hints.filter((hint) => hint.field === field).sort((a, b) => ranks[a.outcome] - ranks[b.outcome]);
    return best === undefined ? [] : [best];
  });
}

/** What is to be said against the last scan of each paper; only papers that should be scanned once more. */
export function projectPageFaults({ papers }: Pick<FinishedVisit, "papers">): DeskView["pageFaults"] {
  return papers.flatMap(({ paper, looks }) => {
    const reasons = [...new Set(looks.flatMap((look) => look.reasons))];
    return reasons.length === 0 ? [] : [{ paper, reasons }];
  });
}
