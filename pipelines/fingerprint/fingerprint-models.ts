import type { Infer } from "../../runtime/kernel/inference.ts";

/** What the fingerprint pipeline needs from outside. */
export type FingerprintModels = {
  /** Input [1, 69], the measures in the order of `qualityMeasures`; output `score` [1, 1], neither clamped nor rounded. */
  readonly quality: Infer;
};
