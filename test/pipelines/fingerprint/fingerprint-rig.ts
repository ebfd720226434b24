import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FingerprintModels } from "../../../pipelines/fingerprint/fingerprint-models.ts";
import { createSession } from "../../../runtime/inference/create-session.ts";

/** The project's own model where it is committed, so that no test of fingers needs `bilik models build`. */
export const committedModel = fileURLToPath(
  new URL("../../../models/fingerprint-quality/fingerprint-quality.onnx", import.meta.url),
);

export async function openFingerprintModels(): Promise<FingerprintModels & { readonly close: () => Promise<void> }> {
  const { infer, close } = await createSession(readFileSync(committedModel), committedModel);
  return { quality: infer, close };
}
