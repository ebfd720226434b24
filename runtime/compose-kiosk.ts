import { join } from "node:path";
import type { DocumentScannerDriver } from "../drivers/document-scanner/document-scanner-driver.ts";
import type { FingerprintDriver } from "../drivers/fingerprint/fingerprint-driver.ts";
import type { Minutia } from "../pipelines/fingerprint/extract-minutiae.ts";
import type { Pipelines } from "./capture/pipelines.ts";
import type { Booth, Stage } from "./compose-booth.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import type { BoothConditions } from "./health/watch-conditions.ts";
import type { Clock } from "./kernel/clock.ts";
import { BoothError } from "./kernel/errors.ts";
import type { Logger } from "./kernel/logger.ts";
import type { FoundResident, KioskDemo, KioskParts, WatchedDevices } from "./kiosk/kiosk-parts.ts";
import { residentActor } from "./kiosk/offers/find-offers.ts";
import { builtPageDir } from "./kiosk/pages/page-files.ts";
import { loadPageToken } from "./kiosk/pages/page-token.ts";
import { encodeStill } from "./kiosk/previews/encode-preview.ts";
import { type ServedKiosk, serveKiosk } from "./kiosk/serve-kiosk.ts";
import { openStageKeeper } from "./kiosk/session/keep-stage.ts";
import type { SignatureSurface } from "./kiosk/wire/view/screen.ts";
import type { VisitState } from "./visit/visit-state.ts";

export type KioskComposition = {
  readonly booth: Booth;
  readonly config: BoothConfig;
  readonly fingerprint: FingerprintDriver;
  readonly documentScanner: DocumentScannerDriver;
  readonly pipelines: Pick<Pipelines, "assessFingerprint" | "readCodes">;
  readonly supervisor: WatchedDevices;
  readonly conditions: BoothConditions;
  readonly signs: KioskParts["signs"];
  readonly page: KioskParts["page"];
  /** What a resident with this number says of themselves: the register's data, to begin with, or a script's. */
  readonly findResident: (nik: string) => Promise<FoundResident>;
  readonly findRegistered: (nik: string) => Promise<FoundResident>;
  readonly searchRegister: KioskParts["residents"]["search"];
  readonly demo: KioskDemo | null;
  readonly build: string;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Joins the station, which is made first, to the kiosk that shows what it sees. */
export function openStage({ lookMs, steadyFramesMin }: BoothConfig["kiosk"]): Stage & {
  readonly watch: (listener: Stage["onSeen"]) => void;
} {
  let heard: Stage["onSeen"] = () => undefined;
  return {
    live: { lookMs, steadyFramesMin },
    onSeen: (visitId, seen) => heard(visitId, seen),
    watch: (listener) => {
      heard = listener;
    },
  };
}

/** Who was at the screen when the booth stopped may still be there; after this long nobody is expected to be. */
const expectedBackMs = 180_000;

/** The kiosk of a booth: its page and the socket, on what the booth has. */
export async function openKiosk(composition: KioskComposition): Promise<ServedKiosk> {
  const { booth, config, supervisor, conditions, signs, page, demo, build, clock, logger } = composition;
  const { findResident, findRegistered, searchRegister } = composition;
  const { capture } = config;
  const boothDir = join(config.stateDir, "booth");
  const stages = await openStageKeeper({
    path: join(boothDir, "kiosk-stage.json"),
    office: config.booth.officeName,
    clock,
    logger,
  });
  const served = await serveKiosk({
    office: config.booth.officeName,
    port: config.kiosk.port,
    token: await loadPageToken(join(boothDir, "page-token.json")),
    pageDir: builtPageDir,
    build,
    resumedVisitId: await takeUpVisit(booth, clock),
    desk: booth.desk,
    policy: booth.policy,
    limits: {
      fingerprintScoreMin: capture.fingerprintScoreMin,
      irisScoreMin: capture.irisScoreMin,
      // A face is judged by its measures, and a signature passes or does not: neither has a score to reach.
      faceScoreMin: 0,
      signatureScoreMin: 0,
      attemptsMax: capture.attemptsMax,
      get fingersBy() {
        return booth.policy.fingersBy;
      },
    },
    portraitEyes: config.record.portraitEyes,
    people: composePeople(composition),
    residents: {
      find: findResident,
      findRegistered,
      search: searchRegister,
      readCodes: () => readCodes(composition),
      openVisit: (request) => booth.openVisit({ ...request, by: residentActor }),
      read: booth.readResident,
    },
    readStill: async (visitId, target) => {
      const image = await booth.readCapture(visitId, target);
      if (image === null) return null;
      return { jpeg: await encodeStill(image), widthPx: image.widthPx, heightPx: image.heightPx };
    },
    letters: booth.letters,
    isSlipOut: booth.isSlipOut,
    line: booth.uplink.status,
    devices: supervisor,
    conditions: conditions.read,
    outOfService: null,
    signs,
    page,
    signatureSurface: () => (demo?.guest?.part() ? "screen" : surfaceOf(config.devices.signaturePad)),
    demo,
    stages,
    timing: config.kiosk.timing,
    clock,
    logger,
  });
  return {
    ...served,
    close: async () => {
      await served.close();
      await stages.close();
    },
  };
}

function surfaceOf({ driver }: BoothConfig["devices"]["signaturePad"]): SignatureSurface {
  return driver === "page" ? "screen" : driver === "paper" ? "paper" : "pad";
}

/**
 * The visit that was at the screen goes on there: one that was open, or whose resident had not seen the receipt yet. One
 * of long ago waits for its resident, suspended.
 */
async function takeUpVisit({ desk }: Booth, clock: Clock): Promise<string | null> {
  const idleMsOf = ({ events }: VisitInHand) => Date.parse(clock.nowAt()) - Date.parse(events.at(-1)?.at ?? "");
  const [last] = desk
    .inHand()
    .filter((one) => isAtScreen(one.state) && idleMsOf(one) <= expectedBackMs)
    .toSorted(
      (one, other) =>
        Number(other.state.phase === "open") - Number(one.state.phase === "open") || idleMsOf(one) - idleMsOf(other),
    );
  const resumed = last?.visitId ?? null;
  for (const { visitId, state } of desk.inHand()) {
    if (visitId !== resumed) await suspend(desk, visitId, state);
  }
  return resumed;
}

type VisitInHand = ReturnType<Booth["desk"]["inHand"]>[number];

/** Somebody may still stand there: in a visit, or while its package is sealed, or to take down the receipt number. */
function isAtScreen({ phase }: VisitState): boolean {
  return phase === "open" || phase === "finished" || phase === "sealed";
}

async function suspend(desk: Booth["desk"], visitId: string, { phase }: VisitState): Promise<void> {
  if (phase === "open") {
    await desk.submit(visitId, { kind: "suspended", by: residentActor, reason: "Bilik dimulai ulang" });
  }
}

const scanWaitMs = 30_000;

/** The first page that the scanner gives; it is looked at, and let go. */
async function readCodes({ documentScanner, pipelines }: KioskComposition): Promise<readonly string[]> {
  if (documentScanner.health().state !== "ready") await documentScanner.open();
  const look = { target: "kk", timeoutMs: scanWaitMs, signal: AbortSignal.timeout(2 * scanWaitMs) };
  for await (const { image } of documentScanner.frames(look)) return pipelines.readCodes(image);
  return [];
}

const loginWaitMs = 15_000;
/** At the resolution that officers' fingers are kept at. */
const standardPpi = 500;

function composePeople(composition: KioskComposition): KioskParts["people"] {
  const { booth } = composition;
  const { access } = booth;
  return {
    list: access.list,
    verifyPin: access.verifyPin,
    verifyFinger: async (id) => access.verifyFingerprint(await readFinger(composition), id),
    attest: async (visitId, proof) => {
      if ("pin" in proof) return booth.attest(visitId, { method: "pin", ...proof });
      const { id } = proof;
      return booth.attest(visitId, { method: "fingerprint", id, probe: await readFinger(composition) });
    },
  };
}

/** Minutiae of the finger that is laid on the reader now. @throws BoothError `driver.*` */
async function readFinger({ fingerprint, pipelines }: KioskComposition): Promise<readonly Minutia[]> {
  if (fingerprint.health().state !== "ready") await fingerprint.open();
  const look = { target: 2, timeoutMs: loginWaitMs, signal: AbortSignal.timeout(2 * loginWaitMs) } as const;
  for await (const { image } of fingerprint.frames(look)) {
    const { minutiae } = await pipelines.assessFingerprint(image);
    const scale = standardPpi / image.resolutionPpi;
    return minutiae.map((one) => ({ ...one, x: one.x * scale, y: one.y * scale }));
  }
  throw new BoothError("driver.malformed", { device: fingerprint.name, problem: "ended without a frame" });
}
