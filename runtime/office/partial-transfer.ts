import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Hex } from "../kernel/digest.ts";
import { removeFile, replaceFile } from "../kernel/durable-file.ts";
import { isSystemError } from "../kernel/errors.ts";
import { nodeFileSystem, type OpenFile } from "../kernel/file-system.ts";
import { namePoison, nameStorageFailure } from "../kernel/storage-failure.ts";
import { chunkExtent, type Manifest } from "../transfer/manifest.ts";

/** A package on its way in: a sparse file, and the chunks of it that are there. */
export type PartialTransfer = {
  readonly manifest: Manifest;
  readonly path: string;
  /** Chunks that are checked and synced. */
  readonly held: () => ReadonlySet<number>;
  readonly isComplete: () => boolean;
  /** Stores a chunk whose hash the caller has checked. It is held after the next `sync`. */
  readonly write: (index: number, bytes: Uint8Array) => Promise<void>;
  readonly sync: () => Promise<void>;
  /** Keeps the files. */
  readonly close: () => Promise<void>;
  /** Removes what is left of the files. */
  readonly discard: () => Promise<void>;
};

const partSuffix = ".part";
export const manifestSuffix = ".manifest";

/**
 * Opens what is there of the package, or begins. Every chunk already in the file is hashed against this manifest, so
 * neither a crash nor another cut of the same package can count a wrong byte. The manifest is kept beside the file.
 * @throws BoothError `disk.full`, `file.unreadable`, `state.poisoned`
 */
export async function openPartialTransfer(
  dir: string,
  manifest: Manifest,
  manifestBytes: Uint8Array,
): Promise<PartialTransfer> {
  const path = join(dir, `${manifest.packageId}${partSuffix}`);
  const manifestPath = join(dir, `${manifest.packageId}${manifestSuffix}`);
  const { file, isNew } = await openOrCreate(path);
  const held = isNew ? new Set<number>() : await findChunks(path, manifest);
  // What was found may never have been synced: a killed process leaves its pages to the kernel.
  if (held.size > 0) await syncFile(file, path);
  await replaceFile(manifestPath, manifestBytes);
  const written = new Set<number>();

  return {
    manifest,
    path,
    held: () => held,
    isComplete: () => held.size + written.size === manifest.chunks.length,
    write: async (index, bytes) => {
      if (held.has(index) || written.has(index)) return;
      await writeChunk(file, path, bytes, chunkExtent(manifest, index).offsetBytes);
      written.add(index);
    },
    sync: async () => {
      if (written.size === 0) return;
      await syncFile(file, path);
      for (const index of written) held.add(index);
      written.clear();
    },
    close: () => file.close(),
    discard: async () => {
      await removeFile(path);
      await removeFile(manifestPath);
    },
  };
}

async function openOrCreate(path: string): Promise<{ readonly file: OpenFile; readonly isNew: boolean }> {
  try {
    return { file: await nodeFileSystem.open(path, "change"), isNew: false };
  } catch (error) {
    if (!isSystemError(error, "ENOENT")) throw error;
  }
  try {
    return { file: await nodeFileSystem.open(path, "create"), isNew: true };
  } catch (error) {
    throw await nameStorageFailure(error, { path, operation: "create", neededBytes: 0 });
  }
}

async function findChunks(path: string, manifest: Manifest): Promise<Set<number>> {
  const found = new Set<number>();
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(manifest.chunkLengthBytes);
    for (const [index, expected] of manifest.chunks.entries()) {
      const { offsetBytes, lengthBytes } = chunkExtent(manifest, index);
      const { bytesRead } = await file.read(buffer, 0, lengthBytes, offsetBytes);
      if (bytesRead === lengthBytes && sha256Hex(buffer.subarray(0, lengthBytes)) === expected) found.add(index);
    }
  } finally {
    await file.close();
  }
  return found;
}

async function writeChunk(file: OpenFile, path: string, bytes: Uint8Array, offsetBytes: number): Promise<void> {
  try {
    await file.writeAt(bytes, offsetBytes);
  } catch (error) {
    throw await nameStorageFailure(error, { path, operation: "write", neededBytes: bytes.length });
  }
}

async function syncFile(file: OpenFile, path: string): Promise<void> {
  try {
    await file.sync();
  } catch (error) {
    throw namePoison(error, path, "sync");
  }
}

/** The manifests of transfers an earlier process left open. */
export async function listPartialManifests(dir: string): Promise<readonly Uint8Array[]> {
  const names = (await nodeFileSystem.listFolder(dir)).filter((name) => name.endsWith(manifestSuffix));
  return Promise.all(names.sort().map((name) => readFile(join(dir, name))));
}
