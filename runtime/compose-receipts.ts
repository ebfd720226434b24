import type { KeyObject } from "node:crypto";
import { z } from "zod";
import type { Journal } from "./journal/journal.ts";
import type { Logger } from "./kernel/logger.ts";
import { createWriteQueue } from "./kernel/write-queue.ts";
import { openReceipt } from "./transfer/receipt.ts";
import type { Outbox } from "./uplink/outbox.ts";
import type { Uplink } from "./uplink/uplink.ts";
import type { Vault } from "./vault/vault.ts";
import type { VisitDesk } from "./visit/visit-desk.ts";
import { visitEntryKind } from "./visit/visit-replay.ts";

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
    // The package can be away and back before the visit is told that it was sealed: `sealed` comes back here.
    if (state?.phase === "finished") return;
    if (state?.phase === "sealed") {
      const { packageId, status, receivedAt } = receipt;
      await desk.submit(visitId, { kind: "receipted", packageId, status, receivedAt });
    }
    await eraseVisit(visitId);
  };

  const settleSealed = async (visitId: string) => {
    const receipt = outbox.findVisit(visitId)?.receipt;
    if (receipt) await settle(visitId, openReceipt(receipt, ingestKey));
  };

  const eraseVisit = async (visitId: string) => {
    if (!(await vault.readableVisits()).includes(visitId)) return;
    await vault.destroyKey(visitId);
    await tellErased(visitId);
  };

  const tellErased = async (visitId: string) => {
    await journal.append(keyDestroyedKind, { visitId });
    logger.info("visit.erased", { visitId });
  };

  const run = (work: () => Promise<void>) =>
    queue.run(work).catch((error: unknown) => logger.error("receipt.not-settled", { problem: describe(error) }));

  const stopReceipts = uplink.onReceipt((receipt, entry) => {
    if (receipt.status === "REJECTED") {
      logger.error("package.rejected", { packageId: entry.packageId });
      return;
    }
    void run(() => settle(entry.visitId, receipt));
  });
  const stopChanges = desk.onChange(({ visitId, after }) => {
    if (after.phase === "sealed") void run(() => settleSealed(visitId));
    if (after.phase === "cancelled") void run(() => eraseVisit(visitId));
  });

  return {
    /** Finishes what the last stop interrupted. Call before anything new happens. */
    settleOld: async () => {
      for (const { visitId, state } of desk.inHand()) {
        if (state.phase === "sealed") await queue.run(() => settleSealed(visitId));
      }
      const inHand = new Set(desk.inHand().map(({ visitId }) => visitId));
      for (const visitId of await vault.readableVisits()) {
        if (!inHand.has(visitId)) await queue.run(() => eraseVisit(visitId));
      }
      for (const visitId of await findUntold(journal)) {
        if (!inHand.has(visitId)) await queue.run(() => tellErased(visitId));
      }
    },
    close: async () => {
      stopReceipts();
      stopChanges();
      await queue.settled();
    },
  };
}

const ofVisit = z.object({ visitId: z.string() });

/** Visits whose key's end the journal has not heard of: those in hand, and those of a stop right after the erasing. */
async function findUntold(journal: Journal): Promise<ReadonlySet<string>> {
  const untold = new Set<string>();
  for await (const { kind, body } of journal.read()) {
    if (kind === visitEntryKind) untold.add(ofVisit.parse(body).visitId);
    if (kind === keyDestroyedKind) untold.delete(ofVisit.parse(body).visitId);
  }
  return untold;
}

type Status = "RECEIVED" | "ACCEPTED" | "REJECTED";

function describe(error: unknown): string {
  return error instanceof Error ? error.message : "unknown";
}
