import { Buffer } from "node:buffer";
import type { Journal, JournalEntry } from "../journal/journal.ts";
import { BoothError } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import { createWriteQueue } from "../kernel/write-queue.ts";
import type { Outbox, OutboxEntry } from "./outbox.ts";
import {
  packageReceiptedKind,
  packageReceiptedSchema,
  packageSealedKind,
  packageSealedSchema,
} from "./outbox-journal.ts";
import { checkPackage, openPackageFiles, type PackageFiles, packageSuffix, receiptSuffix } from "./package-files.ts";

export type OutboxOptions = { readonly dir: string; readonly journal: Journal; readonly logger: Logger };

type Books = {
  /** In the order they were sealed. */
  readonly pending: Map<string, OutboxEntry>;
  readonly receipted: Set<string>;
};

/**
 * Opens the outbox from what the journal says. Files the journal never heard of are kept, not sent: a power cut between
 * file and entry leaves one, and the visit seals anew. A pending package whose file is gone stays pending, so that it is
 * seen. Both are logged as errors for the technician.
 * @throws BoothError `journal.corrupt` when an entry of ours cannot be read
 */
export async function openOutbox({ dir, journal, logger }: OutboxOptions): Promise<Outbox> {
  const files = await openPackageFiles(dir);
  const books = await readBooks(journal);
  const writes = createWriteQueue();
  await settleReceipts(files, books, journal, logger);
  await compareWithFiles(files, books, logger);

  return {
    pending: () => [...books.pending.values()],
    add: (entry, sealed) => writes.run(() => add({ files, books, journal }, entry, sealed)),
    read: files.read,
    release: (packageId, receipt) => writes.run(() => release({ files, books, journal }, packageId, receipt)),
  };
}

type Rooms = { readonly files: PackageFiles; readonly books: Books; readonly journal: Journal };

async function add({ files, books, journal }: Rooms, entry: OutboxEntry, sealed: Uint8Array): Promise<void> {
  const { packageId } = entry;
  const body = packageSealedSchema.safeParse(entry);
  if (!body.success || entry.lengthBytes !== sealed.length) {
    throw new BoothError("package.invalid", { problem: `${packageId}, ${sealed.length} bytes: not an outbox entry` });
  }
  checkPackage(packageId, sealed);
  if (books.pending.has(packageId) || books.receipted.has(packageId)) return;
  await files.write(packageId, packageSuffix, sealed);
  await journal.append(packageSealedKind, body.data);
  books.pending.set(packageId, entry);
}

async function release({ files, books, journal }: Rooms, packageId: string, receipt: Uint8Array): Promise<void> {
  const entry = books.pending.get(packageId);
  if (entry === undefined) return;
  const body = { packageId, visitId: entry.visitId, receipt: Buffer.from(receipt).toString("base64") };
  await journal.append(packageReceiptedKind, body);
  books.pending.delete(packageId);
  books.receipted.add(packageId);
  await files.remove(packageId, packageSuffix);
}

async function readBooks(journal: Journal): Promise<Books> {
  const books: Books = { pending: new Map(), receipted: new Set() };
  for await (const line of journal.read()) {
    if (line.kind === packageSealedKind) {
      const entry = readBody(packageSealedSchema, line);
      books.pending.set(entry.packageId, entry);
    }
    if (line.kind === packageReceiptedKind) {
      const { packageId } = readBody(packageReceiptedSchema, line);
      books.pending.delete(packageId);
      books.receipted.add(packageId);
    }
  }
  return books;
}

type Reader<T> = { readonly safeParse: (body: unknown) => { readonly data?: T | undefined } };

function readBody<T>(schema: Reader<T>, { sequence, kind, body }: JournalEntry): T {
  const { data } = schema.safeParse(body);
  if (data !== undefined) return data;
  const problem = `entry ${sequence}, ${kind}: not of its shape`;
  throw new BoothError("journal.corrupt", { path: "journal", offsetBytes: 0, problem });
}

/** Receipts that came in safe mode are journalled now; then nothing keeps the package. */
async function settleReceipts(files: PackageFiles, books: Books, journal: Journal, logger: Logger): Promise<void> {
  for (const packageId of await files.list(receiptSuffix)) {
    await release({ files, books, journal }, packageId, await files.readReceipt(packageId));
    await files.remove(packageId, receiptSuffix);
    logger.info("outbox.late-receipt", { packageId });
  }
}

async function compareWithFiles(files: PackageFiles, { pending, receipted }: Books, logger: Logger): Promise<void> {
  const present = new Set(await files.list(packageSuffix));
  for (const packageId of present) {
    if (receipted.has(packageId)) await files.remove(packageId, packageSuffix);
    else if (!pending.has(packageId)) logger.error("outbox.orphan-file", { packageId });
  }
  for (const packageId of pending.keys()) {
    if (!present.has(packageId)) logger.error("outbox.file-missing", { packageId });
  }
}
