import { readFile } from "node:fs/promises";
import { BoothError } from "../kernel/errors.ts";
import { systemCode } from "../kernel/storage-failure.ts";

/**
 * A whole file.
 * @throws BoothError `missing` when it is not there
 * @throws BoothError `file.unreadable` when it is, and cannot be read
 */
export async function readBytes(path: string, missing: "file.missing" | "model.missing"): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (code === "ENOENT") throw new BoothError(missing, { path }, { cause: error });
    throw new BoothError("file.unreadable", { path, problem: code }, { cause: error });
  }
}
