import type { CaptureTarget } from "../capture-target.ts";
import type { DeedOf } from "../visit-event.ts";
import type { DuplicateSuspect, FinishedVisit, GallerySearch, OpenVisit, Refusal } from "../visit-state.ts";
import { type ActOutcome, notNow, refuse } from "./act-outcome.ts";

/** Fingers that are looked for among today's residents: both thumbs and index fingers. */
export const galleryFingers: readonly CaptureTarget[] = ["finger-01", "finger-02", "finger-06", "finger-07"];

export const nothingSearched: GallerySearch = { searched: [], suspects: [], dismissed: [] };

/** Until two people have decided, nothing else goes on. */
export const possibleDuplicate: Refusal = {
  cause: "possible-duplicate",
  nextAction: "dismiss-duplicate-or-cancel",
  override: "operator",
};

/** The next settled finger that has not been looked for yet, or null. */
export function nextSearch({ captures, gallery }: FinishedVisit): CaptureTarget | null {
  const isDue = (target: CaptureTarget) => galleryFingers.includes(target) && !gallery.searched.includes(target);
  return captures.find(({ target }) => isDue(target))?.target ?? null;
}

/** A visit that two people have already found to be somebody else's is noted, and asks nobody again. */
export function noteSearch(visit: OpenVisit, { target, hits }: DeedOf<"gallery-searched">): ActOutcome {
  if (target !== nextSearch(visit) || visit.gallery.suspects.length > 0) return notNow;
  const { searched, suspects, dismissed } = visit.gallery;
  const found = hits.map((hit): DuplicateSuspect => ({ target, ...hit }));
  const known = found.flatMap((suspect) => {
    const earlier = dismissed.find(({ visitId }) => visitId === suspect.visitId);
    return earlier === undefined ? [] : [{ ...suspect, decision: earlier.decision }];
  });
  const isNew = ({ visitId }: DuplicateSuspect) => !dismissed.some((earlier) => earlier.visitId === visitId);
  const gallery: GallerySearch = {
    searched: [...searched, target],
    suspects: [...suspects, ...found.filter(isNew)],
    dismissed: [...dismissed, ...known],
  };
  return { kind: "stay", visit: { ...visit, gallery } };
}

/** Operator and second person go on: the finger is another resident's, or the resident has a right to be here again. */
export function dismissDuplicate(
  visit: OpenVisit,
  { reason, by, second }: DeedOf<"duplicate-dismissed">,
  at: string,
): ActOutcome {
  const { suspects, dismissed } = visit.gallery;
  if (suspects.length === 0) return refuse("no-duplicate", "follow-the-current-step");
  const decision = { reason, by, second };
  return {
    kind: "stay",
    visit: {
      ...visit,
      gallery: {
        ...visit.gallery,
        suspects: [],
        dismissed: [...dismissed, ...suspects.map((suspect) => ({ ...suspect, decision }))],
      },
      confirmations: [...visit.confirmations, { gate: "possible-duplicate", by, at, decision }],
    },
  };
}

/** A finger that is captured again is looked for again. */
export function forgetSearch(gallery: GallerySearch, reopened: CaptureTarget): GallerySearch {
  return { ...gallery, searched: gallery.searched.filter((target) => target !== reopened) };
}
