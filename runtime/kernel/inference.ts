/** Dense float32 values, row-major; `values.length` is the product of `shape`. */
export type Tensor = { readonly shape: readonly number[]; readonly values: Float32Array };

/** Runs one model on one input tensor and returns its named outputs. Calls on one model may overlap. */
export type Infer = (input: Tensor) => Promise<Readonly<Record<string, Tensor>>>;
