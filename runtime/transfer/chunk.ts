import { strict as assert } from "node:assert";
import { BoothError } from "../kernel/errors.ts";
import { crc32c } from "./crc32c.ts";
import { chunkCountMax, chunkLengthMaxBytes, packageLengthMaxBytes } from "./limits.ts";

export const chunkHeaderBytes = 48;
/** How much of the package id the header repeats. */
const idPrefixBytes = 16;
/** "BLK" and the version of this layout. */
const magic = 0x424c4b01;

/** One piece of a sealed package on its way. */
export type Chunk = {
  /** First 16 bytes of the package id, hexadecimal. */
  readonly packageIdPrefix: string;
  readonly index: number;
  readonly count: number;
  readonly offsetBytes: number;
  readonly bytes: Uint8Array;
};

/**
 * Header, big-endian: magic and version u32, package id's first 16 bytes, index u32, count u32, offset u64, length u32,
 * flags u32 (none defined, zero), CRC-32C u32 over the 44 bytes before it and the payload. Then the payload.
 */
export function encodeChunk(chunk: Chunk): Buffer {
  assert(chunk.packageIdPrefix.length === idPrefixBytes * 2, "a chunk names its package by 16 bytes");
  const message = Buffer.allocUnsafe(chunkHeaderBytes + chunk.bytes.length);
  message.writeUInt32BE(magic, 0);
  message.write(chunk.packageIdPrefix, 4, idPrefixBytes, "hex");
  message.writeUInt32BE(chunk.index, 20);
  message.writeUInt32BE(chunk.count, 24);
  message.writeBigUInt64BE(BigInt(chunk.offsetBytes), 28);
  message.writeUInt32BE(chunk.bytes.length, 36);
  message.writeUInt32BE(0, 40);
  message.set(chunk.bytes, chunkHeaderBytes);
  message.writeUInt32BE(crc32c(message.subarray(0, 44), chunk.bytes), 44);
  return message;
}

/**
 * The payload is a view into `message`.
 * @throws BoothError `message.invalid` on any field out of bounds, a length that is not the payload's, or a wrong CRC
 */
export function parseChunk(message: Uint8Array): Chunk {
  const view = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  if (view.length <= chunkHeaderBytes) refuse(`${view.length} bytes, too short`);
  if (view.readUInt32BE(0) !== magic) refuse("not a chunk of this version");
  if (view.readUInt32BE(40) !== 0) refuse("unknown flags");

  const bytes = view.subarray(chunkHeaderBytes);
  if (view.readUInt32BE(36) !== bytes.length) refuse("the length is not that of the payload");
  if (bytes.length > chunkLengthMaxBytes) refuse(`${bytes.length} bytes, limit ${chunkLengthMaxBytes}`);

  const index = view.readUInt32BE(20);
  const count = view.readUInt32BE(24);
  if (count > chunkCountMax || index >= count) refuse(`index ${index} of ${count}`);

  const offset = view.readBigUInt64BE(28);
  if (offset + BigInt(bytes.length) > BigInt(packageLengthMaxBytes)) refuse("beyond the largest package");
  if (view.readUInt32BE(44) !== crc32c(view.subarray(0, 44), bytes)) refuse("the checksum does not hold");

  const packageIdPrefix = view.toString("hex", 4, 4 + idPrefixBytes);
  return { packageIdPrefix, index, count, offsetBytes: Number(offset), bytes };
}

export function packageIdPrefixOf(packageId: string): string {
  return packageId.slice(0, idPrefixBytes * 2);
}

function refuse(problem: string): never {
  throw new BoothError("message.invalid", { message: "chunk", problem });
}
