/** Why a capture falls short: a code with the measured value and the limit it missed. The page words it. */
export type Reason<Code extends string = string> = {
  readonly code: Code;
  readonly value: number;
  readonly limit: number;
};

/** What every pipeline says of one image. A poor image is an assessment with reasons, never an error. */
export type Assessment<Code extends string = string> = {
  /** 0 to 100 on the modality's own scale; 0 when nothing could be assessed. */
  readonly score: number;
  /** Named figures; each pipeline documents its names, units and ranges. Finite numbers only. */
  readonly measures: Readonly<Record<string, number>>;
  /** Empty exactly when the capture passes its limits. Most useful first. */
  readonly reasons: readonly Reason<Code>[];
};
