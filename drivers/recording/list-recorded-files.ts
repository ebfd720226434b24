import { readdir } from "node:fs/promises";
import { join, parse } from "node:path";
import { BoothError, isSystemError } from "../../runtime/kernel/errors.ts";
import { asFileFailure } from "./read-bounded-file.ts";

/** Files by lower-case name without extension, then by lower-case extension without its dot. */
export type RecordedFiles = ReadonlyMap<string, ReadonlyMap<string, string>>;

const filesMax = 1_000;

/**
 * Lists a folder's visible files. Names count in lower case, as cameras write `FACE.JPG`.
 * @throws BoothError `file.missing`, `file.unreadable`, `resident.invalid` when two files differ in case only
 */
export async function listRecordedFiles(folder: string): Promise<RecordedFiles> {
  const names = await readFolder(folder);
  if (names.length > filesMax) throw new BoothError("file.unreadable", { path: folder, problem: "too many files" });

  const files = new Map<string, Map<string, string>>();
  for (const name of names) {
    const { name: stem, ext } = parse(name.toLowerCase());
    const extensions = files.get(stem) ?? new Map<string, string>();
    const extension = ext.slice(1);
    if (extensions.has(extension)) {
      throw new BoothError("resident.invalid", { path: folder, problem: `there are two files named ${stem}${ext}` });
    }
    files.set(stem, extensions.set(extension, join(folder, name)));
  }
  return files;
}

/** The same, for a folder that need not be there. */
export async function listOptionalFiles(folder: string): Promise<RecordedFiles> {
  try {
    return await listRecordedFiles(folder);
  } catch (error) {
    if (error instanceof BoothError && error.code === "file.missing") return new Map();
    throw error;
  }
}

async function readFolder(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith(".")).map((entry) => entry.name);
  } catch (error) {
    if (isSystemError(error, "ENOTDIR")) {
      throw new BoothError("file.unreadable", { path: folder, problem: "it is not a folder" }, { cause: error });
    }
    throw asFileFailure(folder, error);
  }
}
