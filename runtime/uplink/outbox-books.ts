import type { OutboxEntry, OutboxRecord } from "./outbox.ts";

/** What the journal has said about packages, kept in memory. */
export type OutboxBooks = {
  readonly enterSealed: (entry: OutboxEntry) => void;
  /** Ignored for a package nobody sealed. */
  readonly enterReceipted: (packageId: string, receipt: Uint8Array) => void;
  /** In the order they were sealed. */
  readonly pending: () => readonly OutboxEntry[];
  readonly findPending: (packageId: string) => OutboxEntry | undefined;
  /** Whether it was ever sealed here, receipted or not. */
  readonly knows: (packageId: string) => boolean;
  readonly findVisit: (visitId: string) => OutboxRecord | undefined;
  readonly newest: () => OutboxEntry | undefined;
};

/** Visits in hand are few and recent; a year of receipts need not stay in memory. */
const receiptsKeptMax = 1_000;

export function createOutboxBooks(): OutboxBooks {
  const pending = new Map<string, OutboxEntry>();
  const known = new Set<string>();
  /** Those that have left, by visit, oldest first. */
  const left = new Map<string, OutboxRecord>();
  let newest: OutboxEntry | undefined;

  return {
    enterSealed: (entry) => {
      pending.set(entry.packageId, entry);
      known.add(entry.packageId);
      newest = entry;
    },
    enterReceipted: (packageId, receipt) => {
      const entry = pending.get(packageId);
      if (entry === undefined) return;
      pending.delete(packageId);
      left.set(entry.visitId, { entry, receipt });
      const oldest = left.keys().next().value;
      if (left.size > receiptsKeptMax && oldest !== undefined) left.delete(oldest);
    },
    pending: () => [...pending.values()],
    findPending: (packageId) => pending.get(packageId),
    knows: (packageId) => known.has(packageId),
    findVisit: (visitId) => {
      const waiting = [...pending.values()].find((entry) => entry.visitId === visitId);
      return waiting === undefined ? left.get(visitId) : { entry: waiting, receipt: null };
    },
    newest: () => newest,
  };
}
