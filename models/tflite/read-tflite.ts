import { ByteBuffer } from "flatbuffers";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { FlatTable } from "./flat-table.ts";
import type { TensorType, TfliteModel, TfliteOperator, TfliteTensor } from "./tflite-model.ts";

/** Field numbers of the tables in TensorFlow Lite's schema (schema v3), in the order in which the schema lists them. */
const modelField = { operatorCodes: 1, subgraphs: 2, buffers: 4 } as const;
const operatorCodeField = { narrowCode: 0, customCode: 1, builtinCode: 3 } as const;
const subgraphField = { tensors: 0, inputs: 1, outputs: 2, operators: 3 } as const;
const tensorField = { shape: 0, type: 1, buffer: 2, name: 3 } as const;
const operatorField = { codeIndex: 0, inputs: 1, outputs: 2, options: 4, customOptions: 5 } as const;
const bufferField = { data: 0 } as const;

const tensorTypes: ReadonlyMap<number, TensorType> = new Map([
  [0, "float32"],
  [1, "float16"],
  [2, "int32"],
]);

/** The schema's numbers of the built-in operators that these models use. */
const builtinKinds: ReadonlyMap<number, string> = new Map([
  [0, "ADD"],
  [1, "AVERAGE_POOL_2D"],
  [3, "CONV_2D"],
  [4, "DEPTHWISE_CONV_2D"],
  [6, "DEQUANTIZE"],
  [14, "LOGISTIC"],
  [17, "MAX_POOL_2D"],
  [18, "MUL"],
  [19, "RELU"],
  [22, "RESHAPE"],
  [23, "RESIZE_BILINEAR"],
  [34, "PAD"],
  [45, "STRIDED_SLICE"],
  [54, "PRELU"],
  [117, "HARD_SWISH"],
]);
const customCode = 32;

/**
 * Reads a TensorFlow Lite file with one subgraph.
 * @param path names the file in failures
 * @throws BoothError `model.unsupported` when the bytes are torn, or use what these models never use
 */
export function readTflite(bytes: Uint8Array, path: string): TfliteModel {
  // A copy: slices of a Node Buffer would be views into it, and constants need memory of their own.
  const buffer = new ByteBuffer(new Uint8Array(bytes));
  const model = FlatTable.root(buffer, path);
  if (!buffer.__has_identifier("TFL3")) throw new BoothError("model.unsupported", { path, problem: "not TFL3" });

  const [subgraph, ...more] = model.tables(modelField.subgraphs);
  if (subgraph === undefined || more.length > 0) {
    throw new BoothError("model.unsupported", { path, problem: `${more.length + (subgraph ? 1 : 0)} subgraphs` });
  }
  const buffers = model.tables(modelField.buffers);
  const kinds = model.tables(modelField.operatorCodes).map((code) => readKind(code, path));
  const tensors = subgraph.tables(subgraphField.tensors).map((table) => readTensor(table, buffers, path));
  const operators = subgraph.tables(subgraphField.operators).map((table) => readOperator(table, kinds, path));
  return {
    tensors,
    operators,
    inputs: subgraph.int32s(subgraphField.inputs),
    outputs: subgraph.int32s(subgraphField.outputs),
  };
}

/** Old writers fill only the one-byte code; new ones fill the wide code, and the narrow one up to its limit. */
function readKind(code: FlatTable, path: string): string {
  const builtin = Math.max(code.int8(operatorCodeField.narrowCode), code.int32(operatorCodeField.builtinCode));
  if (builtin === customCode) return code.text(operatorCodeField.customCode);
  const kind = builtinKinds.get(builtin);
  if (kind === undefined) throw new BoothError("model.unsupported", { path, problem: `built-in operator ${builtin}` });
  return kind;
}

function readTensor(table: FlatTable, buffers: readonly FlatTable[], path: string): TfliteTensor {
  const name = table.text(tensorField.name);
  const code = table.int8(tensorField.type);
  const type = tensorTypes.get(code);
  const buffer = buffers[table.int32(tensorField.buffer)];
  if (type === undefined || buffer === undefined) {
    throw new BoothError("model.unsupported", { path, problem: `tensor ${name} of type ${code}` });
  }
  return { name, type, shape: table.int32s(tensorField.shape), data: buffer.bytes(bufferField.data) };
}

function readOperator(table: FlatTable, kinds: readonly string[], path: string): TfliteOperator {
  const kind = kinds[table.int32(operatorField.codeIndex)];
  if (kind === undefined) throw new BoothError("model.unsupported", { path, problem: "operator without a code" });
  const options = table.table(operatorField.options);
  return {
    kind,
    inputs: table.int32s(operatorField.inputs),
    outputs: table.int32s(operatorField.outputs),
    options: {
      int8: (field, fallback = 0) => options?.int8(field, fallback) ?? fallback,
      int32: (field, fallback = 0) => options?.int32(field, fallback) ?? fallback,
    },
    customOptions: table.bytes(operatorField.customOptions),
  };
}
