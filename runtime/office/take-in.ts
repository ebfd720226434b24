import type { Manifest } from "../transfer/manifest.ts";
import { formatTopic } from "../transfer/topics.ts";
import { type IngestDesk, replyAbort } from "./ingest-desk.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { OpenTransfer } from "./open-transfers.ts";
import { hashFile } from "./package-store.ts";

/** A transfer has all its chunks: checks the whole, stores it, enters it in the ledger, gives the receipt. */
export async function takeIn(desk: IngestDesk, { partial }: OpenTransfer): Promise<void> {
  const { manifest } = partial;
  const { packageId } = manifest;
  await partial.sync();
  if ((await hashFile(partial.path)) !== packageId) {
    await desk.transfers.discard(packageId);
    return replyAbort(desk, manifest, packageId, "hash-mismatch");
  }
  await desk.transfers.close(packageId);
  await desk.store.adopt(partial.path, packageId);
  await enter(desk, manifest);
  await partial.discard();
}

/** The package is stored and not in the ledger: the office went down between the two. */
export async function takeInStored(desk: IngestDesk, manifest: Manifest): Promise<void> {
  const { packageId } = manifest;
  if ((await hashFile(desk.store.pathOf(packageId))) === packageId) return enter(desk, manifest);
  desk.logger.error("office.package-damaged", { packageId });
  await desk.store.remove(packageId);
}

/** The receipt given before, byte for byte. */
export async function repeatReceipt(desk: IngestDesk, entry: LedgerEntry): Promise<void> {
  const { siteId, boothId } = entry;
  desk.reply(formatTopic({ kind: "receipt", siteId, boothId }), await desk.store.receiptFor(entry));
}

/** Ledger, then receipt, then answer: each durable before the next. */
async function enter(desk: IngestDesk, manifest: Manifest): Promise<void> {
  const { packageId, siteId, boothId, sequence, previousPackageId, lengthBytes } = manifest;
  const receivedAt = desk.clock.nowAt();
  const draft = { packageId, siteId, boothId, sequence, previousPackageId, lengthBytes, receivedAt };
  const entry = await desk.ledger.record(draft);
  const { remark } = entry;
  const fields = { packageId, boothId, sequence, lengthBytes, remark };
  if (remark === "in-order" || remark === "late") desk.logger.info("office.package-received", fields);
  else desk.logger.warn("office.package-received", fields);
  await repeatReceipt(desk, entry);
  desk.onReceived({ entry, path: desk.store.pathOf(packageId) });
}
