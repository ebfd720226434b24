import type { KeyObject } from "node:crypto";
import type { Journal } from "./journal/journal.ts";
import type { Logger } from "./kernel/logger.ts";
import { createWriteQueue } from "./kernel/write-queue.ts";
import { openReceipt } from "./transfer/receipt.ts";
import type { Outbox } from "./uplink/outbox.ts";
import type { Uplink } from "./uplink/uplink.ts";
import type { Vault } from "./vault/vault.ts";
import type { VisitDesk } from "./visit/visit-desk.ts";

/** The journal's name for the end of a visit's readability on this machine. */
export const keyDestroyedKind = "data-key-destroyed";

export type ReceiptParts = {
  readonly desk: VisitDesk;
  readonly uplink: Uplink;
  readonly outbox: Outbox;
  readonly vault: Vault;
  readonly journal: Journal;
  /** Checks the receipts that the outbox kept. */
  readonly ingestKey: KeyObject;
  readonly logger: Logger;
};

/**
 * What a receipt sets off: the visit is closed, its data key destroyed, and both journalled. Every part may be
 * repeated, so that a power cut anywhere in between is made good at the next start.
 */
export function settleReceipts({ desk, uplink, outbox, vault, journal, ingestKey, logger }: ReceiptParts) {
  const queue = createWriteQueue();

  const settle = async (visitId: string, receipt: { packageId: string; status: Status; receivedAt: string }) => {
    const state = desk.find(visitId);
    if (state?.phase === "sealed") {
      const { packageId, status, receivedAt } = receipt;
      await desk.submit(visitId, { kind: "receipted", packageId, status, receivedAt });
    }
    await eraseVisit(visitId);
  };

  const eraseVisit = async (visitId: string) => {
    if (!(await vault.readableVisits()).includes(visitId)) return;
    await vault.destroyKey(visitId);
    await journal.append(keyDestroyedKind, { visitId });
    logger.info("visit.erased", { visitId });
  };

  const stopReceipts = uplink.onReceipt((receipt, entry) => {
    if (receipt.status === "REJECTED") {
      logger.error("package.rejected", { packageId: entry.packageId });
      return;
    }
    queue.run(() => settle(entry.visitId, receipt)).catch((error: unknown) => logFailure(logger, error));
  });
  const stopCancelled = desk.onChange(({ visitId, after }) => {
    if (after.phase !== "cancelled") return;
    queue.run(() => eraseVisit(visitId)).catch((error: unknown) => logFailure(logger, error));
  });

  return {
    /** Finishes what the last stop interrupted. Call before anything new happens. */
    settleOld: async () => {
      for (const { visitId, state } of desk.inHand()) {
        const receipt = state.phase === "sealed" ? outbox.findVisit(visitId)?.receipt : null;
        if (receipt) await queue.run(() => settle(visitId, openReceipt(receipt, ingestKey)));
      }
      const inHand = new Set(desk.inHand().map(({ visitId }) => visitId));
      for (const visitId of await vault.readableVisits()) {
        if (!inHand.has(visitId)) await queue.run(() => eraseVisit(visitId));
      }
    },
    close: async () => {
      stopReceipts();
      stopCancelled();
      await queue.settled();
    },
  };
}

type Status = "RECEIVED" | "ACCEPTED" | "REJECTED";

function logFailure(logger: Logger, error: unknown): void {
  logger.error("receipt.not-settled", { problem: error instanceof Error ? error.message : "unknown" });
}
