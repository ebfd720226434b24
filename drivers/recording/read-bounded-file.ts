import { readFile, stat } from "node:fs/promises";
import { BoothError, isSystemError } from "../../runtime/kernel/errors.ts";

/**
 * The whole of a regular file that is no larger than `limitBytes`; the size is checked before anything is read.
 * @throws BoothError `file.missing`, `file.unreadable` (a folder, a device, no permission), `file.too-large`
 */
export async function readBoundedFile(path: string, limitBytes: number): Promise<Uint8Array> {
  try {
    const { size: sizeBytes, ...kind } = await describeEntry(path);
    if (kind.isFolder) throw new BoothError("file.unreadable", { path, problem: "it is a folder, not a file" });
    // A pipe or a device would block, or never end.
    if (!kind.isFile) throw new BoothError("file.unreadable", { path, problem: "it is not a regular file" });
    if (sizeBytes > limitBytes) throw new BoothError("file.too-large", { path, sizeBytes, limitBytes });
    return await readFile(path);
  } catch (error) {
    throw asFileFailure(path, error);
  }
}

/** Says what is wrong with a path in the booth's own terms, from what Node said. */
export function asFileFailure(path: string, error: unknown): BoothError {
  if (error instanceof BoothError) return error;
  const isAbsent = isSystemError(error, "ENOENT") || isSystemError(error, "ENOTDIR");
  if (isAbsent) return new BoothError("file.missing", { path }, { cause: error });
  const problem = isSystemError(error, "EACCES") ? "no permission" : describeCause(error);
  return new BoothError("file.unreadable", { path, problem }, { cause: error });
}

async function describeEntry(path: string) {
  const entry = await stat(path);
  return { size: entry.size, isFolder: entry.isDirectory(), isFile: entry.isFile() };
}

function describeCause(error: unknown): string {
  return error instanceof Error && "code" in error ? `the system says ${String(error.code)}` : "the system refused";
}
