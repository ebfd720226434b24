import { join } from "node:path";
import type { PackageSource } from "../runtime/inference/model-manifest.ts";
import { readBytes } from "../runtime/inference/read-bytes.ts";
import { sha256Hex } from "../runtime/kernel/digest.ts";
import { BoothError } from "../runtime/kernel/errors.ts";

/**
 * The bytes of a package from which a model is made.
 * @param packagesDir a `node_modules` folder
 * @throws BoothError `file.missing` when the package is not installed, `file.unreadable` when it cannot be read
 * @throws BoothError `model.mismatch` when the bytes are not those that the manifest names
 */
export async function readSource(packagesDir: string, source: PackageSource): Promise<Uint8Array> {
  const path = join(packagesDir, source.package, source.file);
  const file = await readBytes(path, "file.missing");
  const bytes = file.subarray(source.startBytes, source.endBytes);
  const actualSha256 = sha256Hex(bytes);
  if (actualSha256 !== source.sha256) {
    throw new BoothError("model.mismatch", { path, expectedSha256: source.sha256, actualSha256 });
  }
  return bytes;
}
