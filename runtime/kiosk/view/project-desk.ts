import type { PortraitEyesPolicy } from "../../record/portrait-eye.ts";
import type { Biodata } from "../../registry/registry.ts";
import type { RegisterAnswer, VisitState } from "../../visit/visit-state.ts";
import { type StepView, type VisitView, viewVisit } from "../../visit/visit-view.ts";
import type { DeskView, LetterState } from "../wire/view/desk-view.ts";
import type { TargetView } from "../wire/view/target-view.ts";
import { projectData } from "./project-data.ts";
import { projectPapers } from "./project-papers.ts";
import { projectPortraitEyes } from "./project-portrait-eyes.ts";
import { projectNumberHints, projectPageFaults } from "./project-readings.ts";
import { nameVisit } from "./project-receipt.ts";
import { projectTargets, type TargetLimits } from "./project-targets.ts";

export type DeskFacts = {
  readonly state: VisitState;
  /** The visit's own clock. */
  readonly nowMs: number;
  readonly biodata: Biodata | null;
  /** What the register has, or null. */
  readonly registered: Biodata | null;
  readonly limits: TargetLimits;
  readonly portraitEyes: PortraitEyesPolicy;
  readonly letter: LetterState | null;
};

/** What the operator sees of the visit at the screen; null where there is none. */
export function projectDesk({
  state,
  nowMs,
  biodata,
  registered,
  limits,
  portraitEyes,
  letter,
}: DeskFacts): DeskView | null {
  const view: VisitView | null = viewVisit(state, nowMs);
  if (view === null || state.phase === "idle") return null;
  const { visit } = state;
  const targets = projectTargets(visit, limits);
  const isToDecide = (target: TargetView) => target.isToDecide;
  const isInHand = state.phase === "open" || state.phase === "suspended";
  return {
    visitId: view.visitId,
    service: view.service,
    act: isInHand ? state.visit.act.act : null,
    steps: view.steps,
    stepTotals: sumSteps(view.steps),
    papers: isInHand ? projectPapers(state.visit) : [],
    data: compareData(visit.register, biodata ?? {}, registered ?? {}),
    register: visit.register?.outcome ?? null,
    eligibility: visit.eligibility,
    targets: [...targets.filter(isToDecide), ...targets.filter((target) => !isToDecide(target))],
    portraitEyes: projectPortraitEyes(visit, portraitEyes),
    twins: targets.flatMap(({ target, lookalike, state: now }) =>
      lookalike === null || now === "excepted" ? [] : [{ target, lookalike }],
    ),
    duplicates: view.duplicates
      .filter(({ dismissal }) => dismissal === null)
      .map(({ target, visitId, score }) => ({ target, visitId, receiptNumber: nameVisit(visitId), score })),
    registerNumber: visit.registerNumber,
    // One sheet at a time: whoever asks twice gets it once.
    letter: letter && { state: letter, canPrint: letter !== "printing" },
    numberHints: projectNumberHints(visit),
    pageFaults: projectPageFaults(visit),
  };
}

/**
 * What the resident says, and beside it what the register has where the two differ. A number that differs is shown whole:
 * with its middle hidden nobody could see in what.
 */
function compareData(register: RegisterAnswer | null, biodata: Biodata, registered: Biodata): DeskView["data"] {
  const otherwise = register?.outcome === "found" ? "same" : null;
  return projectData(biodata).map(({ field, value }) =>
    register?.differences.includes(field)
      ? { field, value: biodata[field] ?? value, comparison: "differs", registered: registered[field] ?? null }
      : { field, value, comparison: otherwise, registered: null },
  );
}

function sumSteps(steps: readonly StepView[]): DeskView["stepTotals"] {
  const sum = (pick: (step: StepView) => number) => steps.reduce((total, step) => total + pick(step), 0);
  return {
    standardMs: sum(({ standardMs }) => standardMs),
    workingMs: sum(({ workingMs }) => workingMs),
    waitingMs: sum(({ waitingMs }) => waitingMs),
  };
}
