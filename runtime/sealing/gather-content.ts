import assert from "node:assert/strict";
import { decodeStoredCapture, type StoredCapture } from "../capture/stored-capture.ts";
import type { GrayImage, RgbImage } from "../kernel/image.ts";
import type {
  AcceptedCapture,
  CaptureFacts,
  MissingCapture,
  PackageContent,
  PaperRecord,
} from "../record/package-content.ts";
import type { Vault } from "../vault/vault.ts";
import { parseTarget } from "../visit/capture-target.ts";
import type { ExceptedCapture, FinishedVisit, SettledCapture } from "../visit/visit-state.ts";

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
    captures.push(describeCapture(settled, decodeStoredCapture(await vault.get(visitId, settled.capture.blob))));
  }
  const papers: PaperRecord[] = [];
  for (const { paper, isOriginalSighted, isCopyKept, pages } of visit.papers) {
    const images = await Promise.all(pages.map((page) => vault.get(visitId, page)));
    papers.push({ id: paper, isOriginalSighted, isCopyKept, pages: images });
  }
  return {
    visitId,
    service,
    sopRevision,
    registerNumber,
    biodata: await readBiodata(visit, vault),
    steps: visit.timings.map(({ stepId, standardMs, workingMs, waitingMs, openedAt, finishedAt, finishedBy }) => ({
      id: stepId,
      standardMs,
      workingMs: Math.round(workingMs),
      waitingMs: Math.round(waitingMs),
      openedAt,
      finishedAt: finishedAt ?? openedAt,
      finishedBy: finishedBy ?? "machine",
    })),
    captures,
    missing: visit.exceptions.map(describeException),
    papers,
    confirmations: visit.confirmations.map(({ gate, by, at }) => ({ gate, by: `${by.role}:${by.id}`, at })),
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
    exception: exception && {
      reason: exception.reason,
      operatorId: exception.by.id,
      secondPersonId: exception.second.id,
    },
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
      return { ...facts, modality: "fingerprint", position: parts.position, image: asGray(image) };
    case "iris":
      assert(parts.modality === "iris" && findings.geometry, "only a recognised eye is accepted");
      return { ...facts, modality: "iris", eye: parts.eye, image: asGray(image), ...findings.geometry };
    case "signature":
      return { ...facts, modality: "signature", ink: findings.ink, image: asGray(image) };
    default:
      return findings satisfies never;
  }
}

function describeException({ target, reason, by, second }: ExceptedCapture): MissingCapture {
  const parts = parseTarget(target);
  const position = parts.modality === "fingerprint" ? parts.position : parts.modality === "iris" ? parts.eye : null;
  return { modality: parts.modality, position, reason, operatorId: by.id, secondPersonId: second.id };
}

function asGray(image: GrayImage | RgbImage): GrayImage {
  assert("resolutionPpi" in image, "this modality is stored in grey");
  return image;
}

function asColour(image: GrayImage | RgbImage): RgbImage {
  assert(!("resolutionPpi" in image), "a portrait is stored in colour");
  return image;
}
