import type { CanonicalFace } from "../kernel/canonical-face.ts";
import type { Infer } from "../kernel/inference.ts";
import { loadCanonicalFace } from "./load-canonical-face.ts";
import { readModelManifest } from "./model-manifest.ts";
import { openModels } from "./open-models.ts";

/** Every model of the face pipeline, ready to run. The caller closes it. */
export type FaceModelSet = {
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
 * Loads the face models from the folder into which `bilik models build` has put them.
 * @throws BoothError `model.missing` when one has not been built
 * @throws BoothError `model.mismatch` when one is not, to the byte, what the manifest names
 * @throws BoothError `model.unsupported` when ONNX Runtime refuses one
 */
export async function loadFaceModels(dir: string): Promise<FaceModelSet> {
  const canonicalFace = await loadCanonicalFace(dir);
  const { infer, hashes, close } = await openModels(dir, ["face-detector", "face-landmarks", "person-segmenter"]);
  const manifest = await readModelManifest();
  return {
    detect: infer["face-detector"],
    landmarks: infer["face-landmarks"],
    segment: infer["person-segmenter"],
    canonicalFace,
    hashes: { ...hashes, "canonical-face": manifest["canonical-face"].sha256 },
    close,
  };
}
