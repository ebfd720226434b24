import assert from "node:assert/strict";
import type { BoothIoDriver } from "../drivers/booth-io/booth-io-driver.ts";
import type { DocumentScannerDriver } from "../drivers/document-scanner/document-scanner-driver.ts";
import type { SlapReaderDriver } from "../drivers/fingerprint/slap-reader-driver.ts";
import type { SlapScannerDriver } from "../drivers/fingerprint/slap-scanner-driver.ts";
import type { PrinterDriver } from "../drivers/printer/printer-driver.ts";
import type { ReceiptPrinterDriver } from "../drivers/printer/receipt-printer-driver.ts";
import type { SlapStation } from "./capture/attempt-slap.ts";
import type { CaptureStation, SeenFrame, StationDevices } from "./capture/capture-station.ts";
import type { Pipelines } from "./capture/pipelines.ts";
import { encodeStoredCapture, type StoredCapture } from "./capture/stored-capture.ts";
import { readPage } from "./compose-reading.ts";
import type { BackdropColour, FingerPosition } from "./kernel/biometric.ts";
import type { Clock } from "./kernel/clock.ts";
import { isDriverFailure } from "./kernel/errors.ts";
import type { Logger } from "./kernel/logger.ts";
import { type OfficeTimeZone, officeDay } from "./kernel/office-day.ts";
import { assignRegisterNumber, type RegisterBook } from "./letters/register-book.ts";
import { readOtherFingers } from "./matching/other-fingers.ts";
import { type SearchParts, searchGallery } from "./matching/search-gallery.ts";
import { verifyResident } from "./matching/verify-resident.ts";
import { encodePage } from "./record/encode-page.ts";
import type { Registry } from "./registry/registry.ts";
import { readBiodata } from "./sealing/gather-content.ts";
import { type SealingParts, sealVisit } from "./sealing/seal-visit.ts";
import type { Settings } from "./settings/settings.ts";
import type { BlobRef, Vault } from "./vault/vault.ts";
import { type CaptureTarget, fingerTarget, modalityOf, parseTarget } from "./visit/capture-target.ts";
import type { PerformEffect } from "./visit/effect-runner.ts";
import type { DeedOf, PageLook, VisitDeed } from "./visit/visit-event.ts";
import type { FinishedVisit, VisitEffect } from "./visit/visit-state.ts";

export type BoothDevices = StationDevices & {
  readonly documentScanner: DocumentScannerDriver;
  readonly boothIo: BoothIoDriver;
  readonly printer: PrinterDriver;
  /** Where fingers are read four, four and two at a time; `fingerprint` is then the same device. */
  readonly slapScanner?: SlapScannerDriver;
  /** Where `fingerprint` is a device that may read whole slaps and take them apart itself: the same device. */
  readonly slapReader?: SlapReaderDriver;
  /** Not every booth has one. */
  readonly receiptPrinter?: ReceiptPrinterDriver;
};

export type EffectParts = {
  readonly devices: BoothDevices;
  readonly station: CaptureStation;
  /** Null where fingers are read one by one. */
  readonly slapStation: SlapStation | null;
  readonly pipelines: Pipelines;
  readonly vault: Vault;
  readonly matching: SearchParts;
  readonly registry: Registry;
  readonly registerBook: Settings<RegisterBook>;
  readonly registerCode: string;
  readonly timeZone: OfficeTimeZone;
  readonly sealing: SealingParts;
  readonly frameTimeoutMs: number;
  /** Whether numbers on papers are read, for whoever sits at the desk. */
  readonly readsNumbers: boolean;
  /** Told of every frame of every look, for whoever stands before the device. */
  readonly onSeen?: (visitId: string, seen: SeenFrame) => void;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Pages a scanner may feed for one paper. */
const pagesMax = 20;

/** Performs each effect with the booth's devices, and says what came of it. */
export function createPerformer(parts: EffectParts): PerformEffect {
  const { devices, pipelines, matching, clock, frameTimeoutMs } = parts;
  const { prints } = matching;
  const verification = { scanner: devices.fingerprint, pipelines, prints, clock, lookTimeoutMs: frameTimeoutMs };
  return async (effect, visit, signal) => {
    switch (effect.kind) {
      case "scan-paper":
        return scanPaper(parts, visit, effect.paper, signal);
      case "read-page":
        return readPage(parts, visit, effect, signal);
      case "look-up-resident": {
        const result = await parts.registry.lookUp(await readBiodata(visit, parts.vault), signal);
        return { kind: "register-answered", outcome: result.outcome, differences: [...result.differences] };
      }
      case "capture":
        return capture(parts, visit, effect, signal);
      case "capture-slap":
        return captureSlap(parts, visit, effect, signal);
      case "compare-resident":
        return verifyResident(verification, visit, effect, signal);
      case "search-gallery":
        return searchGallery(matching, visit, effect.target, signal);
      case "assign-register-number": {
        const year = Number(officeDay(parts.clock.nowAt(), parts.timeZone).slice(0, 4));
        const { visitId } = visit;
        const officeCode = parts.registerCode;
        const number = await assignRegisterNumber(parts.registerBook, { visitId, officeCode, year });
        return { kind: "register-number-assigned", number };
      }
      case "seal-package":
        return sealVisit(visit, parts.sealing);
      default:
        return effect satisfies never;
    }
  };
}

async function scanPaper(
  { devices, pipelines, vault, frameTimeoutMs, clock }: EffectParts,
  { visitId }: FinishedVisit,
  paper: string,
  signal: AbortSignal,
): Promise<VisitDeed> {
  const scanner = devices.documentScanner;
  const pages: BlobRef[] = [];
  const looks: PageLook[] = [];
  try {
    if (scanner.health().state !== "ready") await scanner.open();
    for await (const { image } of scanner.frames({ target: paper, timeoutMs: frameTimeoutMs, signal })) {
      const { image: flat, assessment } = await pipelines.shapePage(image);
      pages.push(await vault.put(visitId, await encodePage(flat, clock.nowAt())));
      looks.push({ score: assessment.score, reasons: assessment.reasons.map(({ code }) => code) });
      if (pages.length >= pagesMax) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!isDriverFailure(error)) throw error;
    return { kind: "scan-failed", paper, failure: error.code };
  }
  return pages.length === 0
    ? { kind: "scan-failed", paper, failure: "no-page" }
    : { kind: "page-scanned", paper, pages, looks };
}

type VisitInHand = Parameters<PerformEffect>[1];
type CaptureEffect = Extract<VisitEffect, { readonly kind: "capture" }>;

async function capture(
  { devices, station, vault, matching, frameTimeoutMs, onSeen, logger }: EffectParts,
  visit: VisitInHand,
  { target, attempt, isLineAllowed }: CaptureEffect,
  signal: AbortSignal,
): Promise<VisitDeed> {
  const { visitId, backdrop } = visit;
  if (target === "face") {
    const isSet = await setBackdrop(devices.boothIo, backdrop, { timeoutMs: frameTimeoutMs, signal });
    // The pipeline judges the backdrop's colour in the picture: a broken motor shows there, and the operator decides.
    if (!isSet) logger.warn("backdrop.not-set", { backdrop });
  }
  const isFinger = modalityOf(target) === "fingerprint";
  const others = isFinger ? { others: await readOtherFingers(matching.prints, visit, target) } : {};
  const watching = onSeen === undefined ? {} : { onFrame: (seen: SeenFrame) => onSeen(visitId, seen) };
  const measure = isLineAllowed === undefined ? {} : { isLineAllowed };
  const result = await station.attempt(target, { backdrop, ...measure, ...others, signal, ...watching });
  if (result.kind === "failed") return { kind: "capture-failed", target, attempt, failure: result.failure };
  const blob = await vault.put(visitId, ...encodeStoredCapture(result.stored));
  return { kind: "captured", target, attempt, capture: { blob, ...result.verdict } };
}

type SlapEffect = Extract<VisitEffect, { readonly kind: "capture-slap" }>;

async function captureSlap(
  { slapStation, vault, matching, onSeen }: EffectParts,
  visit: VisitInHand,
  { slap, fingers }: SlapEffect,
  signal: AbortSignal,
): Promise<VisitDeed> {
  assert(slapStation, "slaps are asked for where a slap scanner is");
  const { visitId } = visit;
  const result = await slapStation.attempt({
    slap,
    wanted: fingers.flatMap(({ target }) => positionOf(target)),
    missing: visit.exceptions.flatMap(({ target }) => positionOf(target)),
    othersOf: (target) => readOtherFingers(matching.prints, visit, target),
    signal,
    ...(onSeen === undefined ? {} : { onFrame: (seen: SeenFrame) => onSeen(visitId, seen) }),
  });
  if (result.kind === "failed") return { kind: "slap-failed", slap, fingers: [...fingers], failure: result.failure };
  const blobs = new Map<StoredCapture, BlobRef>();
  const taken: DeedOf<"slap-captured">["fingers"] = [];
  for (const { position, stored, verdict } of result.fingers) {
    const blob = blobs.get(stored) ?? (await vault.put(visitId, ...encodeStoredCapture(stored)));
    blobs.set(stored, blob);
    const asked = fingers.find(({ target }) => target === fingerTarget(position));
    if (asked !== undefined) taken.push({ ...asked, capture: { blob, ...verdict } });
  }
  return { kind: "slap-captured", slap, fingers: taken };
}

function positionOf(target: CaptureTarget): readonly FingerPosition[] {
  const parts = parseTarget(target);
  return parts.modality === "fingerprint" ? [parts.position] : [];
}

async function setBackdrop(
  boothIo: BoothIoDriver,
  colour: BackdropColour,
  request: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<boolean> {
  try {
    if (boothIo.health().state !== "ready") await boothIo.open();
    await boothIo.setBackdrop(colour, request);
    return true;
  } catch (error) {
    request.signal.throwIfAborted();
    if (!isDriverFailure(error)) throw error;
    return false;
  }
}
