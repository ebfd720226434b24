import { dirname, join } from "node:path";
import { isSystemError } from "./errors.ts";
import { type FileSystem, nodeFileSystem } from "./file-system.ts";
import { namePoison, nameStorageFailure, systemCode } from "./storage-failure.ts";

/** Ends the name of a file that is still being written. One left over after a power cut was never promised. */
export const asideSuffix = ".tmp";

/**
 * Puts `bytes` under `path` so that a power cut at any moment leaves the old content or the new, whole: written aside,
 * synced, renamed over, folder synced. Durable on return; mode 0600. Calls for one path must not overlap.
 * @throws BoothError `disk.full` and `file.unreadable` with the old content in place
 * @throws BoothError `state.poisoned` when nobody can say which content is on the medium
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  const aside = `${path}${asideSuffix}`;
  try {
    await writeSynced(aside, bytes, fileSystem);
    await fileSystem.rename(aside, path);
  } catch (error) {
    await discard(aside, fileSystem);
    throw await nameStorageFailure(error, { path, operation: "replace", neededBytes: bytes.length });
  }
  await syncFolder(dirname(path), fileSystem);
}

/**
 * Removes `path`; a missing file counts as removed. Durable on return.
 * @throws BoothError as `replaceFile`
 */
export async function removeFile(path: string, fileSystem: FileSystem = nodeFileSystem): Promise<void> {
  try {
    await fileSystem.unlink(path);
  } catch (error) {
    if (!isSystemError(error, "ENOENT")) {
      throw await nameStorageFailure(error, { path, operation: "remove", neededBytes: 0 });
    }
  }
  await syncFolder(dirname(path), fileSystem);
}

/**
 * Makes `dir` and every missing folder above it, mode 0700, each durable in its parent on return.
 * @throws BoothError as `replaceFile`
 */
export async function makeFolder(dir: string, fileSystem: FileSystem = nodeFileSystem): Promise<void> {
  const isNew = await makeLevels(dir, fileSystem).catch(async (error: unknown) => {
    throw await nameStorageFailure(error, { path: dir, operation: "make folder", neededBytes: 0 });
  });
  if (isNew) return;
  // A process killed between mkdir and fsync leaves a folder that is there but not yet durable.
  await syncFolder(dirname(dir), fileSystem).catch((error: unknown) => {
    if (systemCode(error instanceof Error ? error.cause : error) !== "EACCES") throw error;
  });
}

/**
 * Makes renames, new files and removals in `dir` durable.
 * @throws BoothError `state.poisoned`
 */
export async function syncFolder(dir: string, fileSystem: FileSystem = nodeFileSystem): Promise<void> {
  try {
    const folder = await fileSystem.open(dir, "read");
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    throw namePoison(error, dir, "sync folder");
  }
}

/** Removes what a power cut left half written in `dir`, of files whose name starts so. Returns the names removed. */
export async function removeLeftovers(
  dir: string,
  fileSystem: FileSystem = nodeFileSystem,
  nameStart = "",
): Promise<readonly string[]> {
  const isLeftover = (name: string) => name.startsWith(nameStart) && name.endsWith(asideSuffix);
  const names = (await fileSystem.listFolder(dir)).filter(isLeftover);
  for (const name of names) await removeFile(join(dir, name), fileSystem);
  return names;
}

async function makeLevels(dir: string, fileSystem: FileSystem): Promise<boolean> {
  try {
    await fileSystem.makeFolder(dir);
  } catch (error) {
    if (isSystemError(error, "EEXIST")) return false;
    if (!isSystemError(error, "ENOENT") || dirname(dir) === dir) throw error;
    await makeLevels(dirname(dir), fileSystem);
    await fileSystem.makeFolder(dir);
  }
  await syncFolder(dirname(dir), fileSystem);
  return true;
}

async function writeSynced(path: string, bytes: Uint8Array, fileSystem: FileSystem): Promise<void> {
  const file = await fileSystem.open(path, "replace");
  try {
    await file.writeAt(bytes, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function discard(path: string, fileSystem: FileSystem): Promise<void> {
  try {
    await fileSystem.unlink(path);
  } catch (error) {
    // The write's own failure is on its way to the caller; what stays here is removed at the next start.
    if (systemCode(error) === undefined) throw error;
  }
}
