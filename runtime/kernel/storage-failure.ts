import { statfs } from "node:fs/promises";
import { BoothError } from "./errors.ts";

export type FailedWrite = { readonly path: string; readonly operation: string; readonly neededBytes: number };

const fullCodes = new Set(["ENOSPC", "EDQUOT"]);
const refusedCodes = new Set(["EACCES", "EPERM", "ENOTDIR", "EISDIR", "ELOOP", "ENAMETOOLONG"]);

/**
 * What a failed system call on a write path means. `disk.full` and `file.unreadable` left the old state as it was.
 * Everything else is `state.poisoned`: after a failed fsync, ext4, XFS and btrfs mark the lost pages clean, so that
 * trying again can report a success that never reached the medium (Rebello et al., USENIX ATC 2020).
 * What is no system error is returned as it is.
 */
export async function nameStorageFailure(error: unknown, { path, operation, neededBytes }: FailedWrite) {
  const code = systemCode(error);
  if (code === undefined) return error;
  if (fullCodes.has(code)) {
    const detail = { path, freeBytes: await freeBytesAt(path), limitBytes: neededBytes };
    return new BoothError("disk.full", detail, { cause: error });
  }
  if (refusedCodes.has(code)) return new BoothError("file.unreadable", { path, problem: code }, { cause: error });
  return namePoison(error, path, operation);
}

/** For a step after which nobody can say what is on the medium, whatever the reason it failed. */
export function namePoison(error: unknown, path: string, operation: string): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  return new BoothError("state.poisoned", { path, operation: `${operation}: ${code}` }, { cause: error });
}

/** The code of a Node system error such as `ENOENT`; undefined for any other thrown value, a BoothError included. */
export function systemCode(error: unknown): string | undefined {
  if (error instanceof BoothError || !(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Free bytes for the booth's own user on the disk that holds `path`; 0 when even that cannot be asked. */
async function freeBytesAt(path: string): Promise<number> {
  const parent = path.slice(0, path.lastIndexOf("/")) || "/";
  try {
    const { bavail, bsize } = await statfs(parent);
    return bavail * bsize;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return 0;
  }
}
