import { isSatisfied, paperRequirements } from "../../visit/acts/papers.ts";
import type { OpenVisit, PaperCheck } from "../../visit/visit-state.ts";
import type { PaperView } from "../wire/view/paper-view.ts";

/** The papers that the present step asks for. */
export function projectPapers(visit: OpenVisit): readonly PaperView[] {
  const scanning = "scanning" in visit.act ? visit.act.scanning : null;
  return paperRequirements(visit).map((requirement): PaperView => {
    const { id: paper, form, condition } = requirement;
    const check = visit.papers.find((one) => one.paper === paper);
    const isSettled = isSatisfied(requirement, visit.papers);
    return {
      paper,
      form,
      condition,
      isOriginalSighted: check?.isOriginalSighted ?? false,
      isCopyKept: check?.isCopyKept ?? false,
      pages: check?.pages.length ?? 0,
      state: scanning === paper ? "scanning" : stateOf(check, isSettled),
      isSettled,
    };
  });
}

function stateOf(check: PaperCheck | undefined, isSettled: boolean): PaperView["state"] {
  if (check === undefined) return isSettled ? "settled" : "missing";
  if (check.waiver !== null) return "waived";
  if (isSettled) return "settled";
  return check.pages.length > 0 ? "scanned" : "missing";
}
