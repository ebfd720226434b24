import { isSatisfied, paperRequirements } from "../../visit/acts/papers.ts";
import type { OpenVisit } from "../../visit/visit-state.ts";
import type { PaperView } from "../wire/kiosk-view.ts";

/** The papers that the present step asks for. */
export function projectPapers(visit: OpenVisit): readonly PaperView[] {
  return paperRequirements(visit).map((requirement): PaperView => {
    const { id: paper, form, condition } = requirement;
    const check = visit.papers.find((one) => one.paper === paper);
    return {
      paper,
      form,
      condition,
      isOriginalSighted: check?.isOriginalSighted ?? false,
      isCopyKept: check?.isCopyKept ?? false,
      pages: check?.pages.length ?? 0,
      isWaived: check !== undefined && check.waiver !== null,
      isSettled: isSatisfied(requirement, visit.papers),
    };
  });
}
