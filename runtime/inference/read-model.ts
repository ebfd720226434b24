import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Hex } from "../kernel/digest.ts";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import type { ModelArtefact } from "./model-manifest.ts";

/**
 * Reads a built model and lets it pass only if it is, to the byte, what the manifest names.
 * @throws BoothError `model.missing` when it has not been built
 * @throws BoothError `model.mismatch` when its SHA-256 differs
 */
export async function readModel(dir: string, artefact: ModelArtefact): Promise<Uint8Array> {
  const path = join(dir, artefact.file);
  const bytes = await readBytes(path);
  const actualSha256 = sha256Hex(bytes);
  if (actualSha256 !== artefact.sha256) {
    throw new BoothError("model.mismatch", { path, expectedSha256: artefact.sha256, actualSha256 });
  }
  return bytes;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isSystemError(error, "ENOENT")) throw new BoothError("model.missing", { path }, { cause: error });
    throw error;
  }
}
