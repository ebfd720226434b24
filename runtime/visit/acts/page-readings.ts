import type { DeedOf } from "../visit-event.ts";
import type { FinishedVisit, OpenVisit } from "../visit-state.ts";
import { type ActOutcome, notNow } from "./act-outcome.ts";

/** The next page whose numbers have not been looked for yet, or null. A hint: nothing in the procedure waits for it. */
export function nextReading({ papers }: FinishedVisit): { readonly paper: string; readonly page: number } | null {
  const due = papers.find(({ pages, readings }) => readings.length < pages.length);
  return due === undefined ? null : { paper: due.paper, page: due.readings.length };
}

/** Keeps what a page says of the numbers that were typed, or why it says nothing. */
export function noteReading(visit: OpenVisit, { paper, page, hints, failure }: DeedOf<"page-read">): ActOutcome {
  const next = nextReading(visit);
  if (next?.paper !== paper || next.page !== page) return notNow;
  const papers = visit.papers.map((check) =>
    check.paper === paper ? { ...check, readings: [...check.readings, { hints, failure }] } : check,
  );
  return { kind: "stay", visit: { ...visit, papers } };
}
