import { randomUUID } from "node:crypto";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Access } from "./access/open-access.ts";
import type { OperatorBook } from "./access/operator-book.ts";
import { type CredentialSeal, createCredentialSeal } from "./access/seal-credentials.ts";
import { createCaptureStation, type LookPolicy, type SeenFrame } from "./capture/capture-station.ts";
import type { Pipelines } from "./capture/pipelines.ts";
import { decodeStoredCapture, type StoredCapture } from "./capture/stored-capture.ts";
import { type Attestation, type AttestationClaim, composeAccess, openOperatorBook } from "./compose-access.ts";
import { type BoothDevices, createPerformer } from "./compose-effects.ts";
import type { BoothIdentity } from "./compose-keys.ts";
import type { Line } from "./compose-line.ts";
import { composeMatching, type Matching } from "./compose-matching.ts";
import { settleReceipts } from "./compose-receipts.ts";
import { printSlips } from "./compose-slips.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import { type BoundedJournal, openJournal } from "./journal/open-journal.ts";
import type { Clock } from "./kernel/clock.ts";
import { BoothError } from "./kernel/errors.ts";
import type { Logger } from "./kernel/logger.ts";
import { officeDay } from "./kernel/office-day.ts";
import { emptyRegisterBook, type RegisterBook, registerBookSchema } from "./letters/register-book.ts";
import { deriveTraits } from "./procedure/eligibility.ts";
import { checkNik } from "./procedure/nik.ts";
import type { ServiceId } from "./procedure/service.ts";
import { services } from "./procedure/services.ts";
import type { Biodata, Registry } from "./registry/registry.ts";
import { readBiodata } from "./sealing/gather-content.ts";
import { openSettings } from "./settings/open-settings.ts";
import type { Settings } from "./settings/settings.ts";
import { openOutbox } from "./uplink/open-outbox.ts";
import type { Outbox } from "./uplink/outbox.ts";
import { createUplink, type Uplink } from "./uplink/uplink.ts";
import { type OpenVault, openVault } from "./vault/open-vault.ts";
import { loadSoftKey } from "./vault/soft-key.ts";
import type { CaptureTarget } from "./visit/capture-target.ts";
import { describeStepChanges } from "./visit/step-events.ts";
import { openVisitDesk, submitOrThrow, type VisitDesk } from "./visit/visit-desk.ts";
import type { Actor, DeedOf } from "./visit/visit-event.ts";
import { type VisitSnapshot, visitSnapshotSchema } from "./visit/visit-snapshot.ts";

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
  readonly uplink: Uplink;
  readonly outbox: Outbox;
  /**
   * Opens a visit for a resident; one at a time.
   * @throws BoothError `visit.refused` when another resident stands in the booth
   * @throws BoothError `journal.full`, `disk.full` when there is no room for a whole visit
   */
  readonly openVisit: (request: {
    readonly biodata: Biodata;
    readonly service: ServiceId;
    readonly by: Actor;
    /** The notice on personal data that the resident has read. */
    readonly notice?: NonNullable<DeedOf<"opened">["notice"]>;
  }) => Promise<string>;
  /** Who may log in. */
  readonly access: Access;
  /** An officer logs in and attests a visit in one; the only way to attest one that is not unattended. */
  readonly attest: (visitId: string, claim: AttestationClaim) => Promise<Attestation>;
  /** What has been accepted for one target of a visit in hand, as it will be recorded; null where nothing has. */
  readonly readCapture: (visitId: string, target: CaptureTarget) => Promise<StoredCapture["image"] | null>;
  /** That the slip of this visit lies in the receipt printer. */
  readonly isSlipOut: (visitId: string) => boolean;
  /** The resident's data of a visit in hand. */
  readonly readResident: (visitId: string) => Promise<Biodata>;
  /** Goes on with what was under way at the last stop, and starts the line. */
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Officers = { readonly book: Settings<OperatorBook>; readonly seal: CredentialSeal };

type Storage = {
  readonly journal: BoundedJournal;
  readonly vault: OpenVault;
  readonly snapshots: Settings<{ readonly snapshot: VisitSnapshot | null }>;
  readonly registerBook: Settings<RegisterBook>;
  readonly officers: Officers;
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
  const { config, identity, clock, logger } = parts;
  const { journal, vault, snapshots } = storage;
  const outbox = await openOutbox({ dir: join(dir, "outbox"), journal, logger });
  const uplink = composeUplink(parts, outbox, false);
  const { timeZone } = config.booth;
  const matching = composeMatching({ vault, pipelines: parts.pipelines, timeZone, clock, logger });
  const officers = composeAccess({ ...storage.officers, journal, pipelines: parts.pipelines, clock });
  const desk = await openVisitDesk({
    journal,
    snapshots: {
      read: () => snapshots.value().snapshot,
      write: async (snapshot) => {
        await snapshots.update(() => ({ snapshot }));
      },
    },
    perform: composePerformer(parts, storage, { outbox, matching }),
    policy: config.capture,
    admit: officers.admit,
    clock,
    logger,
  });
  const receipts = settleReceipts({ desk, uplink, outbox, vault, journal, ingestKey: identity.ingestKey, logger });
  const slips = printSlips({ desk, devices: parts.devices, config, logger });
  desk.onChange((change) => {
    const { before, after, event } = change;
    matching.follow(change);
    for (const step of describeStepChanges(before, after, { event, boothId: config.booth.id }))
      uplink.publishStep(step);
    if (after.phase === "sealed") uplink.kick();
  });

  return {
    desk,
    uplink,
    outbox,
    access: officers.access,
    attest: (visitId, claim) => officers.attest(desk, visitId, claim),
    openVisit: (request) => openVisit(request, { parts, storage, desk, dir }),
    isSlipOut: slips.isOut,
    readCapture: async (visitId, target) => {
      const state = desk.find(visitId);
      if (state === undefined || state.phase === "idle") return null;
      const settled = state.visit.captures.find((one) => one.target === target);
      return settled ? decodeStoredCapture(await vault.get(visitId, settled.capture.blob)).image : null;
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
      await slips.close();
      await receipts.close();
      await uplink.stop();
      await closeStorage(storage);
    },
  };
}

async function closeStorage({ journal, vault, snapshots, registerBook, officers }: Storage): Promise<void> {
  await Promise.all([registerBook.close(), officers.book.close(), snapshots.close(), vault.close()]);
  await journal.close();
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

async function openStorage(dir: string, { config, clock, logger }: BoothParts): Promise<Storage> {
  const opened: { readonly close: () => Promise<void> }[] = [];
  const keep = async <T extends { readonly close: () => Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const resource = await opening;
    opened.push(resource);
    return resource;
  };
  try {
    const limitBytes = config.storage.journalLimitBytes;
    const journal = await keep(openJournal({ dir: join(dir, "journal"), clock, logger, limitBytes }));
    const keyEncryptionKey = await loadSoftKey(join(dir, "vault.key"));
    const vault = await keep(openVault({ dir: join(dir, "vault"), keyEncryptionKey }));
    const settingsDir = join(dir, "settings");
    const snapshots = await keep(
      openSettings({ dir: settingsDir, name: "visits", parse: parseSnapshot, initial: { snapshot: null } }),
    );
    const registerBook = await keep(
      openSettings({
        dir: settingsDir,
        name: "register-book",
        parse: (input) => registerBookSchema.parse(input),
        initial: emptyRegisterBook,
      }),
    );
    const book = await keep(openOperatorBook(settingsDir));
    const officers = { book, seal: createCredentialSeal(keyEncryptionKey) };
    return { journal, vault, snapshots, registerBook, officers };
  } catch (error) {
    await Promise.all(opened.map((resource) => resource.close()));
    throw error;
  }
}

function parseSnapshot(input: unknown): { readonly snapshot: VisitSnapshot | null } {
  const { snapshot } = input as { readonly snapshot: unknown };
  return { snapshot: visitSnapshotSchema.nullable().parse(snapshot) };
}

function composePerformer(
  parts: BoothParts,
  storage: Storage,
  { outbox, matching }: { readonly outbox: Outbox; readonly matching: Matching },
) {
  const { config, devices, pipelines, identity, registry, stage, clock, logger } = parts;
  const { frameTimeoutMs, burstFramesMax } = config.capture;
  return createPerformer({
    devices,
    station: createCaptureStation({
      ...{ devices, pipelines, clock, frameTimeoutMs, burstFramesMax },
      ...(stage === undefined ? {} : { live: stage.live }),
    }),
    ...(stage === undefined ? {} : { onSeen: stage.onSeen }),
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
      letterHead: { lines: config.letter.headLines, place: config.letter.place, timeZone: config.booth.timeZone },
      fingerImages: config.record.fingerImages,
      software,
      clock,
    },
    frameTimeoutMs,
    clock,
    logger,
  });
}

type OpeningParts = {
  readonly parts: BoothParts;
  readonly storage: Storage;
  readonly desk: VisitDesk;
  readonly dir: string;
};

async function openVisit(
  { biodata, service, by, notice }: Parameters<Booth["openVisit"]>[0],
  { parts, storage, desk, dir }: OpeningParts,
): Promise<string> {
  const { journal, vault } = storage;
  const { journalLimitBytes, freeSpaceMinBytes } = parts.config.storage;
  if (!journal.hasRoomForVisit()) {
    throw new BoothError("journal.full", { usedBytes: journal.usedBytes(), limitBytes: journalLimitBytes });
  }
  await requireFreeSpace(dir, freeSpaceMinBytes);
  noteNik(biodata, parts.logger);
  const visitId = randomUUID();
  const traits = deriveTraits(
    {
      tanggalLahir: biodata["tanggalLahir"] ?? "",
      kewarganegaraan: biodata["kewarganegaraan"] ?? "",
      statusPerkawinan: biodata["statusPerkawinan"] ?? "",
    },
    officeDay(parts.clock.nowAt(), parts.config.booth.timeZone),
  );
  await vault.createKey(visitId);
  const residentData = await vault.put(visitId, new TextEncoder().encode(JSON.stringify(biodata)));
  try {
    const { sopRevision } = services[service];
    await submitOrThrow(desk, visitId, {
      ...{ kind: "opened", service, sopRevision, residentData, ...traits, by },
      ...(notice === undefined ? {} : { notice }),
    });
  } catch (error) {
    await vault.destroyKey(visitId);
    throw error;
  }
  return visitId;
}

/** A strange NIK stops nobody here: people move, numbers are never reissued, and the operator has the papers. */
function noteNik(biodata: Biodata, logger: Logger): void {
  const { nik = "", tanggalLahir = "", jenisKelamin = "" } = biodata;
  const check = checkNik(nik, { tanggalLahir, jenisKelamin });
  if (!check.isValid) logger.warn("resident.nik-form", { problem: check.problem });
  else if (check.warnings.length > 0) logger.warn("resident.nik-differs", { warnings: check.warnings });
}

async function requireFreeSpace(path: string, limitBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(path);
  const freeBytes = bavail * bsize;
  if (freeBytes < limitBytes) throw new BoothError("disk.full", { path, freeBytes, limitBytes });
}
