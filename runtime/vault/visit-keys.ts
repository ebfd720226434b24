import { join } from "node:path";
import { removeFile, replaceFile } from "../kernel/durable-file.ts";
import { isSystemError } from "../kernel/errors.ts";
import type { FileSystem } from "../kernel/file-system.ts";
import { nameStorageFailure, systemCode } from "../kernel/storage-failure.ts";
import { nonceBytes, openBytes, sealBytes, sealOverheadBytes } from "./sealed-bytes.ts";

/** What the disk holds of a visit's data key. */
export type KeyReading =
  | { readonly kind: "live"; readonly key: Buffer }
  | { readonly kind: "absent" }
  | { readonly kind: "destroyed" }
  | { readonly kind: "damaged"; readonly problem: string };

/** Data keys on disk, each wrapped by the key-encryption key and bound to its visit. Writes must not overlap. */
export type VisitKeys = {
  readonly read: (visitId: string) => Promise<KeyReading>;
  /** Durable on return. The visit must have no key yet. */
  readonly create: (visitId: string) => Promise<void>;
  /** Durable on return; safe to repeat, and to resume after a power cut at any step. */
  readonly destroy: (visitId: string) => Promise<void>;
  readonly live: () => Promise<readonly string[]>;
  readonly destroyed: () => Promise<ReadonlySet<string>>;
  /** Takes up what a power cut interrupted; for the start. */
  readonly finishDestroying: () => Promise<void>;
};

export type VisitKeysOptions = {
  readonly dir: string;
  readonly keyEncryptionKey: Uint8Array;
  readonly randomBytes: (sizeBytes: number) => Uint8Array;
  readonly fileSystem: FileSystem;
};

const keyBytes = 32;
const sealedKeyBytes = keyBytes + sealOverheadBytes;
const keySuffix = ".key";
/** An empty file: its name alone says that the visit's key is gone, so that it has no content to go bad. */
const tombstoneSuffix = ".destroyed";

export function createVisitKeys({ dir, keyEncryptionKey, randomBytes, fileSystem }: VisitKeysOptions): VisitKeys {
  const keyPath = (visitId: string) => join(dir, `${visitId}${keySuffix}`);
  const tombstonePath = (visitId: string) => join(dir, `${visitId}${tombstoneSuffix}`);
  const context = (visitId: string) => `bilik data key of visit ${visitId}`;

  const namesWith = async (suffix: string): Promise<readonly string[]> => {
    const names = await fileSystem.listFolder(dir);
    return names.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
  };

  return {
    read: async (visitId) => {
      if ((await readIfThere(tombstonePath(visitId), fileSystem)).kind !== "absent") return { kind: "destroyed" };
      const file = await readIfThere(keyPath(visitId), fileSystem);
      if (file.kind !== "bytes") return file;
      const key = openBytes(file.bytes, keyEncryptionKey, context(visitId));
      if (key?.length === keyBytes) return { kind: "live", key };
      return { kind: "damaged", problem: "the data key does not unwrap: damaged, or wrapped by another key" };
    },
    create: async (visitId) => {
      const key = randomBytes(keyBytes);
      const wrapped = sealBytes(key, keyEncryptionKey, randomBytes(nonceBytes), context(visitId));
      key.fill(0);
      await replaceFile(keyPath(visitId), wrapped, fileSystem);
    },
    destroy: async (visitId) => {
      // The tombstone comes first: from here on a restart finishes the work, and nobody reads the key any more.
      await replaceFile(tombstonePath(visitId), new Uint8Array(0), fileSystem);
      await erase(keyPath(visitId), fileSystem);
    },
    live: async () => {
      const gone = new Set(await namesWith(tombstoneSuffix));
      return (await namesWith(keySuffix)).filter((visitId) => !gone.has(visitId)).sort();
    },
    destroyed: async () => new Set(await namesWith(tombstoneSuffix)),
    finishDestroying: async () => {
      const gone = new Set(await namesWith(tombstoneSuffix));
      const left = (await namesWith(keySuffix)).filter((visitId) => gone.has(visitId));
      for (const visitId of left) await erase(keyPath(visitId), fileSystem);
    },
  };
}

type FileReading =
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  | { readonly kind: "absent" }
  | { readonly kind: "damaged"; readonly problem: string };

async function readIfThere(path: string, fileSystem: FileSystem): Promise<FileReading> {
  try {
    return { kind: "bytes", bytes: await fileSystem.readFile(path) };
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return { kind: "absent" };
    const code = systemCode(error);
    if (code === undefined) throw error;
    return { kind: "damaged", problem: `the data key cannot be read: ${code}` };
  }
}

/**
 * Overwrites before removing: a removed file's blocks stay on the disk. A flash disk may still keep an older copy of
 * them out of reach; that copy is wrapped, and the key-encryption key is the one that must not be found.
 */
async function erase(path: string, fileSystem: FileSystem): Promise<void> {
  try {
    const file = await fileSystem.open(path, "change");
    try {
      await file.writeAt(new Uint8Array(sealedKeyBytes), 0);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return;
    throw await nameStorageFailure(error, { path, operation: "erase key", neededBytes: 0 });
  }
  await removeFile(path, fileSystem);
}
