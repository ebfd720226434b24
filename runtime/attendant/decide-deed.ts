import { isSatisfied, paperRequirements } from "../visit/acts/papers.ts";
import type { CaptureTarget } from "../visit/capture-target.ts";
import { lineAllowance } from "../visit/line-allowance.ts";
import { findLookalike } from "../visit/same-finger.ts";
import type { VisitDeed } from "../visit/visit-event.ts";
import type { ActState, CaptureAct, CaptureProgress, DuplicateSuspect, OpenVisit } from "../visit/visit-state.ts";
import type { AttendancePlan } from "./attendance-plan.ts";

/** How often each target's device has been tried again; 0 after nothing but a break. */
export type DeviceRetries = ReadonlyMap<CaptureTarget, number>;

/** What the people of an unattended visit do next, or null while they wait for the machine. */
export function decideDeed(visit: OpenVisit, plan: AttendancePlan, retries: DeviceRetries): VisitDeed | null {
  const { people } = plan;
  const current = visit.timings.findLast(({ state }) => state !== "finished");
  if (current?.state === "waiting") return { kind: "step-taken", by: people.operator };
  const { act, gallery } = visit;
  if (gallery.suspects.length > 0) return settleDuplicate(gallery.suspects, plan);
  if ("scanning" in act && act.scanning !== null) return null;
  switch (act.act) {
    case "papers":
      return handlePapers(visit, act, plan) ?? { kind: "papers-confirmed", by: people.clerk };
    case "data-validation":
      return validateData(act, plan);
    case "data-confirmation":
      return confirmData(visit, act, plan);
    case "eligibility":
      return openEnrolment(visit, plan);
    case "photo":
    case "fingers":
    case "irises":
      return settleCapture(act, plan, retries);
    case "signature":
      return allowLine(visit, plan) ?? settleCapture(act, plan, retries);
    case "resident-verification":
      return act.isUndecided ? waiveVerification(act.pending.length, plan) : null;
    default:
      return sign(act.act, plan);
  }
}

const pause = "Waktu habis, pemohon beristirahat sebentar";
const paperNotRecorded = "Tidak ada dalam rekaman pemohon; kunjungan tanpa petugas";

type DataConfirmation = Extract<ActState, { readonly act: "data-confirmation" }>;
type ScanningAct = Extract<ActState, { readonly scanning: unknown }>;

function handlePapers(visit: OpenVisit, act: ScanningAct, { papers, people }: AttendancePlan): VisitDeed | null {
  for (const requirement of paperRequirements(visit)) {
    const { id, form, condition } = requirement;
    if (isSatisfied(requirement, visit.papers)) continue;
    if (!papers.has(id)) {
      if (condition !== "always") continue;
      return { kind: "paper-waived", paper: id, reason: paperNotRecorded, by: people.clerk, second: people.second };
    }
    const isScanned = visit.papers.some(({ paper, pages }) => paper === id && pages.length > 0);
    if (!isScanned && act.scanFailure === null) return { kind: "scan-requested", paper: id, by: people.clerk };
    return { kind: "paper-checked", paper: id, original: form !== "copy", copy: form !== "original", by: people.clerk };
  }
  return null;
}

function validateData(
  act: Extract<ActState, { readonly act: "data-validation" }>,
  { people }: AttendancePlan,
): VisitDeed {
  const { outcome } = act.register;
  if (outcome === "found" || outcome === "unreachable") return { kind: "data-validated", by: people.operator };
  return { kind: "cancelled", by: people.operator, reason: `register: ${outcome}` };
}

function confirmData(visit: OpenVisit, act: DataConfirmation, plan: AttendancePlan): VisitDeed {
  const { resident, operator, second } = plan.people;
  const paper = handlePapers(visit, act, plan);
  if (paper !== null) return paper;
  const supporting = paperRequirements(visit).filter(({ condition }) => condition === "when-data-differ");
  const [first] = supporting;
  if (act.differences.length === 0 || first === undefined || supporting.some((one) => isSatisfied(one, visit.papers))) {
    return { kind: "data-confirmed", by: resident, witness: operator };
  }
  return { kind: "paper-waived", paper: first.id, reason: paperNotRecorded, by: operator, second };
}

function openEnrolment(visit: OpenVisit, { people }: AttendancePlan): VisitDeed {
  if (visit.eligibility !== "under-age") return { kind: "enrolment-opened", by: people.operator };
  return {
    kind: "cancelled",
    by: people.operator,
    reason: "Belum 16 tahun dan belum menikah (wajib KTP: Perpres 96/2018)",
  };
}

function allowLine(visit: OpenVisit, { lineReason, people }: AttendancePlan): VisitDeed | null {
  if (lineReason === undefined || lineAllowance(visit) !== null) return null;
  const { operator: by, second } = people;
  return { kind: "line-allowed", target: "signature", reason: lineReason, by, second };
}

function settleCapture(act: CaptureAct, plan: AttendancePlan, retries: DeviceRetries): VisitDeed | null {
  const { operator, second } = plan.people;
  for (const progress of act.progress) {
    const { target, status } = progress;
    const planned = plan.exceptions.get(target);
    if (planned !== undefined) return { kind: "capture-excepted", target, reason: planned, by: operator, second };
    if (status.kind === "undecided" && progress.best?.isRecognised === false) {
      return { kind: "capture-excepted", target, reason: "unable", by: operator, second };
    }
    if (status.kind === "undecided") {
      return { kind: "below-limit-accepted", target, reason: wordAcceptance(progress), by: operator, second };
    }
    if (status.kind === "blocked") return settleBlocked(progress, plan, retries);
  }
  return null;
}

function settleBlocked(
  { target, ...progress }: CaptureProgress,
  plan: AttendancePlan,
  retries: DeviceRetries,
): VisitDeed {
  const { operator, second } = plan.people;
  if (plan.breaks?.has(target) && !retries.has(target)) return { kind: "suspended", reason: pause, by: operator };
  if ((retries.get(target) ?? 0) < plan.deviceRetriesMax) return { kind: "retry-requested", target, by: operator };
  if (progress.best?.isRecognised) {
    const reason = wordAcceptance({ target, ...progress });
    return { kind: "below-limit-accepted", target, reason, by: operator, second };
  }
  return { kind: "capture-excepted", target, reason: "device-unavailable", by: operator, second };
}

function wordAcceptance({ roundAttempts, best }: CaptureProgress): string {
  const score = best === null ? "-" : String(Math.round(best.score));
  const lookalike = best === null ? null : findLookalike(best.reasons);
  const doubt = lookalike === null ? "" : `, mirip ${lookalike}`;
  return `Terbaik dari ${roundAttempts} percobaan, nilai ${score}${doubt}; diterima tanpa petugas`;
}

function settleDuplicate(suspects: readonly DuplicateSuspect[], plan: AttendancePlan): VisitDeed {
  const { people } = plan;
  const fingers = suspects.map(({ target }) => target).join(", ");
  if (plan.areDuplicatesRefused) {
    const reason = `Jari yang sama ada dalam kunjungan lain hari ini (${fingers}): bukan pemilik data ini`;
    return { kind: "cancelled", reason, by: people.operator };
  }
  const reason = `Jari yang sama ada dalam kunjungan lain hari ini (${fingers}); diteruskan tanpa petugas`;
  return { kind: "duplicate-dismissed", reason, by: people.operator, second: people.second };
}

function waiveVerification(pendingFingers: number, { people }: AttendancePlan): VisitDeed {
  const reason =
    pendingFingers === 0
      ? "Tidak ada jari yang direkam"
      : "Jari telunjuk tidak cocok setelah semua percobaan; tanpa petugas";
  return { kind: "verification-waived", reason, by: people.operator, second: people.second };
}

function sign(act: ActState["act"], { people }: AttendancePlan): VisitDeed | null {
  switch (act) {
    case "photo-approval":
      return { kind: "photo-approved", by: people.resident };
    case "data-approval":
      return { kind: "data-approved", by: people.resident };
    case "operator-attestation":
      return { kind: "operator-attested", by: people.operator, method: "unattended" };
    case "operator-initials":
      return { kind: "initialled", by: people.operator };
    case "kasi-signature":
      return { kind: "kasi-signed", by: people.kasi };
    case "official-stamp":
      return { kind: "stamped", by: people.operator };
    case "letter-check":
      return { kind: "letter-verified", by: people.kasi };
    case "letter-validation":
      return { kind: "letter-validated", by: people.kasi };
    case "hand-over":
      return { kind: "handed-over", by: people.clerk };
    default:
      return null;
  }
}
