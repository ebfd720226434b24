import { readdir, realpath } from "node:fs/promises";
import { join } from "node:path";

/** Folders of links that udev keeps, the booth's own names first. */
export const stableFolders = {
  serial: ["booth", "serial/by-id", "serial/by-path"],
  video: ["booth", "v4l/by-id", "v4l/by-path"],
} as const;

const linksMax = 1_000;

/** Device node → the name of it that stays the same over replugging; the first folder that has one wins. */
export async function readStablePaths(
  folders: readonly string[],
  devDir = "/dev",
): Promise<ReadonlyMap<string, string>> {
  const links = new Map<string, string>();
  for (const folder of folders) {
    // Udev makes a folder with the first link in it.
    const names = await readdir(join(devDir, folder)).catch(() => []);
    for (const name of names.sort().slice(0, linksMax)) {
      const link = join(devDir, folder, name);
      const node = await realpath(link).catch(() => null);
      if (node !== null && !links.has(node)) links.set(node, link);
    }
  }
  return links;
}
