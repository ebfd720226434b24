import { BoothError, isFailure } from "../kernel/errors.ts";
import { encodeBitmap } from "../transfer/chunk-bitmap.ts";
import type { BoothAddress } from "../transfer/identifiers.ts";
import { checkManifest, type Manifest, parseManifest } from "../transfer/manifest.ts";
import { type AnnouncedPackage, type IngestDesk, replyAbort, replyStatus } from "./ingest-desk.ts";
import { reportProgress } from "./report-progress.ts";
import { repeatReceipt, takeIn, takeInStored } from "./take-in.ts";

/** What a topic says a manifest is. */
export type ManifestTopic = BoothAddress & { readonly packageId: string };

/**
 * A booth announces a package, or asks how it stands. Answers with what is held and how much more may come, or with the
 * receipt when the package is already here. No byte of it is taken before the signature is checked.
 * @throws BoothError `message.invalid` when it is no manifest, or not that of its topic
 */
export async function takeManifest(desk: IngestDesk, manifestBytes: Uint8Array, topic: ManifestTopic): Promise<void> {
  const announced = readManifest(desk, manifestBytes, topic);
  if (announced !== null) await admit(desk, announced);
}

/** What an earlier process left open. What can no longer be believed is dropped: the booth has the package. */
export async function resumeManifest(desk: IngestDesk, manifestBytes: Uint8Array): Promise<void> {
  const topic = parseManifest(manifestBytes).body;
  const announced = readManifest(desk, manifestBytes, topic);
  if (announced !== null) await admit(desk, announced);
}

/** There may be room again. */
export async function admitWaiting(desk: IngestDesk): Promise<void> {
  for (const [packageId, announced] of [...desk.waiting]) {
    desk.waiting.delete(packageId);
    await admit(desk, announced);
    if (desk.waiting.has(packageId)) return;
  }
}

function readManifest(desk: IngestDesk, manifestBytes: Uint8Array, topic: ManifestTopic): AnnouncedPackage | null {
  const signed = parseManifest(manifestBytes);
  const { siteId, boothId, packageId } = signed.body;
  if (siteId !== desk.siteId || siteId !== topic.siteId || boothId !== topic.boothId || packageId !== topic.packageId) {
    throw new BoothError("message.invalid", { message: "manifest", problem: "not that of its topic" });
  }
  const key = desk.boothCertificates.findKey(boothId);
  if (key === undefined) {
    replyAbort(desk, topic, packageId, "booth-unknown");
    return null;
  }
  try {
    return { manifest: checkManifest(signed, key), manifestBytes };
  } catch (error) {
    if (!isFailure(error, "message.invalid")) throw error;
    replyAbort(desk, topic, packageId, "signature-invalid");
    return null;
  }
}

async function admit(desk: IngestDesk, announced: AnnouncedPackage): Promise<void> {
  const { manifest } = announced;
  const { packageId, boothId } = manifest;
  const entry = desk.ledger.find(packageId);
  const open = desk.transfers.find(packageId);
  const owner = entry?.boothId ?? open?.partial.manifest.boothId ?? boothId;
  if (owner !== boothId) return replyAbort(desk, manifest, packageId, "package-foreign");
  if (entry !== undefined) return repeatReceipt(desk, entry);
  if (await desk.store.has(packageId)) return takeInStored(desk, manifest);
  if (open !== undefined && isSameCut(open.partial.manifest, manifest)) {
    open.activeAtMs = desk.clock.monotonicMs();
    return reportProgress(desk, open, "manifest");
  }
  await begin(desk, announced);
}

async function begin(desk: IngestDesk, announced: AnnouncedPackage): Promise<void> {
  const { manifest, manifestBytes } = announced;
  const transfer = await desk.transfers.open(manifest, manifestBytes);
  if (transfer === null) return letWait(desk, announced);
  desk.waiting.delete(manifest.packageId);
  if (transfer.partial.isComplete()) return takeIn(desk, transfer);
  await reportProgress(desk, transfer, "manifest");
}

function letWait(desk: IngestDesk, announced: AnnouncedPackage): void {
  const { packageId, chunkLengthBytes } = announced.manifest;
  if (desk.waiting.size < desk.limits.waitingMax || desk.waiting.has(packageId)) desk.waiting.set(packageId, announced);
  replyStatus(desk, announced.manifest, {
    kind: "progress",
    version: 1,
    packageId,
    chunkLengthBytes,
    cause: "manifest",
    held: encodeBitmap([], announced.manifest.chunks.length),
    refused: [],
    creditBytes: 0,
  });
}

function isSameCut(a: Manifest, b: Manifest): boolean {
  return a.chunkLengthBytes === b.chunkLengthBytes && a.chunks.every((hash, index) => hash === b.chunks[index]);
}
