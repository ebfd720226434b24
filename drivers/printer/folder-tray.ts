import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { removeLeftovers, replaceFile } from "../../runtime/kernel/durable-file.ts";
import type { PrinterTray } from "./printer-tray.ts";

const ownerOnlyFolder = 0o700;
const jobPrefix = "EMU-";

/**
 * Puts each job into a folder as `JOB-ID.pdf`, whole or not at all, and synchronised to the disk. Files are the owner's
 * alone: letters and receipts name people.
 */
export function createFolderTray(folder: string): PrinterTray {
  return {
    open: async () => {
      await mkdir(folder, { recursive: true, mode: ownerOnlyFolder });
      await removeLeftovers(folder, undefined, jobPrefix);
      return Math.max(0, ...(await readdir(folder)).map(readJobNumber));
    },
    put: ({ jobId, pdf }) => replaceFile(join(folder, `${jobId}.pdf`), pdf),
  };
}

function readJobNumber(name: string): number {
  return Number(/^EMU-(\d{1,9})\.pdf$/.exec(name)?.[1] ?? 0);
}
