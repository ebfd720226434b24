import { randomBytes } from "node:crypto";
import { basename, dirname } from "node:path";
import { makeFolder, replaceFile } from "../kernel/durable-file.ts";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import { nodeFileSystem } from "../kernel/file-system.ts";
import { lockFolder } from "../kernel/lock-folder.ts";
import { systemCode } from "../kernel/storage-failure.ts";

const keyBytes = 32;

/**
 * The key-encryption key of a machine without a TPM: 32 random bytes in a file of mode 0600, made once and durable
 * before it is used. Whoever can read the file can read the vault; a booth in the field seals its key to the TPM.
 * @throws BoothError `state.corrupt` when the file is not such a key: what it wrapped could never be read again
 * @throws BoothError `state.in-use` when another process makes the key at this moment
 * @throws BoothError `disk.full`, `file.unreadable` or `state.poisoned` when the medium refuses
 */
export async function loadSoftKey(path: string): Promise<Uint8Array> {
  const existing = await readKey(path);
  if (existing !== null) return existing;

  await makeFolder(dirname(path));
  // Of two processes that make the key at once, one would seal with a key that the other then replaces.
  const lock = await lockFolder(dirname(path), basename(path));
  try {
    const made = await readKey(path);
    if (made !== null) return made;
    const key = randomBytes(keyBytes);
    await replaceFile(path, key);
    return key;
  } finally {
    await lock.release();
  }
}

async function readKey(path: string): Promise<Uint8Array | null> {
  let key: Buffer;
  try {
    key = await nodeFileSystem.readFile(path);
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return null;
    const code = systemCode(error);
    throw code === undefined ? error : new BoothError("file.unreadable", { path, problem: code }, { cause: error });
  }
  if (key.length === keyBytes) return key;
  throw new BoothError("state.corrupt", { path, problem: `a key has ${keyBytes} bytes, this file ${key.length}` });
}
