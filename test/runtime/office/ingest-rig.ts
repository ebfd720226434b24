import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { type Ingest, openIngest } from "../../../runtime/office/ingest.ts";
import type { IngestLimits, ReceivedPackage } from "../../../runtime/office/ingest-desk.ts";
import { encodeChunk, packageIdPrefixOf } from "../../../runtime/transfer/chunk.ts";
import { parseBitmap } from "../../../runtime/transfer/chunk-bitmap.ts";
import { chunkExtent, encodeManifest, type Manifest } from "../../../runtime/transfer/manifest.ts";
import { hashChunks } from "../../../runtime/transfer/split-package.ts";
import { type ProgressStatus, parseStatus } from "../../../runtime/transfer/status.ts";
import { parseTopic } from "../../../runtime/transfer/topics.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";

export const siteId = "kecamatan-01";
export const boothId = "bilik-01";
export const otherBoothId = "bilik-02";
export const chunkLengthBytes = 16_384;

export const ingestKeys = generateKeyPairSync("ec", { namedCurve: "P-256" });
const boothKeys = {
  [boothId]: generateKeyPairSync("ec", { namedCurve: "P-256" }),
  [otherBoothId]: generateKeyPairSync("ec", { namedCurve: "P-256" }),
};
type BoothId = keyof typeof boothKeys;

const limits: IngestLimits = {
  creditBytes: 4_000_000,
  diskReserveBytes: 0,
  reportChunks: 8,
  reportDelayMs: 5,
  openTransfersMax: 4,
  openBytesMax: 10_000_000,
  transferIdleMs: 60_000,
  waitingMax: 4,
};

export type Said =
  | {
      readonly kind: "progress";
      readonly to: string;
      readonly status: ProgressStatus;
      readonly held: readonly number[];
    }
  | { readonly kind: "abort"; readonly to: string; readonly code: string }
  | { readonly kind: "receipt"; readonly to: string; readonly payload: Buffer };

/** An ingest on a folder of its own, without a broker: what it says is kept in order. */
export function createIngestRig(changes: Partial<IngestLimits> = {}) {
  const dir = join(makeTemporaryFolder(), "office");
  const said: Said[] = [];
  const received: ReceivedPackage[] = [];
  const chunkCounts = new Map<string, number>();
  let ingest: Ingest | null = null;
  onTestFinished(() => ingest?.close());

  const open = async () => {
    await ingest?.close();
    ingest = null;
    ingest = await openIngest({
      dir,
      siteId,
      ingestId: "ingest-01",
      ingestPrivateKey: ingestKeys.privateKey,
      boothCertificates: { findKey: (id) => (id in boothKeys ? boothKeys[id as BoothId].publicKey : undefined) },
      limits: { ...limits, ...changes },
      reply: (topic, payload) => said.push(readReply(topic, Buffer.from(payload), chunkCounts)),
      onReceived: (one) => received.push(one),
      clock: createSystemClock(),
      logger: createSilentLogger(),
    });
    return ingest;
  };
  return { dir, said, received, chunkCounts, open };
}

function readReply(topicText: string, payload: Buffer, chunkCounts: ReadonlyMap<string, number>): Said {
  const topic = parseTopic(topicText);
  if (topic.kind === "receipt") return { kind: "receipt", to: topic.boothId, payload };
  const status = parseStatus(payload);
  if (status.kind === "abort") return { kind: "abort", to: topic.boothId, code: status.code };
  const count = chunkCounts.get(`${status.packageId} ${status.chunkLengthBytes}`) ?? 1;
  return { kind: "progress", to: topic.boothId, status, held: [...parseBitmap(status.held, count)] };
}

/** A package as its booth would announce and send it. */
export function createParcel(
  rig: ReturnType<typeof createIngestRig>,
  sealed: Uint8Array,
  options: {
    readonly from?: BoothId;
    readonly cutBytes?: number;
    readonly claim?: Partial<Manifest>;
    readonly key?: KeyObject;
  } = {},
) {
  const { from = boothId, cutBytes = chunkLengthBytes, claim = {}, key = boothKeys[from].privateKey } = options;
  const manifest: Manifest = {
    kind: "manifest",
    version: 1,
    siteId,
    boothId: from,
    packageId: sha256Hex(sealed),
    lengthBytes: sealed.length,
    chunkLengthBytes: cutBytes,
    chunks: hashChunks(sealed, cutBytes),
    sequence: 1,
    previousPackageId: null,
    createdAt: "2026-01-05T02:00:00.000Z",
    contentType: "application/cms",
    ...claim,
  };
  const { packageId } = manifest;
  const count = manifest.chunks.length;
  rig.chunkCounts.set(`${packageId} ${cutBytes}`, count);
  const chunkAt = (index: number) => {
    const { offsetBytes, lengthBytes } = chunkExtent({ lengthBytes: sealed.length, chunkLengthBytes: cutBytes }, index);
    const bytes = sealed.subarray(offsetBytes, offsetBytes + lengthBytes);
    return { packageIdPrefix: packageIdPrefixOf(packageId), index, count, offsetBytes, bytes };
  };
  return {
    topic: { siteId, boothId: from, packageId },
    packageId,
    count,
    manifest: encodeManifest(manifest, key),
    chunk: (index: number) => encodeChunk(chunkAt(index)),
    /** Sound on the wire, and not the bytes the manifest promised. */
    damagedChunk: (index: number) => {
      const chunk = chunkAt(index);
      return encodeChunk({ ...chunk, bytes: Buffer.from(chunk.bytes).fill(0, 0, 10) });
    },
  };
}
