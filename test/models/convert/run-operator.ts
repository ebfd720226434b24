import { expect } from "vitest";
import { channelFirstShape } from "../../../models/convert/channel-first.ts";
import { convertModel } from "../../../models/convert/convert-tflite.ts";
import type { TensorType, TfliteModel, TfliteOperator, TfliteTensor } from "../../../models/tflite/tflite-model.ts";
import { createSession } from "../../../runtime/inference/create-session.ts";

/** Numbers with a shape, laid out as TensorFlow Lite does: NHWC. */
export type Block = { readonly shape: readonly number[]; readonly values: readonly number[] };

export type OperatorCase = {
  readonly kind: string;
  readonly input: Block;
  /** Inputs after the first, all constant; integers where the operator wants them. */
  readonly constants?: readonly (Block & { readonly type?: TensorType })[];
  readonly outputShape: readonly number[];
  /** Option fields by their number in the schema. */
  readonly options?: Readonly<Record<number, number>>;
  readonly customOptions?: Uint8Array;
};

/** Converts a model of this one operator and runs it: what comes back is NHWC again. */
export async function runOperator(operatorCase: OperatorCase): Promise<number[]> {
  const { input, outputShape } = operatorCase;
  const onnx = convertModel(modelOf(operatorCase), "case", {
    name: "case",
    inputNote: "",
    outputs: [{ tensor: "output", name: "output", shape: channelFirstShape(outputShape), note: "" }],
  });
  const session = await createSession(onnx, "case");
  const outputs = await session.infer({
    shape: channelFirstShape(input.shape),
    values: Float32Array.from(toChannelFirst(input)),
  });
  await session.close();
  const values = [...outputs["output"]!.values];
  return outputShape.length === 4 ? toChannelLast({ shape: outputShape, values }) : values;
}

function modelOf({ kind, input, constants = [], outputShape, options = {}, customOptions }: OperatorCase): TfliteModel {
  const tensors: TfliteTensor[] = [
    { name: "input", shape: input.shape, type: "float32", data: new Uint8Array() },
    ...constants.map(constantTensor),
    { name: "output", shape: outputShape, type: "float32", data: new Uint8Array() },
  ];
  const output = tensors.length - 1;
  const operator: TfliteOperator = {
    kind,
    inputs: tensors.slice(0, output).map((_, index) => index),
    outputs: [output],
    options: {
      int8: (field, fallback = 0) => options[field] ?? fallback,
      int32: (field, fallback = 0) => options[field] ?? fallback,
    },
    customOptions: customOptions ?? new Uint8Array(),
  };
  return { tensors, operators: [operator], inputs: [0], outputs: [output] };
}

function constantTensor({ shape, values, type = "float32" }: Block & { readonly type?: TensorType }, index = 0) {
  const numbers = type === "int32" ? Int32Array.from(values) : Float32Array.from(values);
  return { name: `constant ${index}`, shape, type, data: new Uint8Array(numbers.buffer) };
}

/** The same numbers on every machine, with no pattern a wrong layout could hide in. */
export function scatter(shape: readonly number[], seed: number): Block {
  const length = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Array.from({ length }, (_, index) => Math.sin(index * 12.9898 + seed * 78.233)) };
}

function toChannelFirst({ shape, values }: Block): readonly number[] {
  if (shape.length !== 4) return values;
  const [, height, width, channels] = shape as [number, number, number, number];
  return Array.from({ length: values.length }, (_, index) => {
    const channel = Math.floor(index / (height * width));
    return values[(index % (height * width)) * channels + channel]!;
  });
}

function toChannelLast({ shape, values }: Block): number[] {
  const [, height, width, channels] = shape as [number, number, number, number];
  return Array.from({ length: values.length }, (_, index) => {
    const channel = index % channels;
    return values[channel * height * width + Math.floor(index / channels)]!;
  });
}

/** Fails unless both have as many values and no two lie further apart than `tolerance`. */
export function expectClose(actual: readonly number[], wanted: readonly number[], tolerance = 1e-4): void {
  expect(actual).toHaveLength(wanted.length);
  const distances = wanted.map((value, index) => Math.abs(value - actual[index]!));
  expect(Math.max(...distances)).toBeLessThanOrEqual(tolerance);
}
