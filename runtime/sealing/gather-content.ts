import assert from "node:assert/strict";
import { decodeStoredCapture, type StoredCapture } from "../capture/stored-capture.ts";
import type { GrayImage, RgbImage } from "../kernel/image.ts";
import type { StepTiming } from "../procedure/step-timing.ts";
import type {
  AcceptedCapture,
  CaptureException,
  CaptureFacts,
  DuplicateRecord,
  MissingCapture,
  PackageContent,
  PaperRecord,
  StepRecord,
} from "../record/package-content.ts";
import type { Vault } from "../vault/vault.ts";
import { parseTarget } from "../visit/capture-target.ts";
import type { Decision, ExceptedCapture, FinishedVisit, SettledCapture } from "../visit/visit-state.ts";

/** The part of a package that the visit itself has to say. */
export type VisitContent = Pick<
  PackageContent,
  | "visitId"
  | "service"
  | "sopRevision"
  | "biodata"
  | "steps"
  | "captures"
  | "missing"
  | "papers"
  | "confirmations"
  | "duplicates"
  | "registerNumber"
>;

/**
 * Reads everything the visit left in the vault. Two runs give the same content.
 * @throws BoothError `vault.missing`, `vault.corrupt`, `record.invalid`
 */
export async function gatherContent(visit: FinishedVisit, vault: Vault): Promise<VisitContent> {
  const { visitId, service, sopRevision, registerNumber } = visit;
  const captures: AcceptedCapture[] = [];
  for (const settled of visit.captures) {
    captures.push(describeCapture(settled, await decodeStoredCapture(await vault.get(visitId, settled.capture.blob))));
  }
  const papers: PaperRecord[] = [];
  for (const { paper, isOriginalSighted, isCopyKept, waiver, pages } of visit.papers) {
    const images = await Promise.all(pages.map((page) => vault.get(visitId, page)));
    papers.push({
      id: paper,
      isOriginalSighted,
      isCopyKept,
      waiver: waiver && describeDecision(waiver),
      pages: images,
    });
  }
  return {
    visitId,
    service,
    sopRevision,
    registerNumber,
    biodata: await readBiodata(visit, vault),
    steps: visit.timings.map(describeStep),
    captures,
    missing: visit.exceptions.map(describeException),
    papers,
    confirmations: visit.confirmations.map(({ gate, by, at, decision }) => ({
      gate,
      by: `${by.role}:${by.id}`,
      at,
      decision: decision && { reason: decision.reason, secondPersonId: decision.second.id },
    })),
    duplicates: visit.gallery.dismissed.map(describeDuplicate),
  };
}

/** The resident's data as they were when the visit was opened. */
export async function readBiodata(
  { visitId, residentData }: Pick<FinishedVisit, "visitId" | "residentData">,
  vault: Vault,
): Promise<Readonly<Record<string, string>>> {
  const parsed: unknown = JSON.parse(new TextDecoder().decode(await vault.get(visitId, residentData)));
  assert(typeof parsed === "object" && parsed !== null, "resident data are an object");
  return Object.fromEntries(Object.entries(parsed).map(([field, value]) => [field, String(value)]));
}

function describeStep(timing: StepTiming): StepRecord {
  const { stepId, standardMs, openedAt, takenAt, suspensions, entries, finishedAt, finishedBy } = timing;
  return {
    id: stepId,
    standardMs,
    workingMs: Math.round(timing.workingMs),
    waitingMs: Math.round(timing.waitingMs),
    openedAt,
    takenAt,
    suspensions,
    entries,
    finishedAt: finishedAt ?? openedAt,
    finishedBy: finishedBy ?? "machine",
  };
}

function describeCapture(
  { target, attempts, capture, exception }: SettledCapture,
  stored: StoredCapture,
): AcceptedCapture {
  const facts: CaptureFacts = {
    capturedAt: stored.capturedAt,
    provenance: stored.provenance,
    score: capture.score,
    attempts,
    measures: stored.measures,
    reasons: stored.reasons,
    exception: exception && describeDecision(exception),
  };
  const parts = parseTarget(target);
  const { findings, image } = stored;
  assert(findings.modality === parts.modality, "a blob holds the modality it was stored for");
  switch (findings.modality) {
    case "face":
      assert(findings.geometry, "only a recognised face is accepted");
      return { ...facts, modality: "face", image: asColour(image), ...findings.geometry };
    case "fingerprint":
      assert(parts.modality === "fingerprint");
      return {
        ...facts,
        modality: "fingerprint",
        position: parts.position,
        image: asGray(image),
        minutiae: findings.minutiae,
      };
    case "iris":
      assert(parts.modality === "iris" && findings.geometry, "only a recognised eye is accepted");
      return { ...facts, modality: "iris", eye: parts.eye, image: asGray(image), ...findings.geometry };
    case "signature":
      return { ...facts, modality: "signature", ink: findings.ink, svg: findings.svg, image: asGray(image) };
    default:
      return findings satisfies never;
  }
}

function describeDecision({ reason, by, second }: Decision): CaptureException {
  return { reason, operatorId: by.id, secondPersonId: second.id };
}

function describeException({ target, reason, by, second }: ExceptedCapture): MissingCapture {
  const parts = parseTarget(target);
  const position = parts.modality === "fingerprint" ? parts.position : parts.modality === "iris" ? parts.eye : null;
  return { modality: parts.modality, position, reason, operatorId: by.id, secondPersonId: second.id };
}

function describeDuplicate({
  target,
  visitId,
  score,
  decision,
}: FinishedVisit["gallery"]["dismissed"][number]): DuplicateRecord {
  const parts = parseTarget(target);
  assert(parts.modality === "fingerprint", "only fingers are looked for");
  return { position: parts.position, visitId, score, decision: describeDecision(decision) };
}

function asGray(image: GrayImage | RgbImage): GrayImage {
  assert("resolutionPpi" in image, "this modality is stored in grey");
  return image;
}

function asColour(image: GrayImage | RgbImage): RgbImage {
  assert(!("resolutionPpi" in image), "a portrait is stored in colour");
  return image;
}
