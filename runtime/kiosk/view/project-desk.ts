import type { Biodata } from "../../registry/registry.ts";
import type { VisitState } from "../../visit/visit-state.ts";
import { type VisitView, viewVisit } from "../../visit/visit-view.ts";
import type { DeskView } from "../wire/kiosk-view.ts";
import { projectData } from "./project-data.ts";
import { projectPapers } from "./project-papers.ts";
import { projectTargets, type TargetLimits } from "./project-targets.ts";

export type DeskFacts = {
  readonly state: VisitState;
  /** The visit's own clock. */
  readonly nowMs: number;
  readonly biodata: Biodata | null;
  /** What the register has, or null. */
  readonly registered: Biodata | null;
  readonly limits: TargetLimits;
};

/** What the operator sees of the visit at the screen; null where there is none. */
export function projectDesk({ state, nowMs, biodata, registered, limits }: DeskFacts): DeskView | null {
  const view: VisitView | null = viewVisit(state, nowMs);
  if (view === null || state.phase === "idle") return null;
  const { visit } = state;
  const isInHand = state.phase === "open" || state.phase === "suspended";
  return {
    visitId: view.visitId,
    service: view.service,
    act: isInHand ? state.visit.act.act : null,
    steps: view.steps,
    papers: isInHand ? projectPapers(state.visit) : [],
    data: compareData(visit.register?.differences ?? [], biodata ?? {}, registered ?? {}),
    register: visit.register?.outcome ?? null,
    eligibility: visit.eligibility,
    targets: projectTargets(visit, limits),
    duplicates: view.duplicates.filter(({ dismissal }) => dismissal === null),
    registerNumber: visit.registerNumber,
  };
}

/** What the resident says, and beside it what the register has where the two differ. */
function compareData(differences: readonly string[], biodata: Biodata, registered: Biodata): DeskView["data"] {
  const known = projectData(registered);
  return projectData(biodata).map(({ field, value }) => {
    const isDifferent = differences.includes(field);
    const theirs = known.find((line) => line.field === field)?.value ?? null;
    return { field, value, isDifferent, registered: isDifferent ? theirs : null };
  });
}
