import type { PaperRequirement } from "../../procedure/service.ts";
import { services } from "../../procedure/services.ts";
import type { VisitDeed, VisitEvent } from "../visit-event.ts";
import type { ActState, OpenVisit, PaperCheck } from "../visit-state.ts";
import { type ActOutcome, type ActRule, notNow, refuse } from "./act-outcome.ts";

type ScanningAct = Extract<ActState, { readonly scanning: unknown }>;

/** Papers are ticked, scanned or waived until the checklist is complete. */
export const rulePapers: ActRule<Extract<ActState, { readonly act: "papers" }>> = (visit, act, event) => {
  if (event.deed.kind !== "papers-confirmed") return rulePaperHandling(visit, act, event);
  const missing = missingPapers(visit);
  if (missing.length > 0) return refuse(`papers-incomplete:${missing.join(",")}`, "bring-papers", "operator");
  return { kind: "done", visit };
};

/** Ticks, scans and waivers, wherever papers are handled. */
export function rulePaperHandling(visit: OpenVisit, act: ScanningAct, { deed }: VisitEvent): ActOutcome {
  if (!("paper" in deed)) return notNow;
  if (!knowsPaper(visit, deed.paper)) return refuse("paper-unknown", "choose-listed-paper");
  switch (deed.kind) {
    case "paper-checked":
    case "paper-waived":
      return { kind: "stay", visit: { ...visit, papers: updatePaper(visit.papers, deed) } };
    case "scan-requested":
      if (act.scanning !== null) return refuse("scanner-busy", "wait");
      return { kind: "stay", visit: { ...visit, act: { ...act, scanning: deed.paper, scanFailure: null } } };
    case "page-scanned":
      if (act.scanning !== deed.paper) return notNow;
      return {
        kind: "stay",
        visit: { ...visit, papers: updatePaper(visit.papers, deed), act: { ...act, scanning: null } },
      };
    case "scan-failed":
      if (act.scanning !== deed.paper) return notNow;
      return { kind: "stay", visit: { ...visit, act: { ...act, scanning: null, scanFailure: deed.failure } } };
    default:
      return notNow;
  }
}

/** Papers that the present step always needs and that are neither in order nor waived. */
export function missingPapers(visit: OpenVisit): readonly string[] {
  return paperRequirements(visit)
    .filter(({ condition }) => condition === "always")
    .filter((requirement) => !isSatisfied(requirement, visit.papers))
    .map(({ id }) => id);
}

/** What the present step asks for. */
export function paperRequirements(visit: OpenVisit): readonly PaperRequirement[] {
  return services[visit.service].steps[visit.stepIndex]?.papers ?? [];
}

export function isSatisfied(requirement: PaperRequirement, papers: readonly PaperCheck[]): boolean {
  const check = papers.find(({ paper }) => paper === requirement.id);
  if (check === undefined) return false;
  if (check.waiver !== null) return true;
  const needsOriginal = requirement.form !== "copy";
  const needsCopy = requirement.form !== "original";
  return (check.isOriginalSighted || !needsOriginal) && (check.isCopyKept || !needsCopy);
}

function knowsPaper(visit: OpenVisit, paper: string): boolean {
  return services[visit.service].steps.some((step) => step.papers.some(({ id }) => id === paper));
}

function updatePaper(
  papers: readonly PaperCheck[],
  deed: Extract<VisitDeed, { readonly kind: "paper-checked" | "paper-waived" | "page-scanned" }>,
): readonly PaperCheck[] {
  const known = papers.find(({ paper }) => paper === deed.paper);
  const before: PaperCheck = known ?? {
    paper: deed.paper,
    isOriginalSighted: false,
    isCopyKept: false,
    pages: [],
    looks: [],
    readings: [],
    waiver: null,
  };
  const after = applyDeed(before, deed);
  return known ? papers.map((check) => (check === known ? after : check)) : [...papers, after];
}

function applyDeed(check: PaperCheck, deed: Parameters<typeof updatePaper>[1]): PaperCheck {
  switch (deed.kind) {
    case "paper-checked":
      return { ...check, isOriginalSighted: deed.original, isCopyKept: deed.copy };
    case "paper-waived":
      return { ...check, waiver: { reason: deed.reason, by: deed.by, second: deed.second } };
    case "page-scanned":
      return { ...check, pages: [...check.pages, ...deed.pages], looks: deed.looks ?? [] };
    default:
      return deed satisfies never;
  }
}
