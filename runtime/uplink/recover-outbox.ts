import { stat } from "node:fs/promises";
import { join } from "node:path";
import { BoothError } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Outbox, OutboxEntry } from "./outbox.ts";
import { openPackageFiles, packageSuffix, receiptSuffix } from "./package-files.ts";

/** What a recovered entry says where only the journal would know. */
export const unknownVisit = "unknown";

/**
 * The outbox of safe mode, when the journal cannot be trusted: whatever sealed package is in the folder and hashes to
 * its own name is delivered, oldest file first, with sequence 0. A receipt is kept as a file beside the package before
 * the package goes, and `openOutbox` enters it in the journal later. Nothing can be added.
 */
export async function recoverOutbox({
  dir,
  logger,
}: {
  readonly dir: string;
  readonly logger: Logger;
}): Promise<Outbox> {
  const files = await openPackageFiles(dir);
  const pending = new Map<string, OutboxEntry>();
  const receipted = new Set(await files.list(receiptSuffix));
  const found = (await files.list(packageSuffix)).filter((packageId) => !receipted.has(packageId));
  const entries = await Promise.all(found.map((packageId) => describe(dir, packageId)));
  for (const entry of entries.sort((a, b) => (a.sealedAt < b.sealedAt ? -1 : 1))) pending.set(entry.packageId, entry);
  logger.warn("outbox.recovered", { packages: pending.size });

  return {
    pending: () => [...pending.values()],
    findVisit: () => undefined,
    newest: () => undefined,
    add: () =>
      Promise.reject(new BoothError("state.corrupt", { path: dir, problem: "safe mode takes no new package" })),
    read: files.read,
    release: async (packageId, receipt) => {
      if (!pending.has(packageId)) return;
      await files.write(packageId, receiptSuffix, receipt);
      pending.delete(packageId);
      await files.remove(packageId, packageSuffix);
    },
  };
}

/** The hash is checked when the package is read, which is before a byte of it is sent. */
async function describe(dir: string, packageId: string): Promise<OutboxEntry> {
  const { size, mtime } = await stat(join(dir, `${packageId}${packageSuffix}`));
  return {
    packageId,
    visitId: unknownVisit,
    sequence: 0,
    previousPackageId: null,
    sealedAt: mtime.toISOString(),
    lengthBytes: size,
  };
}
