import { sha256Hex } from "../kernel/digest.ts";
import { BoothError } from "../kernel/errors.ts";
import { type Chunk, packageIdPrefixOf, parseChunk } from "../transfer/chunk.ts";
import { chunkExtent, type Manifest } from "../transfer/manifest.ts";
import type { IngestDesk } from "./ingest-desk.ts";
import { reportSoon } from "./report-progress.ts";
import { takeIn } from "./take-in.ts";
import { admitWaiting, type ManifestTopic } from "./take-manifest.ts";

/**
 * Takes one chunk in; any number of times and in any order. One that fails its hash is asked for again; one of a package
 * nobody announced, or of another cut of it, changes nothing.
 * @throws BoothError `message.invalid` when it is no chunk, or not one of its topic's package
 */
export async function takeChunk(desk: IngestDesk, payload: Uint8Array, topic: ManifestTopic): Promise<void> {
  const chunk = parseChunk(payload);
  if (chunk.packageIdPrefix !== packageIdPrefixOf(topic.packageId)) {
    throw new BoothError("message.invalid", { message: "chunk", problem: "of another package than its topic" });
  }
  const transfer = desk.transfers.find(topic.packageId);
  const isExpected = transfer?.partial.manifest.boothId === topic.boothId && fits(chunk, transfer.partial.manifest);
  if (transfer === undefined || !isExpected) {
    desk.logger.debug("office.chunk-unexpected", { packageId: topic.packageId, index: chunk.index });
    return;
  }
  transfer.activeAtMs = desk.clock.monotonicMs();
  if (sha256Hex(chunk.bytes) === transfer.partial.manifest.chunks[chunk.index]) {
    await transfer.partial.write(chunk.index, chunk.bytes);
  } else {
    desk.logger.warn("office.chunk-damaged", { packageId: topic.packageId, index: chunk.index });
    transfer.refused.add(chunk.index);
  }
  if (!transfer.partial.isComplete()) return reportSoon(desk, transfer);
  await takeIn(desk, transfer);
  await admitWaiting(desk);
}

function fits(chunk: Chunk, manifest: Manifest): boolean {
  if (chunk.count !== manifest.chunks.length) return false;
  const { offsetBytes, lengthBytes } = chunkExtent(manifest, chunk.index);
  return chunk.offsetBytes === offsetBytes && chunk.bytes.length === lengthBytes;
}
