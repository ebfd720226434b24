import { BoothError } from "../../runtime/kernel/errors.ts";

/** One field of a Protocol Buffers message: a number as stored, or the bytes of a nested message. */
export type WireField =
  | { readonly number: number; readonly kind: "varint"; readonly value: number }
  | { readonly number: number; readonly kind: "float"; readonly value: number }
  | { readonly number: number; readonly kind: "bytes"; readonly bytes: Uint8Array };

const wireType = { varint: 0, lengthDelimited: 2, fixed32: 5 } as const;
/** Numbers here are indices and lengths: five bytes hold 32 bits and more. */
const varintBytesMax = 5;

/**
 * Walks the fields of one Protocol Buffers message in the order in which they stand.
 * @param path names the file in failures
 * @throws BoothError `model.unsupported` when the bytes are torn or hold 64-bit or grouped fields
 */
export function readWireFields(bytes: Uint8Array, path: string): WireField[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: WireField[] = [];
  let at = 0;
  const refuse = (problem: string): never => {
    throw new BoothError("model.unsupported", { path, problem: `${problem} at byte ${at}` });
  };
  const readVarint = (): number => {
    let value = 0;
    for (let index = 0; index < varintBytesMax; index++) {
      const byte = bytes[at++] ?? refuse("a number is cut off");
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return value;
    }
    return refuse("a number is too long");
  };
  const advance = (sizeBytes: number): number => {
    const start = at;
    at += sizeBytes;
    return at <= bytes.length ? start : refuse("a field is cut off");
  };

  while (at < bytes.length) {
    const tag = readVarint();
    const number = Math.floor(tag / 8);
    if (tag % 8 === wireType.varint) fields.push({ number, kind: "varint", value: readVarint() });
    else if (tag % 8 === wireType.fixed32)
      fields.push({ number, kind: "float", value: view.getFloat32(advance(4), true) });
    else if (tag % 8 === wireType.lengthDelimited) {
      const lengthBytes = readVarint();
      const start = advance(lengthBytes);
      fields.push({ number, kind: "bytes", bytes: bytes.subarray(start, start + lengthBytes) });
    } else refuse(`wire type ${tag % 8}`);
  }
  return fields;
}
