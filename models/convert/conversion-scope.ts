import { BoothError } from "../../runtime/kernel/errors.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { readHalfFloats } from "../tflite/read-half-floats.ts";
import type { TfliteModel, TfliteOperator, TfliteTensor } from "../tflite/tflite-model.ts";
import { type Constant, channelFirst, permute } from "./channel-first.ts";

/** Turns one operator into ONNX nodes and returns the value that stands for its only output. */
export type ConvertOperator = (operator: TfliteOperator, scope: ConversionScope) => string;

/**
 * What an operator sees of the conversion: constants as numbers, activations as ONNX values.
 * A rank-4 activation is NCHW in the ONNX graph; `shapeOf` always tells TensorFlow Lite's own shape (NHWC).
 */
export class ConversionScope {
  readonly graph: OnnxGraph;
  readonly #model: TfliteModel;
  readonly #path: string;
  readonly #values = new Map<number, string>();
  readonly #constants = new Map<number, Constant>();

  constructor(graph: OnnxGraph, model: TfliteModel, path: string) {
    this.graph = graph;
    this.#model = model;
    this.#path = path;
  }

  /** @throws BoothError `model.unsupported` always: the model asks for what this converter does not do. */
  refuse(problem: string): never {
    throw new BoothError("model.unsupported", { path: this.#path, problem });
  }

  bind(tensor: number, value: string): void {
    this.#values.set(tensor, value);
  }

  bindConstant(tensor: number, constant: Constant): void {
    this.#constants.set(tensor, constant);
  }

  tensor(index: number | undefined): TfliteTensor {
    const tensor = index === undefined ? undefined : this.#model.tensors[index];
    return tensor ?? this.refuse(`no tensor ${index}`);
  }

  shapeOf(index: number | undefined): readonly number[] {
    return this.tensor(index).shape;
  }

  /** The ONNX value of an activation that an earlier operator or the graph's input has bound. */
  activation(index: number | undefined): string {
    const value = index === undefined ? undefined : this.#values.get(index);
    return value ?? this.refuse(`tensor ${index} is used before it is made`);
  }

  isConstant(index: number | undefined): boolean {
    return index !== undefined && (this.#constants.has(index) || this.tensor(index).data.length > 0);
  }

  /** A constant as float32 in its stored layout, half floats widened. */
  floats(index: number | undefined): Constant {
    const folded = index === undefined ? undefined : this.#constants.get(index);
    if (folded !== undefined) return folded;
    const { name, type, shape, data } = this.tensor(index);
    const count = shape.reduce((product, size) => product * size, 1);
    const values = type === "float16" ? readHalfFloats(data) : new Float32Array(data.buffer, 0, data.length >> 2);
    if (type === "int32" || values.length !== count) this.refuse(`tensor ${name} is not a constant of ${count} floats`);
    return { shape, values };
  }

  integers(index: number | undefined): readonly number[] {
    const { name, type, data } = this.tensor(index);
    if (type !== "int32" || data.length === 0) this.refuse(`tensor ${name} is not an integer constant`);
    return [...new Int32Array(data.buffer, 0, data.length >> 2)];
  }

  /** Either kind of operand beside an activation of `rank`; a constant is moved to the channel-first layout. */
  operand(index: number | undefined, rank: number): string {
    if (!this.isConstant(index)) return this.activation(index);
    const constant = this.floats(index);
    if (rank !== 4 || constant.values.length === 1) return this.graph.floats(constant.values, constant.shape);
    const missingAxes = Array.from({ length: 4 - constant.shape.length }, () => 1);
    const moved = permute({ ...constant, shape: [...missingAxes, ...constant.shape] }, channelFirst);
    return this.graph.floats(moved.values, moved.shape);
  }

  /** These models carry their activation functions as operators of their own. */
  refuseFusedActivation(operator: TfliteOperator, field: number): void {
    const fused = operator.options.int8(field);
    if (fused !== 0) this.refuse(`${operator.kind} with fused activation ${fused}`);
  }
}
