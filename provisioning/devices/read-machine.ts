import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BoothError, isSystemError } from "../../runtime/kernel/errors.ts";
import type { WantedMachine } from "./describe-machine.ts";
import type { PresentMachine } from "./diff-machine.ts";

/** Debian's own register of packages. */
const statusPath = "/var/lib/dpkg/status";

/**
 * What is there of the wanted files and packages. Changes nothing.
 * @param root where the machine's files are; `/`, or the folder of an image
 * @throws BoothError `file.unreadable` when a file is there and cannot be read
 */
export async function readMachine(root: string, { files }: WantedMachine): Promise<PresentMachine> {
  const found = new Map<string, string>();
  for (const { path } of files) {
    const content = await readIfThere(join(root, path));
    if (content !== null) found.set(path, content);
  }
  const status = await readIfThere(join(root, statusPath));
  return { files: found, installed: status === null ? null : readInstalled(status) };
}

/** Names of the packages that are wholly installed, from dpkg's status file. Paragraphs are parted by empty lines. */
export function readInstalled(status: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const paragraph of status.split(/\n\n+/)) {
    const name = /^Package: (\S+)$/m.exec(paragraph)?.[1];
    if (name !== undefined && /^Status: \S+ \S+ installed$/m.test(paragraph)) names.add(name);
  }
  return names;
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return null;
    const problem = error instanceof Error ? error.message : "unknown";
    throw new BoothError("file.unreadable", { path, problem }, { cause: error });
  }
}
