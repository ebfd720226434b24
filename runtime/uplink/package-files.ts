import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256InSlices } from "../kernel/digest.ts";
import { makeFolder, removeFile, removeLeftovers, replaceFile } from "../kernel/durable-file.ts";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import { nodeFileSystem } from "../kernel/file-system.ts";
import { sha256Schema } from "../transfer/identifiers.ts";

export const packageSuffix = ".p7";
/** A receipt that could not be journalled, because the journal could not be trusted at the time. */
export const receiptSuffix = ".receipt";

/** The sealed packages in one folder, each under its own hash. Every change is durable on return. */
export type PackageFiles = {
  /** Ids that have a file with this suffix, in alphabetical order. */
  readonly list: (suffix: string) => Promise<readonly string[]>;
  /** @throws BoothError `package.invalid` when the file is missing or its bytes do not hash to the id */
  readonly read: (packageId: string) => Promise<Uint8Array>;
  readonly readReceipt: (packageId: string) => Promise<Uint8Array>;
  /** @throws BoothError `disk.full`, `file.unreadable`, `state.poisoned` */
  readonly write: (packageId: string, suffix: string, bytes: Uint8Array) => Promise<void>;
  readonly remove: (packageId: string, suffix: string) => Promise<void>;
};

/** Makes the folder when it is missing, and clears what a power cut left half written. */
export async function openPackageFiles(dir: string): Promise<PackageFiles> {
  await makeFolder(dir);
  await removeLeftovers(dir);
  const pathOf = (packageId: string, suffix: string) => join(dir, `${packageId}${suffix}`);
  return {
    list: async (suffix) => {
      const names = await nodeFileSystem.listFolder(dir);
      const ids = names.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
      return ids.filter((id) => sha256Schema.safeParse(id).success).sort();
    },
    read: (packageId) => readPackage(pathOf(packageId, packageSuffix), packageId),
    readReceipt: (packageId) => readFile(pathOf(packageId, receiptSuffix)),
    write: (packageId, suffix, bytes) => replaceFile(pathOf(packageId, suffix), bytes),
    remove: (packageId, suffix) => removeFile(pathOf(packageId, suffix)),
  };
}

/** @throws BoothError `package.invalid` when the bytes are not the package of this id */
export async function checkPackage(packageId: string, sealed: Uint8Array): Promise<void> {
  const actual = await sha256InSlices(sealed);
  if (actual === packageId) return;
  throw new BoothError("package.invalid", { problem: `${packageId} hashes to ${actual}` });
}

async function readPackage(path: string, packageId: string): Promise<Uint8Array> {
  try {
    const sealed = await readFile(path);
    await checkPackage(packageId, sealed);
    return sealed;
  } catch (error) {
    if (!isSystemError(error, "ENOENT")) throw error;
    throw new BoothError("package.invalid", { problem: `${packageId} has no file` }, { cause: error });
  }
}
