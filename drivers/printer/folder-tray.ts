import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PrinterTray } from "./printer-tray.ts";

const ownerOnlyFile = 0o600;
const ownerOnlyFolder = 0o700;

/**
 * Puts each job into a folder as `JOB-ID.pdf`, whole or not at all, and synchronised to the disk. Files are the owner's
 * alone: letters and receipts name people.
 */
export function createFolderTray(folder: string): PrinterTray {
  return {
    open: async () => {
      await mkdir(folder, { recursive: true, mode: ownerOnlyFolder });
      const names = await readdir(folder);
      const leftovers = names.filter((name) => name.endsWith(".pdf.part"));
      for (const name of leftovers) await rm(join(folder, name), { force: true });
      return Math.max(0, ...names.map(readJobNumber));
    },
    put: async ({ jobId, pdf }) => {
      const path = join(folder, `${jobId}.pdf`);
      const aside = `${path}.part`;
      try {
        await writeDurably(aside, pdf);
        await rename(aside, path);
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
      await syncFolder(folder);
    },
  };
}

function readJobNumber(name: string): number {
  return Number(/^EMU-(\d{1,9})\.pdf$/.exec(name)?.[1] ?? 0);
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "w", ownerOnlyFile);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is safe only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
