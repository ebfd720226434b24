import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { nameStorageFailure } from "../runtime/kernel/storage-failure.ts";

/**
 * Puts a whole model under a name: written aside, synced, renamed; nothing is left behind on failure. Unlike the booth's state
 * (`runtime/kernel/durable-file.ts`) a model is everybody's to read, can be made again, and may be built twice at once:
 * so each writer has an aside file of its own.
 * @throws BoothError `disk.full`, `file.unreadable` or `state.poisoned`, as `nameStorageFailure` tells them apart
 */
export async function writeModel(path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(aside, "wx", 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw await nameStorageFailure(error, { path, operation: "write model", neededBytes: bytes.length });
  }
}
