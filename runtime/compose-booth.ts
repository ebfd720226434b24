import { join } from "node:path";
import type { Access } from "./access/open-access.ts";
import type { SlapStation } from "./capture/attempt-slap.ts";
import { readColourGains } from "./capture/camera-colours.ts";
import { createCaptureStation, type LookPolicy, type SeenFrame } from "./capture/capture-station.ts";
import type { Pipelines } from "./capture/pipelines.ts";
import { createSlapReaderStation } from "./capture/slap-reader-station.ts";
import { createSlapStation } from "./capture/slap-station.ts";
import { decodeStoredCapture, type StoredCapture } from "./capture/stored-capture.ts";
import { type Attestation, type AttestationClaim, composeAccess } from "./compose-access.ts";
import { type BoothDevices, createPerformer } from "./compose-effects.ts";
import type { BoothIdentity } from "./compose-keys.ts";
import { type LetterPrints, printLetters } from "./compose-letters.ts";
import type { Line } from "./compose-line.ts";
import { composeMatching, type Matching } from "./compose-matching.ts";
import { type Opening, openVisit } from "./compose-opening.ts";
import { settleReceipts } from "./compose-receipts.ts";
import { printSlips } from "./compose-slips.ts";
import { closeStorage, openStorage, type Storage } from "./compose-storage.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import type { Clock } from "./kernel/clock.ts";
import { BoothError } from "./kernel/errors.ts";
import type { Logger } from "./kernel/logger.ts";
import type { LetterHead } from "./letters/letter.ts";
import { type NumberLetter, numberLetters } from "./letters/number-letters.ts";
import type { Biodata, Registry } from "./registry/registry.ts";
import { readBiodata } from "./sealing/gather-content.ts";
import { openOutbox } from "./uplink/open-outbox.ts";
import type { Outbox } from "./uplink/outbox.ts";
import { createUplink, type Uplink } from "./uplink/uplink.ts";
import type { CaptureTarget } from "./visit/capture-target.ts";
import { describeStepChanges } from "./visit/step-events.ts";
import { openVisitDesk, type VisitDesk } from "./visit/visit-desk.ts";
import type { VisitPolicy } from "./visit/visit-state.ts";

export const software = { name: "bilik", version: "0.1.0" } as const;

export type BoothParts = {
  readonly config: BoothConfig;
  readonly devices: BoothDevices;
  readonly registry: Registry;
  readonly pipelines: Pipelines;
  readonly identity: BoothIdentity;
  readonly line: Pick<Line, "brokerUrl" | "authorityPem">;
  /** Where people stand before the devices and watch; absent where recordings are read. */
  readonly stage?: Stage;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** What a booth with people in it needs of its station. */
export type Stage = {
  readonly live: LookPolicy;
  readonly onSeen: (visitId: string, seen: SeenFrame) => void;
};

/** A whole booth, running. */
export type Booth = {
  readonly desk: VisitDesk;
  readonly policy: VisitPolicy;
  readonly uplink: Uplink;
  readonly outbox: Outbox;
  /**
   * Opens a visit for a resident; one at a time.
   * @throws BoothError `visit.refused` when another resident stands in the booth
   * @throws BoothError `journal.full`, `disk.full` when there is no room for a whole visit
   */
  readonly openVisit: (request: Opening) => Promise<string>;
  /** Who may log in. */
  readonly access: Access;
  /** An officer logs in and attests a visit in one; the only way to attest one that is not unattended. */
  readonly attest: (visitId: string, claim: AttestationClaim) => Promise<Attestation>;
  /** What has been accepted for one target of a visit in hand, as it will be recorded; null where nothing has. */
  readonly readCapture: (visitId: string, target: CaptureTarget) => Promise<StoredCapture["image"] | null>;
  /** The sheets that officers sign. */
  readonly letters: LetterPrints;
  /** That the slip of this visit lies in the receipt printer. */
  readonly isSlipOut: (visitId: string) => boolean;
  /** The resident's data of a visit in hand. */
  readonly readResident: (visitId: string) => Promise<Biodata>;
  /** Goes on with what was under way at the last stop, and starts the line. */
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Puts a booth together on the state that the last one left. Nothing moves before `start`.
 * @throws BoothError `state.in-use` when another process runs on this state
 * @throws BoothError `journal.corrupt`, `state.corrupt`: then only the outbox may be delivered
 */
export async function openBooth(parts: BoothParts): Promise<Booth> {
  const dir = join(parts.config.stateDir, "booth");
  const storage = await openStorage(dir, parts);
  try {
    return await openOn(storage, dir, parts);
  } catch (error) {
    await closeStorage(storage);
    throw error;
  }
}

async function openOn(storage: Storage, dir: string, parts: BoothParts): Promise<Booth> {
  const { config, devices, identity, clock, logger } = parts;
  const { journal, vault, snapshots, recordingBook } = storage;
  const outbox = await openOutbox({ dir: join(dir, "outbox"), journal, logger });
  const uplink = composeUplink(parts, outbox, false);
  const { id: boothId, timeZone } = config.booth;
  const numberLetter = numberLetters({ recordingBook, boothId, timeZone, clock });
  const matching = composeMatching({ vault, pipelines: parts.pipelines, timeZone, clock, logger });
  const officers = composeAccess({ ...storage.officers, journal, pipelines: parts.pipelines, clock });
  const policy: VisitPolicy = {
    ...config.capture,
    // Asked anew each time: a reader says what it takes when it is opened, and may be changed for another.
    get fingersBy() {
      return readsSlaps(devices) ? "slap" : "finger";
    },
  };
  const desk = await openVisitDesk({
    journal,
    snapshots: {
      read: () => snapshots.value().snapshot,
      write: async (snapshot) => {
        await snapshots.update(() => ({ snapshot }));
      },
    },
    perform: composePerformer(parts, storage, { outbox, matching, numberLetter }),
    policy,
    admit: officers.admit,
    clock,
    logger,
  });
  const receipts = settleReceipts({ desk, uplink, outbox, vault, journal, ingestKey: identity.ingestKey, logger });
  const slips = printSlips({ desk, devices, config, numberLetter, logger });
  const letters = printLetters({
    ...{ desk, printer: devices.printer, vault, numberLetter, letterHead: headOf(config), clock, logger },
  });
  desk.onChange((change) => {
    const { before, after, event } = change;
    matching.follow(change);
    for (const step of describeStepChanges(before, after, { event, boothId })) uplink.publishStep(step);
    if (after.phase === "sealed") uplink.kick();
  });

  return {
    desk,
    policy,
    uplink,
    outbox,
    access: officers.access,
    attest: (visitId, claim) => officers.attest(desk, visitId, claim),
    openVisit: (request) => openVisit(request, { ...parts, storage, desk, dir }),
    letters,
    isSlipOut: slips.isOut,
    readCapture: async (visitId, target) => {
      const state = desk.find(visitId);
      if (state === undefined || state.phase === "idle") return null;
      const settled = state.visit.captures.find((one) => one.target === target);
      if (settled === undefined) return null;
      return (await decodeStoredCapture(await vault.get(visitId, settled.capture.blob))).image;
    },
    readResident: async (visitId) => {
      const state = desk.find(visitId);
      if (state === undefined || state.phase === "idle") throw new BoothError("vault.missing", { hash: visitId });
      return readBiodata(state.visit, vault);
    },
    start: async () => {
      await receipts.settleOld();
      await uplink.start();
      matching.start(desk.inHand().map(({ state }) => state));
      await desk.start();
    },
    close: async () => {
      matching.stop();
      await desk.close();
      await matching.wipe();
      await Promise.all([slips.close(), letters.close()]);
      await receipts.close();
      await uplink.stop();
      await closeStorage(storage);
    },
  };
}

/** The booth's side of the line, also in safe mode, where only what is in the outbox is delivered. */
export function composeUplink(
  { config, identity, line, clock, logger }: Pick<BoothParts, "config" | "identity" | "line" | "clock" | "logger">,
  outbox: Outbox,
  isSafeMode: boolean,
): Uplink {
  const { brokerUrl, authorityPem } = line;
  const uplink = createUplink({
    brokerUrl,
    ...(authorityPem === null ? {} : { brokerAuthorityPem: authorityPem }),
    protocolVersion: config.broker.protocolVersion,
    identity: { siteId: config.booth.site, boothId: config.booth.id, ...identity.booth },
    ingestKey: identity.ingestKey,
    outbox,
    clock,
    logger,
  });
  uplink.setState({ softwareVersion: software.version, isSafeMode });
  return uplink;
}

type ComposedParts = {
  readonly outbox: Outbox;
  readonly matching: Matching;
  readonly numberLetter: NumberLetter;
};

function headOf({ letter, booth }: BoothConfig): LetterHead {
  return { lines: letter.headLines, place: letter.place, timeZone: booth.timeZone };
}

function readsSlaps({ slapScanner, slapReader }: BoothDevices): boolean {
  return slapScanner !== undefined || slapReader?.takesSlaps() === true;
}

/** Whoever takes slaps, where the booth has a device that may; it is asked for none before it says so. */
function composeSlapStation({ config, devices, pipelines, clock }: BoothParts): SlapStation | null {
  const { slapScanner, slapReader } = devices;
  const { frameTimeoutMs } = config.capture;
  if (slapScanner !== undefined) return createSlapStation({ scanner: slapScanner, pipelines, clock, frameTimeoutMs });
  if (slapReader === undefined) return null;
  return createSlapReaderStation({ reader: slapReader, pipelines, clock, frameTimeoutMs });
}

function composePerformer(parts: BoothParts, storage: Storage, { outbox, matching, numberLetter }: ComposedParts) {
  const { config, devices, pipelines, identity, registry, stage, clock, logger } = parts;
  const { frameTimeoutMs, burstFramesMax } = config.capture;
  return createPerformer({
    devices,
    slapStation: composeSlapStation(parts),
    station: createCaptureStation({
      ...{ devices, pipelines, clock, frameTimeoutMs, burstFramesMax },
      colourGainsOf: readColourGains(storage.cameraColours.value()),
      ...(stage === undefined ? {} : { live: stage.live }),
    }),
    ...(stage === undefined ? {} : { onSeen: stage.onSeen }),
    readsNumbers: config.capture.readsPaperNumbers && stage !== undefined,
    pipelines,
    vault: storage.vault,
    matching,
    registry,
    registerBook: storage.registerBook,
    registerCode: config.booth.registerCode,
    timeZone: config.booth.timeZone,
    sealing: {
      vault: storage.vault,
      outbox,
      pipelines,
      journalHead: storage.journal.head,
      signer: identity.signer,
      recipients: identity.recipients,
      boothId: config.booth.id,
      siteId: config.booth.site,
      letterHead: headOf(config),
      numberLetter,
      fingerImages: config.record.fingerImages,
      irisImages: config.record.irisImages,
      portraitEyes: config.record.portraitEyes,
      portraitLimitBytes: config.record.portraitLimitBytes,
      captureLimits: config.capture.limits,
      software,
      clock,
    },
    frameTimeoutMs,
    clock,
    logger,
  });
}
