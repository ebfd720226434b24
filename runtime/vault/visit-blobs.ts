import { join } from "node:path";
import { sha256InSlices } from "../kernel/digest.ts";
import { makeFolder, removeLeftovers, replaceFile, syncFolder } from "../kernel/durable-file.ts";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import type { FileSystem } from "../kernel/file-system.ts";
import { lengthOf } from "../kernel/in-slices.ts";
import { nameStorageFailure, systemCode } from "../kernel/storage-failure.ts";
import { nonceBytes, openInSlices, sealParts } from "./sealed-bytes.ts";
import type { BlobRef } from "./vault.ts";

/** Sealed blobs on disk, one folder a visit: erasing a visit never searches the others. Writes must not overlap. */
export type VisitBlobs = {
  /** Durable on return; safe to repeat. */
  readonly makeFolder: (visitId: string) => Promise<void>;
  /** Durable on return; one blob of the parts in a row, which must not change meanwhile. */
  readonly put: (visitId: string, key: Uint8Array, parts: readonly Uint8Array[]) => Promise<BlobRef>;
  /** @throws BoothError `vault.missing`, `vault.corrupt` */
  readonly get: (visitId: string, key: Uint8Array, ref: BlobRef) => Promise<Uint8Array>;
  /** Durable on return; safe to repeat. */
  readonly remove: (visitId: string) => Promise<void>;
  /** Visits that have a folder. */
  readonly visits: () => Promise<readonly string[]>;
  /** Removes what a power cut left half written. */
  readonly removeLeftovers: () => Promise<void>;
};

export type VisitBlobsOptions = {
  readonly dir: string;
  readonly randomBytes: (sizeBytes: number) => Uint8Array;
  readonly fileSystem: FileSystem;
};

const hashForm = /^[0-9a-f]{64}$/;

export function createVisitBlobs({ dir, randomBytes, fileSystem }: VisitBlobsOptions): VisitBlobs {
  const folderOf = (visitId: string) => join(dir, visitId);
  const context = (visitId: string) => `bilik blob of visit ${visitId}`;

  return {
    makeFolder: (visitId) => makeFolder(folderOf(visitId), fileSystem),
    put: async (visitId, key, parts) => {
      const sealed = await sealParts(parts, { key, nonce: randomBytes(nonceBytes), context: context(visitId) });
      const hash = await sha256InSlices(sealed);
      await replaceFile(join(folderOf(visitId), hash), sealed, fileSystem);
      return { hash, lengthBytes: lengthOf(parts) };
    },
    get: async (visitId, key, { hash, lengthBytes }) => {
      const sealed = await readBlob(folderOf(visitId), hash, fileSystem);
      if ((await sha256InSlices(sealed)) !== hash) throw corrupt(hash, "the bytes on disk are not those that were put");
      const plain = await openInSlices(sealed, key, context(visitId));
      if (plain === null) throw corrupt(hash, "it does not open with this visit's key");
      if (plain.length !== lengthBytes) throw corrupt(hash, `${plain.length} bytes instead of ${lengthBytes}`);
      return plain;
    },
    remove: (visitId) => removeVisitFolder(folderOf(visitId), fileSystem),
    visits: () => fileSystem.listFolder(dir),
    removeLeftovers: async () => {
      for (const visitId of await fileSystem.listFolder(dir)) await removeLeftovers(folderOf(visitId), fileSystem);
    },
  };
}

async function readBlob(folder: string, hash: string, fileSystem: FileSystem): Promise<Buffer> {
  if (!hashForm.test(hash)) throw new BoothError("vault.missing", { hash });
  try {
    return await fileSystem.readFile(join(folder, hash));
  } catch (error) {
    if (isSystemError(error, "ENOENT")) throw new BoothError("vault.missing", { hash }, { cause: error });
    const code = systemCode(error);
    throw code === undefined ? error : corrupt(hash, `cannot be read: ${code}`, error);
  }
}

/** Without the key the blobs are noise already: one sync at the end is enough, not one a file. */
async function removeVisitFolder(folder: string, fileSystem: FileSystem): Promise<void> {
  try {
    for (const name of await fileSystem.listFolder(folder)) await fileSystem.unlink(join(folder, name));
    await fileSystem.removeFolder(folder);
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return;
    throw await nameStorageFailure(error, { path: folder, operation: "remove", neededBytes: 0 });
  }
  await syncFolder(join(folder, ".."), fileSystem);
}

function corrupt(hash: string, problem: string, cause?: unknown): BoothError {
  return new BoothError("vault.corrupt", { hash, problem }, { cause });
}
