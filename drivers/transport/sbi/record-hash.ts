import { createHash } from "node:crypto";

/** SHA-256 of nothing: what the first record of all is chained to. */
const firstLink = createHash("sha256").digest();

/**
 * The hash of one record in the chain, upper-case hex: SHA-256 over the bytes of the hash before it and the SHA-256 of
 * the record (SBI 0.9.5 with the clarification of 24 May 2021).
 * @param previousHash hex; empty for the first
 */
export function chainRecordHash(previousHash: string, record: Uint8Array): string {
  const previous = previousHash === "" ? firstLink : Buffer.from(previousHash, "hex");
  const own = createHash("sha256").update(record).digest();
  return createHash("sha256").update(previous).update(own).digest("hex").toUpperCase();
}
