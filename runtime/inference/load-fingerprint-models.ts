import type { Infer } from "../kernel/inference.ts";
import { openModels } from "./open-models.ts";

/** Every model of the fingerprint pipeline, ready to run. The caller closes it. */
export type FingerprintModelSet = {
  /** Input: 69 native measures, [1, 69]; output `score` [1, 1] on the NFIQ 2 scale, neither clamped nor rounded. */
  readonly quality: Infer;
  /** SHA-256 of each file that was loaded, by model name: goes into the package's manifest. */
  readonly hashes: Readonly<Record<string, string>>;
  /** Waits for what is running, then frees the session. Safe to call twice. */
  readonly close: () => Promise<void>;
};

/**
 * Loads what fingers need, and none of what faces need, from the folder into which `bilik models build` has put the models.
 * @throws BoothError `model.missing`, `model.mismatch` or `model.unsupported`
 */
export async function loadFingerprintModels(dir: string): Promise<FingerprintModelSet> {
  const { infer, hashes, close } = await openModels(dir, ["fingerprint-quality"]);
  return { quality: infer["fingerprint-quality"], hashes, close };
}
