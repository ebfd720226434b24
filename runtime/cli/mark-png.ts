import { crc32 } from "node:zlib";

/** Signature and header: eight bytes, then length, type, thirteen bytes of content and check of `IHDR`. */
const headerEnd = 8 + 4 + 4 + 13 + 4;

/**
 * The same image with a remark in it, as a `tEXt` chunk (ISO/IEC 15948:2004, 11.3.4.3). Keyword and text are ASCII.
 */
export function markPng(png: Uint8Array, keyword: string, text: string): Uint8Array {
  const content = Buffer.from(`tEXt${keyword}\0${text}`, "latin1");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length - 4);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([png.subarray(0, headerEnd), length, content, check, png.subarray(headerEnd)]);
}
