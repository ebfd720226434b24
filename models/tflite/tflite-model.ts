/** What a converter needs of a TFLite file, as plain data. Shapes are as stored: activations NHWC, batch 1. */
export type TfliteModel = {
  readonly tensors: readonly TfliteTensor[];
  readonly operators: readonly TfliteOperator[];
  /** Indices into `tensors`. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
};

export type TfliteTensor = {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: TensorType;
  /** The constant's bytes, little-endian; empty for an activation. */
  readonly data: Uint8Array;
};

export type TensorType = "float32" | "float16" | "int32";

export type TfliteOperator = {
  /** The schema's name of a built-in operator, or the custom operator's own name. */
  readonly kind: string;
  /** Indices into `tensors`; -1 stands for an optional input left out. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options: OperatorOptions;
  /** A custom operator's own encoding; empty for a built-in one. */
  readonly customOptions: Uint8Array;
};

/** Reads scalar fields of a built-in operator's option table by their place in the schema; absent fields read as the default. */
export type OperatorOptions = {
  readonly int8: (field: number, fallback?: number) => number;
  readonly int32: (field: number, fallback?: number) => number;
};
