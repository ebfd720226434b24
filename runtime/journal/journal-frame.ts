import { crc32 } from "node:zlib";

/**
 * A frame is one write and one sync: a header and the lines of the entries that were appended together.
 * All integers are unsigned 32-bit, little-endian.
 *
 * | offset | bytes | holds |
 * | --- | --- | --- |
 * | 0 | 4 | `BJ01`: this layout |
 * | 4 | 4 | payload length, a multiple of 16 |
 * | 8 | 4 | CRC-32 (ISO/IEC 8802-3, as in zlib) of the payload |
 * | 12 | 4 | CRC-32 of the twelve bytes before |
 * | 16 | n | entry lines in UTF-8 JSON, each ended by a line feed; spaces before the last one fill up to the length |
 *
 * Frames start at multiples of 16, so a header never straddles two disk sectors; a JSON line holds no zero byte, so
 * a sector that was never written cannot be taken for text.
 */
export const frameAlignBytes = 16;
export const frameHeaderBytes = 16;
/** More than any group of entries the writer makes; a larger length in a sound header is not ours. */
export const framePayloadMaxBytes = 8 * 1024 * 1024;

/** The unit a disk writes whole or not at all: 512 bytes on old disks, a multiple of it on new ones. */
const sectorBytes = 512;
const magic = Buffer.from("BJ01", "latin1");
const lineFeed = 0x0a;
const space = 0x20;

export type FrameReading =
  | { readonly kind: "frame"; readonly payload: Buffer; readonly endBytes: number }
  /** What a power cut leaves of a write whose sync never returned: cut it. */
  | { readonly kind: "torn"; readonly problem: string }
  /** Nothing a power cut does: an entry that was promised may be gone. */
  | { readonly kind: "damaged"; readonly problem: string };

/** One frame around lines that hold no line feed and no zero byte. */
export function encodeFrame(lines: readonly string[]): Buffer {
  const text = Buffer.from(`${lines.join("\n")}\n`, "utf8");
  const frame = Buffer.alloc(frameLengthBytes(text.length), space);
  const payload = frame.subarray(frameHeaderBytes);
  text.copy(payload, 0, 0, text.length - 1);
  payload[payload.length - 1] = lineFeed;

  magic.copy(frame, 0);
  frame.writeUInt32LE(payload.length, 4);
  frame.writeUInt32LE(crc32(payload), 8);
  frame.writeUInt32LE(crc32(frame.subarray(0, 12)), 12);
  return frame;
}

/** On disk, for lines of `textBytes` in all, their line feeds included. */
export function frameLengthBytes(textBytes: number): number {
  return frameHeaderBytes + Math.ceil(textBytes / frameAlignBytes) * frameAlignBytes;
}

/** Reads the frame at `offsetBytes` of a segment, and judges what is there instead. Never throws. */
export function readFrame(segment: Buffer, offsetBytes: number): FrameReading {
  const header = segment.subarray(offsetBytes, offsetBytes + frameHeaderBytes);
  if (header.length < frameHeaderBytes) return { kind: "torn", problem: "the file ends inside a frame header" };
  if (!isSoundHeader(header)) return judgeHeader(segment, offsetBytes);

  const lengthBytes = header.readUInt32LE(4);
  if (lengthBytes === 0 || lengthBytes % frameAlignBytes !== 0 || lengthBytes > framePayloadMaxBytes) {
    return { kind: "damaged", problem: `a frame of ${lengthBytes} bytes cannot be` };
  }
  const startBytes = offsetBytes + frameHeaderBytes;
  const endBytes = startBytes + lengthBytes;
  if (endBytes > segment.length) return { kind: "torn", problem: "the file ends inside a frame" };

  const payload = segment.subarray(startBytes, endBytes);
  if (crc32(payload) === header.readUInt32LE(8)) return { kind: "frame", payload, endBytes };
  // A later frame is only written once this one is on the medium, so that only the last can be torn.
  if (endBytes === segment.length && hasUnwrittenSector(segment, startBytes)) {
    return { kind: "torn", problem: "a sector of the last frame was never written" };
  }
  return { kind: "damaged", problem: "the checksum does not fit the entries" };
}

/** The entry lines of a payload. The padding is JSON white space and stays on the last line. */
export function splitLines(payload: Buffer): readonly string[] {
  return payload.toString("utf8", 0, payload.length - 1).split("\n");
}

function judgeHeader(segment: Buffer, offsetBytes: number): FrameReading {
  if (!isZero(segment.subarray(offsetBytes, offsetBytes + frameHeaderBytes))) {
    return { kind: "damaged", problem: "the frame header is not sound" };
  }
  if (hasSoundHeaderAfter(segment, offsetBytes)) {
    return { kind: "damaged", problem: "zeros stand before a sound frame" };
  }
  return { kind: "torn", problem: "the sector of the last frame header was never written" };
}

function isSoundHeader(header: Buffer): boolean {
  return header.subarray(0, 4).equals(magic) && crc32(header.subarray(0, 12)) === header.readUInt32LE(12);
}

/** No entry text can look like a header: a length within bounds has a zero byte. */
function hasSoundHeaderAfter(segment: Buffer, offsetBytes: number): boolean {
  for (let at = segment.indexOf(magic, offsetBytes); at !== -1; at = segment.indexOf(magic, at + 1)) {
    const header = segment.subarray(at, at + frameHeaderBytes);
    if (header.length === frameHeaderBytes && isSoundHeader(header)) return true;
  }
  return false;
}

/** Whether some sector's share of the payload is all zeros; a share is 16 bytes or more, so one flipped byte is not. */
function hasUnwrittenSector(segment: Buffer, startBytes: number): boolean {
  for (let from = startBytes; from < segment.length; ) {
    const to = Math.min(segment.length, (Math.floor(from / sectorBytes) + 1) * sectorBytes);
    if (isZero(segment.subarray(from, to))) return true;
    from = to;
  }
  return false;
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
