import { join } from "node:path";
import type { Clock } from "../kernel/clock.ts";
import { makeFolder, removeLeftovers } from "../kernel/durable-file.ts";
import { BoothError } from "../kernel/errors.ts";
import { type FolderLock, lockFolder } from "../kernel/lock-folder.ts";
import type { Logger } from "../kernel/logger.ts";
import { createWriteQueue } from "../kernel/write-queue.ts";
import type { BoothCertificates } from "./booth-certificates.ts";
import type { IngestDesk, IngestLimits, ReceivedPackage } from "./ingest-desk.ts";
import { openLedger } from "./ledger.ts";
import { createOpenTransfers } from "./open-transfers.ts";
import { openPackageStore, type ReceiptIssuer } from "./package-store.ts";
import { listPartialManifests } from "./partial-transfer.ts";
import { reportProgress } from "./report-progress.ts";
import { takeChunk } from "./take-chunk.ts";
import { type ManifestTopic, resumeManifest, takeManifest } from "./take-manifest.ts";

export type IngestOptions = ReceiptIssuer & {
  readonly dir: string;
  readonly siteId: string;
  readonly boothCertificates: BoothCertificates;
  readonly limits: IngestLimits;
  readonly reply: (topic: string, payload: Uint8Array) => void;
  readonly onReceived: (received: ReceivedPackage) => void;
  readonly clock: Clock;
  readonly logger: Logger;
};

/**
 * Takes packages in, whoever carries the messages. Messages are handled one at a time, in the order given. A message
 * that is not what it claims, or that the disk cannot take, is logged and changes nothing.
 */
export type Ingest = {
  readonly takeManifest: (topic: ManifestTopic, payload: Uint8Array) => Promise<void>;
  readonly takeChunk: (topic: ManifestTopic, payload: Uint8Array) => Promise<void>;
  /** Tells every booth with a transfer under way what is held: after a start, and after the line was away. */
  readonly resume: () => Promise<void>;
  readonly refusedCount: () => number;
  readonly close: () => Promise<void>;
};

/**
 * Opens the office's folder; what was under way when it was last closed or killed is resumed. One process a folder.
 * @throws BoothError `state.in-use`, `state.corrupt`, `disk.full`, `state.poisoned`
 */
export async function openIngest(options: IngestOptions): Promise<Ingest> {
  await makeFolder(options.dir);
  const lock = await lockFolder(options.dir);
  try {
    return await openLocked(options, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked(options: IngestOptions, lock: FolderLock): Promise<Ingest> {
  const { dir, limits, clock, logger } = options;
  const partialDir = join(dir, "partial");
  await makeFolder(partialDir);
  await removeLeftovers(partialDir);
  const turns = createTurns(logger);
  const desk: IngestDesk = {
    ...options,
    store: await openPackageStore(dir, options),
    ledger: await openLedger(dir, logger),
    transfers: createOpenTransfers(partialDir, limits, clock, logger),
    waiting: new Map(),
    inTurn: turns.take,
  };
  for (const bytes of await listPartialManifests(partialDir)) await turns.take(() => resumeManifest(desk, bytes));

  return {
    takeManifest: (topic, payload) => turns.take(() => takeManifest(desk, payload, topic)),
    takeChunk: (topic, payload) => turns.take(() => takeChunk(desk, payload, topic)),
    resume: () =>
      turns.take(async () => {
        for (const transfer of desk.transfers.all()) await reportProgress(desk, transfer, "resumed");
      }),
    refusedCount: turns.refusedCount,
    close: async () => {
      await turns.settled();
      for (const { partial } of desk.transfers.all()) await desk.transfers.close(partial.manifest.packageId);
      await desk.ledger.close();
      await lock.release();
    },
  };
}

/** One thing at a time; what the world did wrong is counted and logged here, and goes no further. */
function createTurns(logger: Logger) {
  const queue = createWriteQueue();
  let refusedCount = 0;
  return {
    take: async (act: () => Promise<void>) => {
      try {
        await queue.run(act);
      } catch (error) {
        if (!(error instanceof BoothError)) throw error;
        refusedCount += 1;
        if (error.code === "message.invalid") logger.warn("office.message-refused", { problem: error.message });
        else logger.error("office.storage-failed", { code: error.code });
      }
    },
    refusedCount: () => refusedCount,
    settled: queue.settled,
  };
}
