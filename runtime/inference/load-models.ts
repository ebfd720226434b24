import type { CanonicalFace } from "../kernel/canonical-face.ts";
import type { Infer } from "../kernel/inference.ts";
import { createSession, type Session } from "./create-session.ts";
import { loadCanonicalFace } from "./load-canonical-face.ts";
import { type ModelArtefact, readModelManifest } from "./model-manifest.ts";

import { readModel } from "./read-model.ts";

/** Every model of the face pipeline, ready to run. The caller closes it. */
export type ModelSet = {
  /** Input RGB, -1 to 1, [1, 3, 192, 192]; outputs `regressors` [1, 2304, 16] and `scores` [1, 2304, 1], logits. */
  readonly detect: Infer;
  /**
   * Input RGB, 0 to 1, [1, 3, 192, 192]; outputs in px of the input: `mesh` [1, 1404] as x, y, z; `lips` [1, 160],
   * `leftEye` and `rightEye` [1, 142], `leftIris` and `rightIris` [1, 10] as x, y; `flag` [1, 1], a logit.
   * Eyes are the subject's own.
   */
  readonly landmarks: Infer;
  /** Input RGB, 0 to 1, [1, 3, 256, 256]; output `mask` [1, 1, 256, 256], 0 backdrop to 1 person. */
  readonly segment: Infer;
  readonly canonicalFace: CanonicalFace;
  /** SHA-256 of each file that was loaded, by model name: goes into the package's manifest. */
  readonly hashes: Readonly<Record<string, string>>;
  /** Waits for what is running, then frees the sessions. Safe to call twice. */
  readonly close: () => Promise<void>;
};

/**
 * Loads the models from the folder into which `bilik models build` has put them, each checked against the manifest, and the
 * very bytes that were checked. One after the other: making a session holds the thread, so side by side wins nothing.
 * @throws BoothError `model.missing` when one has not been built
 * @throws BoothError `model.mismatch` when one is not, to the byte, what the manifest names
 * @throws BoothError `model.unsupported` when ONNX Runtime refuses one
 */
export async function loadModels(dir: string): Promise<ModelSet> {
  const manifest = await readModelManifest();
  const canonicalFace = await loadCanonicalFace(dir);
  const sessions: Session[] = [];
  const close = async () => {
    await Promise.all(sessions.splice(0).map((session) => session.close()));
  };
  const load = async (artefact: ModelArtefact): Promise<Infer> => {
    const session = await createSession(await readModel(dir, artefact), artefact.file);
    sessions.push(session);
    return session.infer;
  };

  try {
    return {
      detect: await load(manifest["face-detector"]),
      landmarks: await load(manifest["face-landmarks"]),
      segment: await load(manifest["person-segmenter"]),
      canonicalFace,
      hashes: Object.fromEntries(Object.entries(manifest).map(([name, artefact]) => [name, artefact.sha256])),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
