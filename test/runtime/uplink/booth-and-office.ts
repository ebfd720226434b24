import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BoundedJournal, openJournal } from "../../../runtime/journal/open-journal.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import { createSilentLogger, type LogFields, type Logger } from "../../../runtime/kernel/logger.ts";
import { createOffice, type Office, type OfficeLimits, type OfficeOptions } from "../../../runtime/office/office.ts";
import type { Receipt } from "../../../runtime/transfer/receipt.ts";
import { openOutbox } from "../../../runtime/uplink/open-outbox.ts";
import type { Outbox, OutboxEntry } from "../../../runtime/uplink/outbox.ts";
import { createUplink, type Uplink, type UplinkLimits } from "../../../runtime/uplink/uplink.ts";

export const siteId = "kecamatan-01";
export const boothId = "bilik-01";

export const newKeys = () => generateKeyPairSync("ec", { namedCurve: "P-256" });

/** Waits short enough for a test, in the proportions of the real ones. */
export const quickUplink: Partial<UplinkLimits> = {
  connectTimeoutMs: 2_000,
  retryDelayMinMs: 20,
  retryDelayMaxMs: 100,
  probeDelayMinMs: 150,
  probeDelayMaxMs: 1_000,
};
export const quickOffice: Partial<OfficeLimits> = {
  connectTimeoutMs: 2_000,
  retryDelayMinMs: 20,
  retryDelayMaxMs: 100,
  reportDelayMs: 50,
  diskReserveBytes: 0,
};

export type LogLine = { readonly event: string; readonly fields: LogFields | undefined };

/** Keeps what was logged at `warn` and above. */
export function createListeningLogger(): Logger & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const keep = (event: string, fields?: LogFields) => void lines.push({ event, fields });
  return { ...createSilentLogger(), lines, warn: keep, error: keep, fatal: keep };
}

/** One booth and one office with real folders, meeting at whatever broker they are given. */
export type Pair = {
  readonly boothKeys: ReturnType<typeof newKeys>;
  readonly ingestKeys: ReturnType<typeof newKeys>;
  readonly outbox: Outbox;
  readonly journal: BoundedJournal;
  readonly officeDir: string;
  readonly outboxDir: string;
  readonly logger: ReturnType<typeof createListeningLogger>;
  readonly addPackage: (lengthBytes: number) => Promise<OutboxEntry>;
  readonly createUplink: (brokerUrl: string, protocolVersion: 4 | 5, limits?: Partial<UplinkLimits>) => Uplink;
  /** Paths in the office's folder. */
  readonly partialPath: (packageId: string) => string;
  readonly packagePath: (packageId: string) => string;
  readonly createOffice: (
    brokerUrl: string,
    protocolVersion: 4 | 5,
    limits?: Partial<OfficeLimits>,
    changes?: Partial<OfficeOptions>,
  ) => Office;
  /** Stops everything that was created, and removes the folders. */
  readonly dispose: () => Promise<void>;
};

export async function createPair(): Promise<Pair> {
  const dir = await mkdtemp(join(tmpdir(), "bilik-transfer-"));
  const officeDir = join(dir, "office");
  const outboxDir = join(dir, "outbox");
  const clock = createSystemClock();
  const logger = createListeningLogger();
  const boothKeys = newKeys();
  const ingestKeys = newKeys();
  const journal = await openJournal({ dir: join(dir, "journal"), clock, logger });
  const outbox = await openOutbox({ dir: outboxDir, journal, logger });
  const running: { readonly stop: () => Promise<void> }[] = [];
  const keep = <T extends { readonly stop: () => Promise<void> }>(part: T): T => {
    running.push(part);
    return part;
  };
  let sequence = 0;
  let previousPackageId: string | null = null;

  return {
    boothKeys,
    ingestKeys,
    outbox,
    journal,
    officeDir,
    outboxDir,
    logger,
    partialPath: (packageId) => join(officeDir, "partial", `${packageId}.part`),
    packagePath: (packageId) => join(officeDir, "packages", `${packageId}.p7`),
    addPackage: async (lengthBytes) => {
      const sealed = randomBytes(lengthBytes);
      sequence += 1;
      const entry = composeEntry(sealed, sequence, previousPackageId);
      previousPackageId = entry.packageId;
      await outbox.add(entry, sealed);
      return entry;
    },
    createUplink: (brokerUrl, protocolVersion, limits = {}) =>
      keep(
        createUplink({
          ...quickUplink,
          ...limits,
          brokerUrl,
          protocolVersion,
          identity: { siteId, boothId, privateKey: boothKeys.privateKey, certificate: null },
          ingestKey: ingestKeys.publicKey,
          outbox,
          clock,
          logger,
        }),
      ),
    createOffice: (brokerUrl, protocolVersion, limits = {}, changes = {}) =>
      keep(
        createOffice({
          ...quickOffice,
          ...limits,
          brokerUrl,
          protocolVersion,
          siteId,
          dir: officeDir,
          ingestPrivateKey: ingestKeys.privateKey,
          ingestId: "ingest-01",
          boothCertificates: { findKey: (id) => (id === boothId ? boothKeys.publicKey : undefined) },
          clock,
          logger,
          ...changes,
        }),
      ),
    dispose: async () => {
      for (const part of running) await part.stop();
      await journal.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Resolves with the receipt for this package once the uplink has acted on it. */
export function awaitReceipt(uplink: Uplink, packageId: string): Promise<Receipt> {
  return new Promise((resolve) => {
    const end = uplink.onReceipt((receipt, entry) => {
      if (entry.packageId !== packageId) return;
      end();
      resolve(receipt);
    });
  });
}

export function composeEntry(sealed: Uint8Array, sequence: number, previousPackageId: string | null): OutboxEntry {
  return {
    packageId: sha256Hex(sealed),
    visitId: `visit-${sequence}`,
    sequence,
    previousPackageId,
    sealedAt: "2026-01-05T02:00:00.000Z",
    lengthBytes: sealed.length,
  };
}
