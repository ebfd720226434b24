/** One line of the truth. `body` is the writer's own shape: whoever reads it parses it. */
export type JournalEntry = {
  /** 1, 2, 3 … without a gap. */
  readonly sequence: number;
  /** UTC ISO 8601, wall clock at append. */
  readonly at: string;
  readonly kind: string;
  readonly body: unknown;
  /** SHA-256 over the previous entry's hash and this entry; the chain that shows tampering. */
  readonly hash: string;
};

export type JournalHead = { readonly sequence: number; readonly hash: string };

/** What opening found, for the self-test and the log. */
export type JournalRecovery = { readonly entries: number; readonly segments: number; readonly tornBytesCut: number };

/** Append-only, hash-chained, fsynced. One writer a folder. */
export type Journal = {
  readonly recovery: JournalRecovery;
  readonly head: () => JournalHead;
  /**
   * Resolves once the entry is on the medium; entries appended together share one sync and keep their order.
   * @throws BoothError `journal.full`, `disk.full`, or `state.poisoned` after a failed sync: nothing more is accepted
   */
  readonly append: (kind: string, body: unknown) => Promise<JournalEntry>;
  /** Every entry from the first, in order, as it is on disk. */
  readonly read: () => AsyncIterable<JournalEntry>;
  /** Waits for pending appends and releases the folder. Safe to call twice. */
  readonly close: () => Promise<void>;
};
