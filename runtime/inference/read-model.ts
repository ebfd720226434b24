import { join } from "node:path";
import { sha256Hex } from "../kernel/digest.ts";
import { BoothError } from "../kernel/errors.ts";
import type { ModelArtefact } from "./model-manifest.ts";
import { readBytes } from "./read-bytes.ts";

/**
 * Reads a built model and lets it pass only if it is, to the byte, what the manifest names.
 * @throws BoothError `model.missing` when it has not been built, `file.unreadable` when it cannot be read
 * @throws BoothError `model.mismatch` when its SHA-256 differs
 */
export async function readModel(dir: string, artefact: ModelArtefact): Promise<Uint8Array> {
  const path = join(dir, artefact.file);
  const bytes = await readBytes(path, "model.missing");
  const actualSha256 = sha256Hex(bytes);
  if (actualSha256 !== artefact.sha256) {
    throw new BoothError("model.mismatch", { path, expectedSha256: artefact.sha256, actualSha256 });
  }
  return bytes;
}
