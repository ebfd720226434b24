import onnxProto from "onnx-proto";

const { AttributeProto, ModelProto, TensorProto } = onnxProto.onnx;
const attributeType = AttributeProto.AttributeType;
const elementType = TensorProto.DataType;

/** GridSample came with opset 16; opset 17 goes with IR version 8. */
const opsetVersion = 17;
const irVersion = 8;
/** The machine-learning operators have a domain and versions of their own; TreeEnsemble came with 5. */
const learningDomain = "ai.onnx.ml";
const learningVersion = 5;

export type Attribute =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly floats: Float32Array }
  | { readonly bytes: Uint8Array };

export type Attributes = Readonly<Record<string, Attribute>>;

type NamedShape = { readonly name: string; readonly shape: readonly number[]; readonly note: string };

/**
 * Collects an ONNX graph node by node and writes it as bytes. Names are numbered in the order of the calls,
 * so that the same calls give the same bytes.
 */
export class OnnxGraph {
  readonly #nodes: onnxProto.onnx.INodeProto[] = [];
  readonly #initializers: onnxProto.onnx.ITensorProto[] = [];
  readonly #inputs: NamedShape[] = [];
  readonly #outputs: NamedShape[] = [];

  /** Declares a float32 input and returns its value's name. */
  input(value: NamedShape): string {
    this.#inputs.push(value);
    return value.name;
  }

  /** Declares a float32 output: the value `from` in the output's own shape. */
  output(value: NamedShape, from: string): void {
    this.#outputs.push(value);
    const input = [from, this.integers(value.shape)];
    this.#nodes.push({ opType: "Reshape", name: `Reshape_${this.#nodes.length}`, input, output: [value.name] });
  }

  /** Stores float32 constants, row-major. */
  floats(values: Float32Array | readonly number[], shape: readonly number[]): string {
    return this.#initializer(elementType.FLOAT, floatBytes(values), shape);
  }

  /** Stores constants as half floats, row-major, and returns the name of the same in float32. */
  halves(values: Float32Array, shape: readonly number[]): string {
    const stored = this.#initializer(elementType.FLOAT16, halfBytes(values), shape);
    return this.node("Cast", [stored], { to: { int: elementType.FLOAT } });
  }

  /** Stores constants as signed bytes, row-major, and returns the name of the same in float32. */
  bytes(values: Int8Array, shape: readonly number[]): string {
    const stored = this.#initializer(
      elementType.INT8,
      new Uint8Array(values.buffer, values.byteOffset, values.length),
      shape,
    );
    return this.node("Cast", [stored], { to: { int: elementType.FLOAT } });
  }

  /** Stores a vector of int64 constants: shapes, axes and indices. */
  integers(values: readonly number[]): string {
    const bytes = new Uint8Array(values.length * 8);
    const view = new DataView(bytes.buffer);
    values.forEach((value, index) => {
      view.setBigInt64(index * 8, BigInt(value), true);
    });
    return this.#initializer(elementType.INT64, bytes, [values.length]);
  }

  /** Adds a node with one output and returns the name of its value. An empty input name leaves an optional input out. */
  node(opType: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const name = `${opType}_${this.#nodes.length}`;
    this.#nodes.push({ opType, name, input: [...inputs], output: [name], attribute: encodeAttributes(attributes) });
    return name;
  }

  /** Adds a node of the machine-learning operators, as `node` does of the standard ones. */
  learningNode(opType: string, inputs: readonly string[], attributes: Attributes): string {
    const name = this.node(opType, inputs, attributes);
    const added = this.#nodes.at(-1);
    if (added !== undefined) added.domain = learningDomain;
    return name;
  }

  encode(name: string): Uint8Array {
    const usesLearning = this.#nodes.some(({ domain }) => domain === learningDomain);
    const model = ModelProto.create({
      irVersion,
      producerName: "bilik",
      opsetImport: [
        { domain: "", version: opsetVersion },
        ...(usesLearning ? [{ domain: learningDomain, version: learningVersion }] : []),
      ],
      graph: {
        name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: this.#inputs.map(describeValue),
        output: this.#outputs.map(describeValue),
      },
    });
    return ModelProto.encode(model).finish();
  }

  #initializer(dataType: number, rawData: Uint8Array, shape: readonly number[]): string {
    const name = `constant_${this.#initializers.length}`;
    this.#initializers.push({ name, dataType, dims: [...shape], rawData });
    return name;
  }
}

function encodeAttributes(attributes: Attributes): onnxProto.onnx.IAttributeProto[] {
  return Object.entries(attributes).map(([name, value]) => {
    if ("int" in value) return { name, type: attributeType.INT, i: value.int };
    if ("ints" in value) return { name, type: attributeType.INTS, ints: [...value.ints] };
    if ("float" in value) return { name, type: attributeType.FLOAT, f: value.float };
    if ("floats" in value) return encodeTensor(name, elementType.FLOAT, floatBytes(value.floats), value.floats.length);
    if ("bytes" in value) return encodeTensor(name, elementType.UINT8, value.bytes, value.bytes.length);
    return { name, type: attributeType.STRING, s: new TextEncoder().encode(value.text) };
  });
}

/** A vector as an attribute: the compact form of what would else be a list of numbers. */
function encodeTensor(name: string, dataType: number, rawData: Uint8Array, length: number) {
  return { name, type: attributeType.TENSOR, t: { dataType, dims: [length], rawData } };
}

function floatBytes(values: Float32Array | readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setFloat32(index * 4, value, true);
  });
  return bytes;
}

function halfBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setFloat16(index * 2, value, true);
  return bytes;
}

function describeValue({ name, shape, note }: NamedShape): onnxProto.onnx.IValueInfoProto {
  const dim = shape.map((dimValue) => ({ dimValue }));
  return { name, docString: note, type: { tensorType: { elemType: elementType.FLOAT, shape: { dim } } } };
}
