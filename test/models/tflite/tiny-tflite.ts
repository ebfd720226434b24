import { Builder } from "flatbuffers";

/** The smallest whole file: one RELU over a 1 × 2 × 2 × 1 plane, written as TensorFlow Lite's schema lays it out. */
export function tinyTflite(): Uint8Array {
  const builder = new Builder(256);
  const names = ["input", "output"].map((name) => builder.createString(name));
  const shape = intVector(builder, [1, 2, 2, 1]);
  const tensors = names.map((name) =>
    table(builder, 4, () => {
      builder.addFieldOffset(0, shape, 0);
      builder.addFieldInt8(1, 0, 0);
      builder.addFieldInt32(2, 0, 0);
      builder.addFieldOffset(3, name, 0);
    }),
  );
  const inputs = intVector(builder, [0]);
  const outputs = intVector(builder, [1]);
  const operator = table(builder, 3, () => {
    builder.addFieldInt32(0, 0, 0);
    builder.addFieldOffset(1, inputs, 0);
    builder.addFieldOffset(2, outputs, 0);
  });
  const fields = [offsetVector(builder, tensors), inputs, outputs, offsetVector(builder, [operator])];
  const subgraph = table(builder, 4, () => {
    for (const [field, offset] of fields.entries()) builder.addFieldOffset(field, offset, 0);
  });
  const relu = 19;
  const code = table(builder, 4, () => {
    builder.addFieldInt8(0, relu, 0);
    builder.addFieldInt32(3, relu, 0);
  });
  const empty = table(builder, 1, () => undefined);
  const parts = [code, subgraph, empty].map((part) => offsetVector(builder, [part]));
  const model = table(builder, 5, () => {
    builder.addFieldInt32(0, 3, 0);
    builder.addFieldOffset(1, parts[0]!, 0);
    builder.addFieldOffset(2, parts[1]!, 0);
    builder.addFieldOffset(4, parts[2]!, 0);
  });
  builder.finish(model, "TFL3");
  return builder.asUint8Array();
}

function table(builder: Builder, fieldCount: number, fill: () => void): number {
  builder.startObject(fieldCount);
  fill();
  return builder.endObject();
}

function intVector(builder: Builder, values: readonly number[]): number {
  builder.startVector(4, values.length, 4);
  for (const value of values.toReversed()) builder.addInt32(value);
  return builder.endVector();
}

function offsetVector(builder: Builder, offsets: readonly number[]): number {
  builder.startVector(4, offsets.length, 4);
  for (const offset of offsets.toReversed()) builder.addOffset(offset);
  return builder.endVector();
}
