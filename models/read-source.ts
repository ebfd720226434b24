import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModelSource } from "../runtime/inference/model-manifest.ts";
import { sha256Hex } from "../runtime/kernel/digest.ts";
import { BoothError, isSystemError } from "../runtime/kernel/errors.ts";

/**
 * The bytes of a package from which a model is made, in memory of their own.
 * @param packagesDir a `node_modules` folder
 * @throws BoothError `file.missing` when the package or its file is not installed
 * @throws BoothError `model.mismatch` when the bytes are not those that the manifest names
 */
export async function readSource(packagesDir: string, source: ModelSource): Promise<Uint8Array> {
  const path = join(packagesDir, source.package, source.file);
  const bytes = new Uint8Array(await readBytes(path)).slice(source.startBytes, source.endBytes);
  const actualSha256 = sha256Hex(bytes);
  if (actualSha256 !== source.sha256) {
    throw new BoothError("model.mismatch", { path, expectedSha256: source.sha256, actualSha256 });
  }
  return bytes;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isSystemError(error, "ENOENT")) throw new BoothError("file.missing", { path }, { cause: error });
    throw error;
  }
}
