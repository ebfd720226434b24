import type { CanonicalFace } from "../../runtime/kernel/canonical-face.ts";
import type { Infer } from "../../runtime/kernel/inference.ts";

/** What the face pipeline needs from outside: three networks and the generic head. Inputs are RGB, [1, 3, side, side]. */
export type FaceModels = {
  /** Side 192, −1 to 1. `regressors` [1, 2304, 16] in px of the input, `scores` [1, 2304, 1] as logits. */
  readonly detect: Infer;
  /** Side 192, 0 to 1. `mesh` x, y, z and the refined parts x, y in px of the input; `flag` is a logit. */
  readonly landmarks: Infer;
  /** Side 256, 0 to 1. `mask` [1, 1, 256, 256], 0 backdrop to 1 person. */
  readonly segment: Infer;
  readonly canonicalFace: CanonicalFace;
};
