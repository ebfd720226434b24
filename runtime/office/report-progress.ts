import { statfs } from "node:fs/promises";
import { encodeBitmap } from "../transfer/chunk-bitmap.ts";
import type { ProgressStatus } from "../transfer/status.ts";
import { type IngestDesk, replyStatus } from "./ingest-desk.ts";
import type { OpenTransfer } from "./open-transfers.ts";

/** Makes what has come durable, and tells the booth. */
export async function reportProgress(
  desk: IngestDesk,
  transfer: OpenTransfer,
  cause: ProgressStatus["cause"],
): Promise<void> {
  const { manifest } = transfer.partial;
  await transfer.partial.sync();
  replyStatus(desk, manifest, {
    kind: "progress",
    version: 1,
    packageId: manifest.packageId,
    chunkLengthBytes: manifest.chunkLengthBytes,
    cause,
    held: encodeBitmap(transfer.partial.held(), manifest.chunks.length),
    refused: [...transfer.refused],
    creditBytes: await chooseCredit(desk),
  });
  transfer.unreportedCount = 0;
  transfer.refused.clear();
  transfer.dueReport?.abort();
  transfer.dueReport = null;
}

/** A chunk has come: reports at once when enough have, or a little later. */
export async function reportSoon(desk: IngestDesk, transfer: OpenTransfer): Promise<void> {
  const { limits, clock, transfers, inTurn } = desk;
  const { manifest } = transfer.partial;
  transfer.unreportedCount += 1;
  // Half the credit at most: the booth must never have to stand still for a report.
  const creditChunks = Math.max(1, Math.floor(limits.creditBytes / manifest.chunkLengthBytes / 2));
  if (transfer.refused.size > 0 || transfer.unreportedCount >= Math.min(limits.reportChunks, creditChunks)) {
    return reportProgress(desk, transfer, "chunks");
  }
  if (transfer.dueReport !== null) return;
  const due = new AbortController();
  transfer.dueReport = due;
  const report = async () => {
    if (!due.signal.aborted && transfers.find(manifest.packageId) === transfer) {
      await reportProgress(desk, transfer, "chunks");
    }
  };
  clock.sleep(limits.reportDelayMs, due.signal).then(
    () => inTurn(report),
    (error: unknown) => {
      if (!due.signal.aborted) throw error;
    },
  );
}

/** Nothing while the disk is low; the booth keeps the package and asks again. */
async function chooseCredit({ dir, limits, transfers, logger }: IngestDesk): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  const owedBytes = transfers.all().reduce((sum, { partial }) => {
    const missing = partial.manifest.chunks.length - partial.held().size;
    return sum + missing * partial.manifest.chunkLengthBytes;
  }, 0);
  if (bavail * bsize - owedBytes >= limits.diskReserveBytes) return limits.creditBytes;
  logger.error("office.disk-low", { freeBytes: bavail * bsize, owedBytes });
  return 0;
}
