import type { Clock } from "../kernel/clock.ts";
import type { Logger } from "../kernel/logger.ts";
import type { BoothAddress } from "../transfer/identifiers.ts";
import type { Manifest } from "../transfer/manifest.ts";
import { type AbortCode, encodeStatus, type Status } from "../transfer/status.ts";
import { formatTopic } from "../transfer/topics.ts";
import type { BoothCertificates } from "./booth-certificates.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import type { OpenTransfers, TransferCaps } from "./open-transfers.ts";
import type { PackageStore } from "./package-store.ts";

export type IngestLimits = TransferCaps & {
  /** Bytes a booth may have on the road. */
  readonly creditBytes: number;
  /** Room on the disk that is never given to a package. */
  readonly diskReserveBytes: number;
  /** A booth hears of its chunks after this many, or after this long. */
  readonly reportChunks: number;
  readonly reportDelayMs: number;
  /** Packages that may wait for room. */
  readonly waitingMax: number;
};

/** A package the office has taken in, and where its sealed bytes are. */
export type ReceivedPackage = { readonly entry: LedgerEntry; readonly path: string };

export type AnnouncedPackage = { readonly manifest: Manifest; readonly manifestBytes: Uint8Array };

/** All that the handling of one message may need. */
export type IngestDesk = {
  readonly dir: string;
  readonly siteId: string;
  readonly boothCertificates: BoothCertificates;
  readonly limits: IngestLimits;
  readonly store: PackageStore;
  readonly ledger: Ledger;
  readonly transfers: OpenTransfers;
  /** Packages for which there was no room, oldest first. */
  readonly waiting: Map<string, AnnouncedPackage>;
  /** Says something to a booth. What is lost is asked for again. */
  readonly reply: (topic: string, payload: Uint8Array) => void;
  readonly onReceived: (received: ReceivedPackage) => void;
  /** Runs `act` in turn with all other handling. Never rejects for what the world did. */
  readonly inTurn: (act: () => Promise<void>) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
};

export function replyStatus(desk: IngestDesk, { siteId, boothId }: BoothAddress, status: Status): void {
  desk.reply(formatTopic({ kind: "status", siteId, boothId }), encodeStatus(status));
}

/** Tells the booth that this package will not be taken as it is. */
export function replyAbort(desk: IngestDesk, address: BoothAddress, packageId: string, code: AbortCode): void {
  desk.logger.warn("office.package-refused", { packageId, boothId: address.boothId, code });
  replyStatus(desk, address, { kind: "abort", version: 1, packageId, code });
}
