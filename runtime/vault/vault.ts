/** A sealed blob's address: SHA-256 of the encrypted bytes on disk, and the length of the plain ones. */
export type BlobRef = { readonly hash: string; readonly lengthBytes: number };

/** Encrypted content-addressed blobs with one data key a visit. */
export type Vault = {
  /** Creates the visit's data key, durable on return. A visit has one key for life; a second call changes nothing. */
  readonly createKey: (visitId: string) => Promise<void>;
  /**
   * Keeps the parts in a row as one blob, durable on return. They must not change meanwhile; large ones hold up nobody.
   * @throws BoothError `vault.key-destroyed`, `disk.full`, `state.poisoned`
   */
  readonly put: (visitId: string, ...parts: readonly Uint8Array[]) => Promise<BlobRef>;
  /** @throws BoothError `vault.missing`, `vault.corrupt`, `vault.key-destroyed` */
  readonly get: (visitId: string, ref: BlobRef) => Promise<Uint8Array>;
  /** Crypto-erase: destroys the key, then removes the visit's blobs. Durable on return; safe to repeat. */
  readonly destroyKey: (visitId: string) => Promise<void>;
  /** Visits whose data can still be read on this machine. */
  readonly readableVisits: () => Promise<readonly string[]>;
};
