import { wordException } from "../procedure/exception-titles.ts";
import type { VisitView } from "../visit/visit-view.ts";
import { formatTable } from "./format-table.ts";
import type { Language } from "./verb.ts";

/** The result of `bilik enrol --json`. */
export type EnrolmentSummary = {
  readonly visitId: string;
  readonly service: string;
  readonly steps: readonly {
    readonly id: string;
    readonly standardMs: number;
    readonly workingMs: number;
    readonly waitingMs: number;
  }[];
  readonly captures: readonly {
    readonly modality: string;
    readonly position: number | string | null;
    readonly score: number | null;
    readonly attempts: number;
    readonly exception: string | null;
  }[];
  readonly packageId: string | null;
  readonly receipt: { readonly status: string; readonly receivedAt: string } | null;
  /** Only where somebody with the same finger had a visit on the same day. */
  readonly duplicates?: VisitView["duplicates"];
};

export function summariseEnrolment(view: VisitView): EnrolmentSummary {
  return {
    visitId: view.visitId,
    service: view.service,
    steps: view.steps.map(({ id, standardMs, workingMs, waitingMs }) => ({ id, standardMs, workingMs, waitingMs })),
    captures: view.captures.map(({ modality, position, score, attempts, exception }) => ({
      modality,
      position,
      score,
      attempts,
      exception,
    })),
    packageId: view.packageId,
    receipt: view.receipt,
    ...(view.duplicates.length === 0 ? {} : { duplicates: view.duplicates }),
  };
}

const words = {
  id: {
    step: "Langkah",
    standard: "baku",
    working: "kerja",
    waiting: "tunggu",
    over: "lewat baku",
    total: "Jumlah",
    capture: "Rekaman",
    score: "nilai",
    attempts: "percobaan",
    remark: "keterangan",
    package: "Paket",
    receipt: "Tanda terima",
    duplicate: "Jari yang sama hari ini",
    otherVisit: "kunjungan",
    lookalike: (target: string) => `mirip ${target}`,
  },
  en: {
    step: "Step",
    standard: "standard",
    working: "working",
    waiting: "waiting",
    over: "over standard",
    total: "Total",
    capture: "Capture",
    score: "score",
    attempts: "attempts",
    remark: "remark",
    package: "Package",
    receipt: "Receipt",
    duplicate: "Same finger today",
    otherVisit: "visit",
    lookalike: (target: string) => `looks like ${target}`,
  },
} as const;

/** The visit in tables: steps against the standard times, captures with their scores, package and receipt. */
export function reportEnrolment(view: VisitView, language: Language): readonly string[] {
  const say = words[language];
  const steps = view.steps.map((step) => [
    step.title[language],
    formatMs(step.standardMs),
    formatMs(step.workingMs),
    formatMs(step.waitingMs),
    step.overMs > 0 ? say.over : "",
  ]);
  const sum = (pick: (step: VisitView["steps"][number]) => number) =>
    formatMs(view.steps.reduce((total, step) => total + pick(step), 0));
  const total = [
    say.total,
    sum((step) => step.standardMs),
    sum((step) => step.workingMs),
    sum((step) => step.waitingMs),
    "",
  ];
  const captures = view.captures.map(({ target, score, attempts, exception, lookalike }) => [
    target,
    score === null ? "–" : score.toFixed(0),
    String(attempts),
    wordRemark(lookalike && say.lookalike(lookalike), exception && wordException(exception, language)),
  ]);
  const duplicates = view.duplicates.map(({ target, visitId, score, dismissal }) => [
    target,
    score.toFixed(0),
    visitId,
    dismissal ?? "–",
  ]);
  return [
    `${view.title[language]}  ${view.visitId}`,
    "",
    ...formatTable(
      [
        { title: say.step, align: "left" },
        { title: say.standard, align: "right" },
        { title: say.working, align: "right" },
        { title: say.waiting, align: "right" },
        { title: "", align: "left" },
      ],
      [...steps, total],
    ),
    ...(captures.length === 0 ? [] : ["", ...formatCaptures(captures, say)]),
    ...(duplicates.length === 0 ? [] : ["", ...formatDuplicates(duplicates, say)]),
    "",
    `${say.package}: ${view.packageId ?? "–"}`,
    `${say.receipt}: ${view.receipt === null ? "–" : `${view.receipt.status} ${view.receipt.receivedAt}`}`,
  ];
}

function formatCaptures(rows: readonly (readonly string[])[], say: (typeof words)[Language]): readonly string[] {
  return formatTable(
    [
      { title: say.capture, align: "left" },
      { title: say.score, align: "right" },
      { title: say.attempts, align: "right" },
      { title: say.remark, align: "left" },
    ],
    rows,
  );
}

/** An unattended reason names the other finger itself. */
function wordRemark(lookalike: string | null, exception: string | null): string {
  const isNamed = lookalike !== null && exception?.includes(lookalike);
  return [isNamed ? null : lookalike, exception].filter((remark) => remark !== null).join("; ");
}

function formatDuplicates(rows: readonly (readonly string[])[], say: (typeof words)[Language]): readonly string[] {
  return formatTable(
    [
      { title: say.duplicate, align: "left" },
      { title: say.score, align: "right" },
      { title: say.otherVisit, align: "left" },
      { title: say.remark, align: "left" },
    ],
    rows,
  );
}

/** Minutes and seconds; tenths below a minute, where a machine's work would else read as nothing. */
export function formatMs(durationMs: number): string {
  const tenths = Math.round(durationMs / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} min`;
}
