import { createHash, type KeyObject } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder, removeFile, removeLeftovers, replaceFile, syncFolder } from "../kernel/durable-file.ts";
import { isSystemError } from "../kernel/errors.ts";
import { nodeFileSystem } from "../kernel/file-system.ts";
import { encodeReceipt } from "../transfer/receipt.ts";
import type { LedgerEntry } from "./ledger.ts";

/** What the office keeps for ever: sealed packages under their hash, and the one receipt it gave for each. */
export type PackageStore = {
  readonly pathOf: (packageId: string) => string;
  readonly has: (packageId: string) => Promise<boolean>;
  /** Takes over a whole, synced file whose hash was checked. Durable on return. */
  readonly adopt: (path: string, packageId: string) => Promise<void>;
  /** Durable on return. */
  readonly remove: (packageId: string) => Promise<void>;
  /** The receipt for this entry: signed and stored once, and the same bytes ever after. Durable on return. */
  readonly receiptFor: (entry: LedgerEntry) => Promise<Uint8Array>;
};

export type ReceiptIssuer = { readonly ingestId: string; readonly ingestPrivateKey: KeyObject };

export async function openPackageStore(dir: string, issuer: ReceiptIssuer): Promise<PackageStore> {
  const packages = join(dir, "packages");
  const receipts = join(dir, "receipts");
  for (const folder of [packages, receipts]) {
    await makeFolder(folder);
    await removeLeftovers(folder);
  }
  const pathOf = (packageId: string) => join(packages, `${packageId}.p7`);
  return {
    pathOf,
    has: (packageId) => isFile(pathOf(packageId)),
    adopt: async (path, packageId) => {
      await nodeFileSystem.rename(path, pathOf(packageId));
      await syncFolder(packages);
    },
    remove: (packageId) => removeFile(pathOf(packageId)),
    receiptFor: async (entry) => {
      const path = join(receipts, `${entry.packageId}.receipt`);
      const stored = await readIfThere(path);
      if (stored !== undefined) return stored;
      const receipt = signReceipt(entry, issuer);
      await replaceFile(path, receipt);
      return receipt;
    },
  };
}

/** SHA-256 of a file's content, read in pieces. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest("hex");
}

function signReceipt(entry: LedgerEntry, { ingestId, ingestPrivateKey }: ReceiptIssuer): Buffer {
  const { packageId, siteId, boothId, sequence, receivedAt, hash } = entry;
  return encodeReceipt(
    {
      kind: "receipt",
      version: 1,
      packageId,
      siteId,
      boothId,
      sequence,
      ingestId,
      receivedAt,
      ledgerHash: hash,
      status: "RECEIVED",
      code: null,
    },
    ingestPrivateKey,
  );
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return false;
    throw error;
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return undefined;
    throw error;
  }
}
