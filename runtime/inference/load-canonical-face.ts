import type { CanonicalFace } from "../kernel/canonical-face.ts";
import { checkCanonicalFace } from "./check-canonical-face.ts";
import { readModelManifest } from "./model-manifest.ts";
import { readModel } from "./read-model.ts";

/**
 * The generic head that `bilik models build` has put into `dir`, checked against the manifest.
 * @throws BoothError `model.missing`, `model.mismatch`, `model.unsupported`
 */
export async function loadCanonicalFace(dir: string): Promise<CanonicalFace> {
  const manifest = await readModelManifest();
  const mesh = await readModel(dir, manifest["canonical-face"]);
  return checkCanonicalFace(JSON.parse(new TextDecoder().decode(mesh)), dir);
}
