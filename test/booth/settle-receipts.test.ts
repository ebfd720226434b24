import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { keyDestroyedKind, settleReceipts } from "../../runtime/compose-receipts.ts";
import { openJournal } from "../../runtime/journal/open-journal.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { createLogger } from "../../runtime/kernel/logger.ts";
import { encodeReceipt } from "../../runtime/transfer/receipt.ts";
import type { OutboxEntry } from "../../runtime/uplink/outbox.ts";
import type { ReceiptListener } from "../../runtime/uplink/uplink.ts";
import { openVault } from "../../runtime/vault/open-vault.ts";
import type { VisitChange, VisitDesk } from "../../runtime/visit/visit-desk.ts";
import type { VisitDeed } from "../../runtime/visit/visit-event.ts";
import { visitEntryKind } from "../../runtime/visit/visit-replay.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const visitId = "0b1f3c7e-5a51-4c0b-8f0f-6d3c1d0a9e11";
const packageId = "ab".repeat(32);
const ingest = generateKeyPairSync("ec", { namedCurve: "P-256" });
const receiptFields = {
  packageId,
  siteId: "pangkalan-banteng",
  boothId: "bilik-01",
  sequence: 1,
  ingestId: "kantor",
  receivedAt: "2026-03-15T08:00:00.000Z",
  ledgerHash: "cd".repeat(32),
  status: "RECEIVED",
  code: null,
} as const;
const entry: OutboxEntry = {
  packageId,
  visitId,
  sequence: 1,
  previousPackageId: null,
  sealedAt: "2026-03-15T07:59:00.000Z",
  lengthBytes: 1,
};

describe("settling receipts", () => {
  it("tells the journal of a key that was destroyed just before the power went", async () => {
    const booth = await openSmallBooth();
    await booth.journal.append(visitEntryKind, { visitId });
    await booth.vault.destroyKey(visitId);
    await booth.receipts.settleOld();
    expect(await booth.destroyed()).toEqual([visitId]);
    await booth.receipts.settleOld();
    expect(await booth.destroyed()).toEqual([visitId]);
    await booth.close();
  });

  it("destroys the key of a visit that never was opened", async () => {
    const booth = await openSmallBooth();
    await booth.receipts.settleOld();
    expect(await booth.vault.readableVisits()).toEqual([]);
    expect(await booth.destroyed()).toEqual([visitId]);
    await booth.close();
  });

  it("waits for the visit when the receipt is quicker than the word that the package was sealed", async () => {
    const booth = await openSmallBooth();
    await booth.journal.append(visitEntryKind, { visitId });
    booth.stand("finished");
    booth.receive();
    await booth.receipts.settleOld();
    expect(booth.submitted).toEqual([]);
    expect(await booth.vault.readableVisits()).toEqual([visitId]);
    booth.stand("sealed");
    await booth.close();
    expect(booth.submitted).toMatchObject([{ kind: "receipted", packageId }]);
    expect(await booth.destroyed()).toEqual([visitId]);
  });
});

/** Journal and vault as they are; the visit, the outbox and the line as far as receipts look at them. */
async function openSmallBooth() {
  const dir = await makeTemporaryFolder("settle");
  const logger = createLogger("silent");
  const journal = await openJournal({ dir: join(dir, "journal"), clock: createSystemClock(), logger });
  const vault = await openVault({ dir: join(dir, "vault"), keyEncryptionKey: new Uint8Array(32).fill(7) });
  await vault.createKey(visitId);
  onTestFinished(async () => {
    await vault.close();
    await journal.close();
  });

  let phase: "finished" | "sealed" | null = null;
  const submitted: VisitDeed[] = [];
  const changeListeners: ((change: VisitChange) => void)[] = [];
  const receiptListeners: ReceiptListener[] = [];
  const find = (id: string) => (id === visitId && phase !== null ? { phase, packageId } : undefined);
  const desk = {
    find,
    inHand: () => (phase === null ? [] : [{ visitId, state: { phase } }]),
    submit: async (_id: string, deed: VisitDeed) => {
      submitted.push(deed);
      phase = null;
      return null;
    },
    onChange: (listener: (change: VisitChange) => void) => {
      changeListeners.push(listener);
      return () => true;
    },
  } as unknown as VisitDesk;
  const signed = encodeReceipt({ kind: "receipt", version: 1, ...receiptFields }, ingest.privateKey);
  const receipts = settleReceipts({
    desk,
    uplink: {
      onReceipt: (listener) => {
        receiptListeners.push(listener);
        return () => undefined;
      },
    } as Parameters<typeof settleReceipts>[0]["uplink"],
    outbox: { findVisit: () => ({ entry, receipt: signed }) } as unknown as Parameters<
      typeof settleReceipts
    >[0]["outbox"],
    vault,
    journal,
    ingestKey: ingest.publicKey,
    logger,
  });
  return {
    journal,
    vault,
    receipts,
    submitted,
    stand: (next: "finished" | "sealed") => {
      phase = next;
      for (const tell of changeListeners) tell({ visitId, after: { phase } } as unknown as VisitChange);
    },
    receive: () => {
      for (const tell of receiptListeners) tell({ kind: "receipt", version: 1, ...receiptFields }, entry);
    },
    destroyed: async () => {
      const told: unknown[] = [];
      for await (const { kind, body } of journal.read()) {
        if (kind === keyDestroyedKind) told.push((body as { readonly visitId: string }).visitId);
      }
      return told;
    },
    close: receipts.close,
  };
}
