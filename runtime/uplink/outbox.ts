/** A sealed package that waits for its receipt. */
export type OutboxEntry = {
  /** SHA-256 of the sealed bytes, lower-case hexadecimal. */
  readonly packageId: string;
  readonly visitId: string;
  readonly sequence: number;
  readonly previousPackageId: string | null;
  readonly sealedAt: string;
  readonly lengthBytes: number;
};

/** A visit's package, and its receipt once it has one. */
export type OutboxRecord = { readonly entry: OutboxEntry; readonly receipt: Uint8Array | null };

/** Sealed packages on disk, until a signed receipt releases them. The journal says what is in it. */
export type Outbox = {
  /** Oldest first. */
  readonly pending: () => readonly OutboxEntry[];
  /** The package of a visit, also for a while after it has left: the last thousand that did are remembered. */
  readonly findVisit: (visitId: string) => OutboxRecord | undefined;
  /** The last package ever added, whose number and id the next one continues. */
  readonly newest: () => OutboxEntry | undefined;
  /** Bytes first, then the journal entry `package-sealed`; durable on return. Safe to repeat with the same bytes. */
  readonly add: (entry: OutboxEntry, sealed: Uint8Array) => Promise<void>;
  /** @throws BoothError `package.invalid` when the bytes no longer hash to the id */
  readonly read: (packageId: string) => Promise<Uint8Array>;
  /** Journals `package-receipted` with the receipt's own bytes, and only then removes the package. */
  readonly release: (packageId: string, receipt: Uint8Array) => Promise<void>;
};
