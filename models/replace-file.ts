import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";

/** Puts whole, durable content under a name: written aside, synced, renamed. On failure nothing is left behind. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(aside, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
