import type { KeyObject } from "node:crypto";
import { BoothError } from "../kernel/errors.ts";
import type { OutgoingMessage } from "../transfer/broker-connection.ts";
import { encodeChunk, packageIdPrefixOf } from "../transfer/chunk.ts";
import type { BoothAddress } from "../transfer/identifiers.ts";
import { chunkExtent, encodeManifest } from "../transfer/manifest.ts";
import { hashChunks } from "../transfer/split-package.ts";
import { formatTopic } from "../transfer/topics.ts";
import type { Outbox, OutboxEntry } from "./outbox.ts";

/** A sealed package in memory, ready to be announced and sent. */
export type LoadedPackage = {
  readonly address: BoothAddress;
  readonly entry: OutboxEntry;
  readonly chunkLengthBytes: number;
  readonly sealed: Uint8Array;
  /** The signed manifest. */
  readonly manifest: Buffer;
};

/** Chunks nobody fetched within this time are of no use: the booth will have asked again. */
const chunkExpiryMs = 15 * 60_000;

/** @throws BoothError `package.invalid` when it is not in the outbox, or its bytes no longer hash to its id */
export async function loadPackage(
  source: { readonly outbox: Outbox; readonly address: BoothAddress; readonly boothKey: KeyObject },
  packageId: string,
  chunkLengthBytes: number,
): Promise<LoadedPackage> {
  const { outbox, address, boothKey } = source;
  const entry = findEntry(outbox, packageId);
  const sealed = await outbox.read(packageId);
  const manifest = encodeManifest(
    {
      kind: "manifest",
      version: 1,
      ...address,
      packageId,
      lengthBytes: sealed.length,
      chunkLengthBytes,
      chunks: hashChunks(sealed, chunkLengthBytes),
      sequence: entry.sequence,
      previousPackageId: entry.previousPackageId,
      createdAt: entry.sealedAt,
      contentType: "application/cms",
    },
    boothKey,
  );
  return { address, entry, chunkLengthBytes, sealed, manifest };
}

/** @throws BoothError `package.invalid` when it is not in the outbox */
export function findEntry(outbox: Outbox, packageId: string): OutboxEntry {
  const entry = outbox.pending().find((candidate) => candidate.packageId === packageId);
  if (entry === undefined) throw new BoothError("package.invalid", { problem: `${packageId} is not in the outbox` });
  return entry;
}

export function composeManifestMessage({ address, entry, manifest }: LoadedPackage): OutgoingMessage {
  return { topic: formatTopic({ kind: "manifest", ...address, packageId: entry.packageId }), payload: manifest };
}

export function composeChunkMessage(loaded: LoadedPackage, index: number): OutgoingMessage {
  const { address, entry, sealed, chunkLengthBytes } = loaded;
  const { offsetBytes, lengthBytes } = chunkExtent({ lengthBytes: sealed.length, chunkLengthBytes }, index);
  const payload = encodeChunk({
    packageIdPrefix: packageIdPrefixOf(entry.packageId),
    index,
    count: Math.ceil(sealed.length / chunkLengthBytes),
    offsetBytes,
    bytes: sealed.subarray(offsetBytes, offsetBytes + lengthBytes),
  });
  const topic = formatTopic({ kind: "chunk", ...address, packageId: entry.packageId });
  return { topic, payload, expiryMs: chunkExpiryMs };
}
