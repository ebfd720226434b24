import type { KeyObject } from "node:crypto";
import { BoothError } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import { parseBitmap } from "../transfer/chunk-bitmap.ts";
import type { BoothAddress } from "../transfer/identifiers.ts";
import { openReceipt, type Receipt } from "../transfer/receipt.ts";
import { type ProgressStatus, parseStatus } from "../transfer/status.ts";
import { parseTopic } from "../transfer/topics.ts";
import type { Outbox, OutboxEntry } from "./outbox.ts";
import type { SenderEvent } from "./sender-state.ts";

export type Reception = {
  readonly identity: BoothAddress;
  readonly ingestKey: KeyObject;
  readonly outbox: Outbox;
  readonly post: (event: SenderEvent) => void;
  readonly tell: (receipt: Receipt, entry: OutboxEntry) => void;
  readonly logger: Logger;
};

/**
 * Turns what the office says into events for the sender.
 * @throws BoothError `message.invalid`, `receipt.invalid` when it is not what it claims; then nothing has changed
 */
export function receiveMessage(reception: Reception, topicText: string, payload: Buffer): void {
  const topic = parseTopic(topicText);
  if (topic.kind === "receipt") receiveReceipt(reception, payload);
  if (topic.kind === "status") receiveStatus(reception, payload);
}

function receiveStatus(reception: Reception, payload: Buffer): void {
  const status = parseStatus(payload);
  if (status.kind === "progress") receiveProgress(reception, status);
  else reception.post({ kind: "aborted", packageId: status.packageId, code: status.code });
}

function receiveProgress({ outbox, post }: Reception, status: ProgressStatus): void {
  const entry = outbox.pending().find(({ packageId }) => packageId === status.packageId);
  if (entry === undefined) return;
  const held = parseBitmap(status.held, Math.ceil(entry.lengthBytes / status.chunkLengthBytes));
  post({ kind: "progressed", status, held });
}

function receiveReceipt({ identity, ingestKey, outbox, post, tell, logger }: Reception, payload: Buffer): void {
  const receipt = openReceipt(payload, ingestKey);
  const { packageId, status } = receipt;
  const entry = outbox.pending().find((candidate) => candidate.packageId === packageId);
  if (entry === undefined) {
    // The usual case is a second copy of one we have acted on.
    logger.debug("receipt.not-awaited", { packageId, status });
    return;
  }
  const { siteId, boothId } = identity;
  if (receipt.siteId !== siteId || receipt.boothId !== boothId) {
    throw new BoothError("receipt.invalid", { packageId, problem: "it speaks of another booth's package" });
  }
  post({ kind: "receipted", packageId, isRejected: status === "REJECTED", receipt: payload });
  if (status === "REJECTED") tell(receipt, entry);
}
