import { Buffer } from "node:buffer";
import type { Journal, JournalEntry } from "../journal/journal.ts";
import { BoothError } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import { createWriteQueue } from "../kernel/write-queue.ts";
import type { Outbox, OutboxEntry } from "./outbox.ts";
import { createOutboxBooks, type OutboxBooks } from "./outbox-books.ts";
import {
  packageReceiptedKind,
  packageReceiptedSchema,
  packageSealedKind,
  packageSealedSchema,
} from "./outbox-journal.ts";
import { checkPackage, openPackageFiles, type PackageFiles, packageSuffix, receiptSuffix } from "./package-files.ts";

export type OutboxOptions = { readonly dir: string; readonly journal: Journal; readonly logger: Logger };

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
    pending: books.pending,
    findVisit: books.findVisit,
    newest: books.newest,
    add: (entry, sealed) => writes.run(() => add({ files, books, journal }, entry, sealed)),
    read: files.read,
    release: (packageId, receipt) => writes.run(() => release({ files, books, journal }, packageId, receipt)),
  };
}

type Rooms = { readonly files: PackageFiles; readonly books: OutboxBooks; readonly journal: Journal };

async function add({ files, books, journal }: Rooms, entry: OutboxEntry, sealed: Uint8Array): Promise<void> {
  const { packageId } = entry;
  const body = packageSealedSchema.safeParse(entry);
  if (!body.success || entry.lengthBytes !== sealed.length) {
    throw new BoothError("package.invalid", { problem: `${packageId}, ${sealed.length} bytes: not an outbox entry` });
  }
  await checkPackage(packageId, sealed);
  if (books.knows(packageId)) return;
  await files.write(packageId, packageSuffix, sealed);
  await journal.append(packageSealedKind, body.data);
  books.enterSealed(entry);
}

async function release({ files, books, journal }: Rooms, packageId: string, receipt: Uint8Array): Promise<void> {
  const entry = books.findPending(packageId);
  if (entry === undefined) return;
  const body = { packageId, visitId: entry.visitId, receipt: Buffer.from(receipt).toString("base64") };
  await journal.append(packageReceiptedKind, body);
  books.enterReceipted(packageId, receipt);
  await files.remove(packageId, packageSuffix);
}

async function readBooks(journal: Journal): Promise<OutboxBooks> {
  const books = createOutboxBooks();
  for await (const line of journal.read()) {
    if (line.kind === packageSealedKind) books.enterSealed(readBody(packageSealedSchema, line));
    if (line.kind === packageReceiptedKind) {
      const { packageId, receipt } = readBody(packageReceiptedSchema, line);
      books.enterReceipted(packageId, Buffer.from(receipt, "base64"));
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
async function settleReceipts(
  files: PackageFiles,
  books: OutboxBooks,
  journal: Journal,
  logger: Logger,
): Promise<void> {
  for (const packageId of await files.list(receiptSuffix)) {
    await release({ files, books, journal }, packageId, await files.readReceipt(packageId));
    await files.remove(packageId, receiptSuffix);
    logger.info("outbox.late-receipt", { packageId });
  }
}

async function compareWithFiles(files: PackageFiles, books: OutboxBooks, logger: Logger): Promise<void> {
  const present = new Set(await files.list(packageSuffix));
  for (const packageId of present) {
    if (books.findPending(packageId) !== undefined) continue;
    if (books.knows(packageId)) await files.remove(packageId, packageSuffix);
    else logger.error("outbox.orphan-file", { packageId });
  }
  for (const { packageId } of books.pending()) {
    if (!present.has(packageId)) logger.error("outbox.file-missing", { packageId });
  }
}
