import type { Clock } from "../kernel/clock.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Manifest } from "../transfer/manifest.ts";
import { openPartialTransfer, type PartialTransfer } from "./partial-transfer.ts";

export type TransferCaps = {
  readonly openTransfersMax: number;
  /** Sum of the announced lengths. */
  readonly openBytesMax: number;
  /** A transfer without a word for this long may lose its place to another, and its bytes with it. */
  readonly transferIdleMs: number;
};

/** A transfer, and what its booth has not been told yet. */
export type OpenTransfer = {
  readonly partial: PartialTransfer;
  activeAtMs: number;
  unreportedCount: number;
  /** Chunks that came damaged since the last report. */
  readonly refused: Set<number>;
  /** Ends the wait for the next report; null when none is due. */
  dueReport: AbortController | null;
};

/** The transfers on their way in, as many as the caps allow. Calls must not overlap. */
export type OpenTransfers = {
  readonly find: (packageId: string) => OpenTransfer | undefined;
  readonly all: () => readonly OpenTransfer[];
  /**
   * Begins or resumes. An open transfer of the same package is opened anew: its bytes count by their hashes.
   * Null when there is no room.
   */
  readonly open: (manifest: Manifest, manifestBytes: Uint8Array) => Promise<OpenTransfer | null>;
  /** Forgets it; its files stay. */
  readonly close: (packageId: string) => Promise<void>;
  /** Forgets it and removes its files. */
  readonly discard: (packageId: string) => Promise<void>;
};

export function createOpenTransfers(dir: string, caps: TransferCaps, clock: Clock, logger: Logger): OpenTransfers {
  const transfers = new Map<string, OpenTransfer>();
  const close = async (packageId: string) => {
    const transfer = transfers.get(packageId);
    transfers.delete(packageId);
    transfer?.dueReport?.abort();
    await transfer?.partial.close();
    return transfer;
  };
  const discard = async (packageId: string) => {
    const transfer = await close(packageId);
    await transfer?.partial.discard();
  };
  const hasRoomFor = (lengthBytes: number) => {
    const open = [...transfers.values()];
    const openBytes = open.reduce((sum, { partial }) => sum + partial.manifest.lengthBytes, 0);
    return open.length < caps.openTransfersMax && openBytes + lengthBytes <= caps.openBytesMax;
  };
  const evictIdle = async (lengthBytes: number) => {
    const oldestFirst = [...transfers.values()].sort((a, b) => a.activeAtMs - b.activeAtMs);
    for (const { partial, activeAtMs } of oldestFirst) {
      if (hasRoomFor(lengthBytes) || clock.monotonicMs() - activeAtMs < caps.transferIdleMs) return;
      logger.warn("office.transfer-evicted", { packageId: partial.manifest.packageId });
      await discard(partial.manifest.packageId);
    }
  };

  return {
    find: (packageId) => transfers.get(packageId),
    all: () => [...transfers.values()],
    open: async (manifest, manifestBytes) => {
      await close(manifest.packageId);
      await evictIdle(manifest.lengthBytes);
      if (!hasRoomFor(manifest.lengthBytes)) return null;
      const partial = await openPartialTransfer(dir, manifest, manifestBytes);
      const activeAtMs = clock.monotonicMs();
      const transfer = { partial, activeAtMs, unreportedCount: 0, refused: new Set<number>(), dueReport: null };
      transfers.set(manifest.packageId, transfer);
      return transfer;
    },
    close: async (packageId) => void (await close(packageId)),
    discard,
  };
}
