import { exceptionReasons } from "../../kernel/biometric.ts";
import { services } from "../../procedure/services.ts";
import type { CaptureTarget } from "../../visit/capture-target.ts";
import type { FinishedVisit, OpenVisit, VisitState } from "../../visit/visit-state.ts";
import type { PaperPart } from "../wire/view/paper-view.ts";
import type { CandidateDeed, DeedInputs, DeedNeed } from "./candidate-deed.ts";

const reason: DeedNeed = { kind: "reason" };
const second: DeedNeed = { kind: "second" };

/** Deeds of one word of one person, wherever the procedure takes them. */
const plainDeeds = [
  "papers-confirmed",
  "look-up-requested",
  "data-validated",
  "enrolment-opened",
  "photo-approved",
  "photo-refused",
  "data-approved",
  "verification-retried",
  "initialled",
  "kasi-signed",
  "stamped",
  "letter-verified",
  "letter-validated",
  "handed-over",
] as const;

/** Decisions against the normal course: a reason, and a second person. */
const decisions = [
  "register-overridden",
  "eligibility-overridden",
  "verification-waived",
  "duplicate-dismissed",
] as const;

/**
 * Everything that people could mean to do with a visit in this state, most useful first. Too many rather than too few:
 * the procedure is asked about each, and holds every rule.
 */
export function listCandidates(state: VisitState): readonly CandidateDeed[] {
  switch (state.phase) {
    case "open":
      return [...listForAct(state.visit), suspend, cancel];
    case "suspended":
      return [plain("resumed", ({ by }) => ({ kind: "resumed", by })), cancel];
    default:
      return [];
  }
}

const suspend = describe("suspended", [reason], ({ by, reason: why }) => ({ kind: "suspended", by, reason: why }));
const cancel = describe("cancelled", [reason], ({ by, reason: why }) => ({ kind: "cancelled", by, reason: why }));

function listForAct(visit: OpenVisit): readonly CandidateDeed[] {
  const isWaiting = visit.timings.findLast(({ state }) => state !== "finished")?.state === "waiting";
  return [
    ...(isWaiting ? [plain("step-taken", ({ by }) => ({ kind: "step-taken", by }))] : []),
    ...plainDeeds.map((kind) => plain(kind, ({ by }) => ({ kind, by }))),
    plain("data-confirmed", ({ by, witness }) => ({ kind: "data-confirmed", by, witness })),
    plain("operator-attested", ({ by }) => ({ kind: "operator-attested", by, method: "pin" })),
    ...listForPapers(visit),
    ...listForTargets(visit),
    ...decisions.map((kind) =>
      describe(kind, [reason, second], ({ by, second: other, reason: why }) => ({
        ...{ kind, by, second: other, reason: why },
      })),
    ),
    returnLetter(visit),
  ];
}

function listForPapers(visit: OpenVisit): readonly CandidateDeed[] {
  const required = services[visit.service].steps[visit.stepIndex]?.papers ?? [];
  return required.flatMap(({ id: paper, form }) => {
    const check = visit.papers.find((one) => one.paper === paper);
    const original = check?.isOriginalSighted ?? false;
    const copy = check?.isCopyKept ?? false;
    const tick = (part: PaperPart, ticks: { readonly original: boolean; readonly copy: boolean }) =>
      ofPaper(paper, "paper-checked", [], ({ by }) => ({ kind: "paper-checked", paper, ...ticks, by }), part);
    return [
      ...(form === "copy" ? [] : [tick("original", { original: !original, copy })]),
      ...(form === "original" ? [] : [tick("copy", { original, copy: !copy })]),
      ofPaper(paper, "scan-requested", [], ({ by }) => ({ kind: "scan-requested", paper, by })),
      ofPaper(paper, "paper-waived", [reason, second], ({ by, second: other, reason: why }) => ({
        ...{ kind: "paper-waived", paper, by, second: other, reason: why },
      })),
    ];
  });
}

function listForTargets(visit: OpenVisit): readonly CandidateDeed[] {
  if (!("progress" in visit.act)) return [];
  const pending = visit.act.progress.flatMap(({ target }) => [
    ofTarget(target, "retry-requested", [], ({ by }) => ({ kind: "retry-requested", target, by })),
    ofTarget(target, "below-limit-accepted", [reason, second], ({ by, second: other, reason: why }) => ({
      ...{ kind: "below-limit-accepted", target, by, second: other, reason: why },
    })),
    ofTarget(
      target,
      "capture-excepted",
      [{ kind: "exception-reason", reasons: exceptionReasons }, second],
      ({ by, second: other, exceptionReason }) => ({
        ...{ kind: "capture-excepted", target, by, second: other, reason: exceptionReason },
      }),
    ),
  ]);
  return [...pending, allowLine, ...settledTargets(visit).map(reopen)];
}

const allowLine = ofTarget("signature", "line-allowed", [reason, second], ({ by, second: other, reason: why }) => ({
  ...{ kind: "line-allowed", target: "signature", by, second: other, reason: why },
}));

function reopen(target: CaptureTarget): CandidateDeed {
  return ofTarget(target, "finger-reopened", [reason, second], ({ by, second: other, reason: why }) => ({
    ...{ kind: "finger-reopened", target, by, second: other, reason: why },
  }));
}

function settledTargets({ captures, exceptions }: FinishedVisit): readonly CaptureTarget[] {
  return [...captures, ...exceptions].map(({ target }) => target);
}

function returnLetter({ papers }: OpenVisit): CandidateDeed {
  const known = papers.map(({ paper }) => paper);
  return describe(
    "letter-returned",
    [{ kind: "papers", papers: known }, reason],
    ({ by, papers: lacking, reason: why }) => ({
      ...{ kind: "letter-returned", papers: [...lacking], by, reason: why },
    }),
  );
}

type Make = (inputs: DeedInputs) => ReturnType<CandidateDeed["make"]>;

function describe(kind: CandidateDeed["kind"], needs: readonly DeedNeed[], make: Make): CandidateDeed {
  return { id: kind, kind, target: null, paper: null, part: null, needs, make };
}

function plain(kind: CandidateDeed["kind"], make: Make): CandidateDeed {
  return describe(kind, [], make);
}

function ofTarget(
  target: CaptureTarget,
  kind: CandidateDeed["kind"],
  needs: readonly DeedNeed[],
  make: Make,
): CandidateDeed {
  return { ...describe(kind, needs, make), id: `${kind}:${target}`, target };
}

function ofPaper(
  paper: string,
  kind: CandidateDeed["kind"],
  needs: readonly DeedNeed[],
  make: Make,
  part: PaperPart | null = null,
): CandidateDeed {
  return { ...describe(kind, needs, make), id: [kind, paper, part].filter(Boolean).join(":"), paper, part };
}
